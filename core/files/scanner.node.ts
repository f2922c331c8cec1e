import { createReadStream } from 'node:fs';
import { connect, type NetConnectOpts, type Socket } from 'node:net';

/** Looks at the bytes of a file. */
export interface Scanner {
  /** Whether it is harmful; throws `ScanFailure` when nobody could look. */
  scan(path: string): Promise<'clean' | 'infected'>;
}
/** Nobody could look: the scanner is not there, too slow, or said what it could not do. It is tried again. */
export class ScanFailure extends Error {
  readonly reason: 'unreachable' | 'tooSlow' | 'refused';
  constructor(reason: ScanFailure['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

const patience = 15_000;
const piece = 64 * 1024;

/** The address of a scanner in a setting: `/path/of/socket` or `host:port`; undefined: it is none. */
export function scannerAddress(text: string): NetConnectOpts | undefined {
  if (text.startsWith('/')) return { path: text };
  const [, host, port] = /^([a-z0-9.-]+|\[[0-9a-f:]+\]):(\d{1,5})$/i.exec(text) ?? [];
  return host && Number(port) >= 1 && Number(port) <= 65_535 ? { host: host.replace(/[[\]]/g, ''), port: Number(port) } : undefined;
}

/** ClamAV's daemon, spoken to by INSTREAM (clamd(8)): pieces with their length before them, an empty one at the end. [FI6] */
export function clamd(at: NetConnectOpts, waitMs = patience): Scanner {
  return { scan: (path) => withSocket(at, waitMs, (socket) => ask(socket, path)) };
}

async function withSocket<T>(at: NetConnectOpts, waitMs: number, work: (socket: Socket) => Promise<T>): Promise<T> {
  const socket = connect(at);
  socket.setTimeout(waitMs, () => socket.destroy(new ScanFailure('tooSlow', `The scanner said nothing for ${waitMs} ms.`)));
  try {
    return await work(socket);
  } catch (error) {
    throw error instanceof ScanFailure ? error : new ScanFailure('unreachable', (error as Error).message);
  } finally {
    socket.destroy();
  }
}

async function ask(socket: Socket, path: string): Promise<'clean' | 'infected'> {
  const said = answer(socket);
  said.catch(() => undefined); // told below, unless sending fails first
  await send(socket, Buffer.from('zINSTREAM\0'));
  for await (const bytes of createReadStream(path, { highWaterMark: piece }) as AsyncIterable<Buffer>)
    await send(socket, Buffer.concat([lengthOf(bytes.length), bytes]));
  await send(socket, lengthOf(0));
  const text = await said;
  if (/^stream: OK$/.test(text)) return 'clean';
  if (/^stream: .+ FOUND$/.test(text)) return 'infected';
  throw new ScanFailure('refused', `The scanner said: ${text.slice(0, 100)}`);
}

const lengthOf = (length: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length);
  return bytes;
};
const send = (socket: Socket, bytes: Buffer) =>
  new Promise<void>((resolve, reject) => socket.write(bytes, (error) => (error ? reject(error) : resolve())));

async function answer(socket: Socket): Promise<string> {
  let text = '';
  for await (const bytes of socket as AsyncIterable<Buffer>) {
    text += bytes.toString('latin1');
    if (text.includes('\0') || text.length > 4096) break;
  }
  return text.replace(/\0[\s\S]*$/, '').trim();
}
