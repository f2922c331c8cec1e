import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';

/** Somebody at another address who knows where we listen, and nothing else. */
export interface Stranger {
  /** Sends a request, again until there is an answer to it; its status. */
  readonly asks: (method: string, more?: Asking) => Promise<number>;
  /** Sends so many at once; nobody waits for answers. */
  readonly floods: (method: string, many: number) => void;
  /** What calls itself a message, as it is. */
  readonly says: (message: Buffer) => void;
  /** Every status it was answered with, provisional ones too. */
  readonly answers: () => readonly number[];
  readonly close: () => void;
}
/** Whom it calls, whom it says it is, which headers and session it makes up. */
export interface Asking {
  readonly to?: string;
  readonly user?: string;
  readonly headers?: readonly string[];
  readonly sdp?: string;
}

const patienceMs = 20_000;

/** Opens one at an address of loopback that nobody else has. */
export async function openStranger(edge: number, address: string): Promise<Stranger> {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(0, address, resolve));
  const { port } = socket.address();
  const statuses: number[] = [];
  const waiting = new Map<string, (status: number) => void>();
  socket.on('message', (data) => {
    const text = String(data);
    const status = Number(/^SIP\/2\.0 (\d+)/.exec(text)?.[1] ?? 0);
    statuses.push(status);
    if (status >= 200) waiting.get(/^Call-ID:\s*(\S+)/im.exec(text)?.[1] ?? '')?.(status);
  });
  const written = (method: string, id: string, { to = '+4930123456', user = 'stranger', headers = [], sdp = '' }: Asking = {}) =>
    [
      `${method} sip:${method === 'OPTIONS' || method === 'REGISTER' ? '' : `${to}@`}patchbay SIP/2.0`,
      `Via: SIP/2.0/UDP ${address}:${port};branch=z9hG4bK${id};rport`,
      'Max-Forwards: 70',
      `From: <sip:${user}@patchbay>;tag=${id}`,
      `To: <sip:${method === 'REGISTER' ? user : to}@patchbay>`,
      `Call-ID: ${id}`,
      `CSeq: 1 ${method}`,
      `Contact: <sip:${user}@${address}:${port}>`,
      ...headers,
      ...(sdp ? ['Content-Type: application/sdp'] : []),
      `Content-Length: ${sdp.length}`,
      '',
      sdp,
    ].join('\r\n');
  const send = (text: string) => socket.send(text, edge, '127.0.0.1');
  const name = () => randomBytes(8).toString('hex');
  return {
    asks: async (method, more) => {
      const id = name();
      const { promise, resolve, reject } = Promise.withResolvers<number>();
      waiting.set(id, resolve);
      const text = written(method, id, more);
      send(text);
      const again = setInterval(() => send(text), 500);
      const late = setTimeout(() => reject(new Error(`${method} was not answered`)), patienceMs);
      return promise.finally(() => {
        clearInterval(again);
        clearTimeout(late);
      });
    },
    floods: (method, many) => {
      for (let n = 0; n < many; n += 1) send(written(method, name()));
    },
    says: (message) => socket.send(message, edge, '127.0.0.1'),
    answers: () => statuses,
    close: () => socket.close(),
  };
}
