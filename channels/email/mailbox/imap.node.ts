import { isIP } from 'node:net';
import type { Way } from '@patchbay/base/egress.node.ts';
import { ImapFlow } from 'imapflow';
import { limits } from '../mime/mail.ts';
import type { Credentials, MailServer } from './account.ts';

/** How long a mail server may be silent before its line counts as broken (ms). */
export interface Patience {
  readonly connectMs: number;
  readonly silentMs: number;
}
export const patience: Patience = { connectMs: 20_000, silentMs: 180_000 };

const mostBytes = limits.bytes + 1024 * 1024;
/** IDLE is begun anew so often: routers forget lines that are silent, and a dead one is noticed. */
const idleMs = 120_000;

/** How a mail server is reached, and until when somebody wants it. */
export interface Reach {
  readonly way: Way;
  readonly patience?: Patience | undefined;
  readonly signal: AbortSignal;
}

/** Opens a line to an IMAP server (RFC 9051) and signs in; throws why not. Only where the way leads; it ends with the signal. [EM80] */
export async function openImap(server: MailServer, credentials: Credentials, { way, signal, ...reach }: Reach): Promise<ImapFlow> {
  const { connectMs, silentMs } = reach.patience ?? patience;
  const client = new ImapFlow({
    ...{ host: await way(server.host), port: server.port, secure: server.tls === 'tls', doSTARTTLS: server.tls === 'starttls' },
    ...(isIP(server.host) === 0 && { servername: server.host }),
    auth: { user: server.user, ...('password' in credentials ? { pass: credentials.password } : { accessToken: credentials.accessToken }) },
    ...{ logger: false, qresync: true, autoIdleDelay: 50, maxIdleTime: idleMs, clientInfo: { name: 'Patchbay' } },
    ...{ connectionTimeout: connectMs, greetingTimeout: connectMs, socketTimeout: silentMs },
    ...{ maxLiteralSize: mostBytes, maxResponseSize: 2 * mostBytes, maxLineLength: 1024 * 1024 },
  });
  client.on('error', () => undefined); // its end follows, and whoever waits for an answer is told
  // The library's connect() is silent for ever when it is closed before the line is there: so the end is waited for beside it.
  const { promise: ended, reject } = Promise.withResolvers<never>();
  const end = () => {
    reject(signal.reason);
    client.close();
  };
  ended.catch(() => undefined); // only who still waits is told
  signal.addEventListener('abort', end, { once: true });
  client.once('close', () => signal.removeEventListener('abort', end));
  try {
    signal.throwIfAborted();
    await Promise.race([client.connect(), ended]);
  } catch (error) {
    signal.removeEventListener('abort', end);
    client.close();
    throw error;
  }
  return client;
}

/** Whether the mail server did not take what one signed in with. */
export const isUnauthenticated = (error: unknown): boolean =>
  error instanceof Error && 'authenticationFailed' in error && error.authenticationFailed === true;

/** In the words of the mail server, else of whatever failed; fit for an administrator. */
export function saidBy(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { responseText, response, reason } = error as { responseText?: string; response?: unknown; reason?: string };
  const server = responseText || (typeof response === 'string' ? response : '') || reason;
  return (server || error.message || error.constructor.name).slice(0, 500);
}
