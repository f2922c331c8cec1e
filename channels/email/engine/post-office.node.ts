import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { SMTPServer } from 'smtp-server';
import { limits } from '../mime/mail.ts';

/** Where the post office listens, where it lays mails down (LMTP), and the password of every address. */
export interface PostOffice {
  readonly port: number;
  readonly lmtp: number;
  readonly password: string;
}

/**
 * The mail server for trying: on this machine only it takes mail from whoever is here, for whomever, and lays it into their mailbox at the dovecot
 * beside it. Nothing leaves the machine. [EM95]
 */
export async function openPostOffice({ port, lmtp, password }: PostOffice): Promise<{ close(): Promise<void> }> {
  const server = new SMTPServer({
    ...{ banner: 'Patchbay, for trying', authOptional: true, authMethods: ['PLAIN', 'LOGIN'], allowInsecureAuth: true, hideSTARTTLS: true },
    ...{ size: limits.bytes, logger: false, closeTimeout: 1000, disableReverseLookup: true },
    onAuth: ({ username, password: given }, _, done) =>
      given === password ? done(null, { user: username ?? '' }) : done(failure(535, 'Wrong user or password')),
    onData(stream, { envelope: { mailFrom, rcptTo } }, done) {
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.on('end', () => {
        if (stream.sizeExceeded) return done(failure(552, 'This mail is too large'));
        const envelope = { from: (mailFrom && mailFrom.address) || '', to: rcptTo.map(({ address }) => address) };
        layDown(lmtp, envelope, Buffer.concat(pieces)).then(
          () => done(null, 'Laid into the mailbox'),
          (error: { readonly responseCode?: number; readonly message: string }) => done(failure(error.responseCode ?? 451, error.message)),
        );
      });
    },
  });
  server.on('error', () => undefined); // a line that broke: who sent is told, and sends again
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
  return { close: () => new Promise((resolve) => server.close(() => resolve())) };
}

const failure = (responseCode: number, message: string): Error => Object.assign(new Error(message), { responseCode });

/** Lays a mail into mailboxes (LMTP, RFC 2033); rejects in the words of the mail server. */
export async function layDown(
  port: number,
  { from, to }: { readonly from: string; readonly to: readonly string[] },
  source: Buffer,
): Promise<void> {
  const connection = new SMTPConnection({ host: '127.0.0.1', port, lmtp: true, ignoreTLS: true });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  connection.once('error', reject);
  connection.connect((error) => {
    if (error) return reject(error);
    connection.send({ from: from || false, to: [...to] }, source, (broken, info) => {
      const [first] = info?.rejectedErrors ?? [];
      if (broken ?? first) reject(broken ?? first);
      else resolve();
    });
  });
  await promise.finally(() => connection.close());
}
