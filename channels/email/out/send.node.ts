import { isIP } from 'node:net';
import { Readable } from 'node:stream';
import type { Way } from '@patchbay/base/egress.node.ts';
import SMTPConnection, { type SMTPConnectionSendInfo } from 'nodemailer/lib/smtp-connection';
import XOAuth2 from 'nodemailer/lib/xoauth2';
import type { Credentials, MailServer } from '../mailbox/account.ts';
import { type Broken, endOf, type Sent } from './sent.ts';

/** Who it is from and for, as the mail server is told: blind copies too. */
export interface Envelope {
  readonly from: string;
  readonly to: readonly string[];
}
/** How a mail server is reached; `handing` resolves when the last byte may go out, and rejects when it may not. */
export interface Handing {
  readonly server: MailServer;
  readonly credentials: Credentials;
  readonly way: Way;
  readonly signal: AbortSignal;
  handing?(): Promise<void>;
  readonly patienceMs?: number;
}

const usualMs = 120_000;

/** Hands a mail to the mail server (RFC 5321, RFC 6409): answers what became of it, whatever happens. [EM86] */
export async function send(envelope: Envelope, raw: Buffer, how: Handing): Promise<Sent> {
  let handed = false;
  const broken = (error: unknown): Sent => endOf(brokenBy(error, handed));
  try {
    return await connected(how, (connection) => {
      // The dot that ends a mail is sent when its stream ends: so the end waits until it is written down that it may come.
      const source = Readable.from(
        (async function* () {
          yield raw;
          await how.handing?.();
          handed = true;
        })(),
        { objectMode: false },
      );
      return new Promise<Sent>((resolve) => {
        connection.once('error', (error) => resolve(broken(error)));
        connection.send({ from: envelope.from, to: [...envelope.to], size: raw.byteLength }, source, (error, info) =>
          resolve(error || !info ? broken(error) : taken(info)),
        );
      });
    });
  } catch (error) {
    return broken(error);
  }
}

/** Signs in and sends nothing; throws why not. */
export async function tryServer(how: Handing): Promise<void> {
  await connected(how, async () => undefined);
}

/** The fields of an error of the library that we read. */
interface Failure {
  readonly responseCode?: number;
  readonly response?: string;
  readonly command?: string;
  readonly code?: string;
}
async function connected<T>(
  { server, credentials, way, signal, patienceMs = usualMs }: Handing,
  work: (connection: SMTPConnection) => Promise<T>,
): Promise<T> {
  const { host, port, tls } = server;
  signal.throwIfAborted();
  const connection = new SMTPConnection({
    ...{ host: await way(host), port, secure: tls === 'tls', requireTLS: tls === 'starttls', ignoreTLS: tls === 'none' },
    ...(isIP(host) === 0 && { servername: host }),
    ...{ connectionTimeout: Math.min(patienceMs, 20_000), greetingTimeout: patienceMs, socketTimeout: patienceMs },
  });
  const end = () => connection.close();
  const { promise: lost, reject } = Promise.withResolvers<never>();
  lost.catch(() => undefined); // whoever waits is told, by whichever comes first
  connection.on('error', reject);
  signal.addEventListener('abort', () => (reject(signal.reason), end()), { once: true });
  try {
    await Promise.race([lost, told((done) => connection.connect(done))]);
    await Promise.race([lost, told((done) => connection.login(authOf(server, credentials), done))]);
    return await Promise.race([lost, work(connection)]);
  } finally {
    connection.quit();
    end();
  }
}

const told = (ask: (done: (error?: Error | null) => void) => void): Promise<void> =>
  new Promise((resolve, reject) => ask((error) => (error ? reject(error) : resolve())));

const authOf = ({ user }: MailServer, credentials: Credentials) =>
  'password' in credentials
    ? { user, pass: credentials.password }
    : { user, method: 'XOAUTH2', oauth2: new XOAuth2({ user, accessToken: credentials.accessToken }) };

function brokenBy(error: unknown, handed: boolean): Broken {
  const { responseCode: code, response, command = '', code: kind = '' } = (error ?? {}) as Failure;
  const said = (response || (error instanceof Error ? error.message : String(error))).slice(0, 500);
  return { handed, code, command: ofTheMail.includes(kind) ? command : '', said };
}
/** What the library says of a mail, or of whom it is for; anything else is of the line, or of us. */
const ofTheMail = ['EENVELOPE', 'EMESSAGE'];

function taken(info: Pick<SMTPConnectionSendInfo, 'response' | 'rejected' | 'rejectedErrors'>): Sent {
  const errors = info.rejectedErrors ?? [];
  const lacking = info.rejected.map((address, n) => ({
    address,
    said: (errors[n]?.response ?? '').slice(0, 500),
  }));
  return { was: 'delivered', said: info.response.slice(0, 500), lacking };
}
