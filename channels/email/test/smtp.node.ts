import { SMTPServer } from 'smtp-server';

/** A mail that the server took. */
export interface Taken {
  readonly from: string;
  readonly to: readonly string[];
  readonly source: string;
}
/** What goes wrong with the next mail, at which of its steps. */
export type Fault =
  | { readonly at: 'from' | 'to' | 'data'; readonly code: number; readonly said: string }
  /** The line is cut: while bytes come, or when all are there; `taken`: the server has the mail all the same. */
  | { readonly at: 'cut'; readonly when: 'during' | 'afterwards'; readonly taken: boolean };

/** A mail server for a test, with planted faults. */
export interface MailServerForTests {
  readonly port: number;
  readonly taken: readonly Taken[];
  /** The next mails go wrong like this, one each. */
  plant(...faults: readonly Fault[]): void;
  /** Called when all of a mail is there, before it is answered. */
  meanwhile(work: () => Promise<void>): void;
  close(): Promise<void>;
}

/** How else a mail server of a test stands there. */
export interface Standing {
  /** Where it listens; 0: anywhere. */
  readonly port?: number;
  /** Asks somebody whether a token is good for this user. */
  readonly asks?: (user: string, token: string) => Promise<boolean>;
  /** Called with each mail it takes, before it says so. */
  readonly takes?: (mail: Taken) => void;
}

/** Starts a mail server that takes mail from this user: with the password, or with this token. */
export async function startSmtp(user: string, password: string, token?: string, standing: Standing = {}): Promise<MailServerForTests> {
  const { port = 0, takes, asks = async (_, given) => given === token } = standing;
  const taken: Taken[] = [];
  const take = (mail: Taken) => {
    taken.push(mail);
    takes?.(mail);
  };
  const faults: Fault[] = [];
  let work: () => Promise<void> = async () => undefined;
  const refusedAt = (at: Fault['at']): Error | undefined => {
    const [next] = faults;
    if (!next || next.at !== at || !('code' in next)) return undefined;
    faults.shift();
    return Object.assign(new Error(next.said), { responseCode: next.code });
  };
  const server = new SMTPServer({
    ...{ authMethods: ['PLAIN', 'LOGIN', 'XOAUTH2'], hideSTARTTLS: true, allowInsecureAuth: true, logger: false, closeTimeout: 100 },
    onAuth: (auth, _, done) => {
      const known = async () =>
        auth.username === user && (auth.method === 'XOAUTH2' ? asks(user, auth.accessToken ?? '') : auth.password === password);
      void known().then((right) => done(right ? null : Object.assign(new Error('Who are you?'), { responseCode: 535 }), { user }), done);
    },
    onMailFrom: (_, __, done) => done(refusedAt('from')),
    onRcptTo: (address, _, done) =>
      done(address.address.startsWith('nobody@') ? Object.assign(new Error('No such user'), { responseCode: 550 }) : refusedAt('to')),
    onData: (stream, session, done) => {
      const [fault] = faults;
      const cut = () => {
        faults.shift();
        for (const one of server.connections as unknown as Set<{ id: string; _socket: { destroy(): void } }>)
          if (one.id === session.id) one._socket.destroy();
      };
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => {
        pieces.push(piece);
        if (fault?.at === 'cut' && fault.when === 'during') cut();
      });
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        const mail = {
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          source: Buffer.concat(pieces).toString(),
        };
        void work().then(() => {
          if (fault?.at === 'cut') {
            if (fault.taken) take(mail);
            return cut();
          }
          const refused = refusedAt('data');
          if (!refused) take(mail);
          done(refused ?? null);
        });
      });
    },
  });
  server.on('error', () => undefined); // lines that are cut
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  const address = server.server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    taken,
    plant: (...more) => void faults.push(...more),
    meanwhile: (next) => (work = next),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
