import { connect, createServer, type Socket } from 'node:net';

/** A line to a server that goes wrong as told: what passes through it can be cut off and slowed. */
export interface Line {
  readonly port: number;
  /** Cuts every connection there is, in whatever it is doing. */
  cut(): void;
  /** The next connections are cut after so many bytes from the server, one each. */
  cutAfter(...bytes: readonly number[]): void;
  /** So many bytes at once and no more in either direction, each turn of the clock of the machine; null: as fast as it goes. */
  slow(bytes: number | null): void;
  /** Until this is settled, new connections get no word: the server comes back. */
  waits(until: Promise<unknown>): void;
  close(): Promise<void>;
}

/** Opens a line to this port of this machine. */
export async function openLine(to: number): Promise<Line> {
  const open = new Set<Socket>();
  const cuts: number[] = [];
  let most: number | null = null;
  let back: Promise<unknown> = Promise.resolve();
  const pass = (from: Socket, on: Socket, piece: Buffer) => {
    if (most === null) return void on.write(piece);
    from.pause();
    drip(on, piece, most, () => from.resume());
  };
  const server = createServer({ pauseOnConnect: true }, async (near) => {
    open.add(near.on('error', () => near.destroy()));
    await back;
    if (near.destroyed) return void open.delete(near);
    near.resume();
    const far = connect(to, '127.0.0.1');
    let left = cuts.shift() ?? Number.POSITIVE_INFINITY;
    const end = () => {
      near.destroy();
      far.destroy();
      open.delete(near);
    };
    for (const one of [near, far]) one.on('error', end).on('close', end);
    near.on('data', (piece) => pass(near, far, piece));
    far.on('data', (piece: Buffer) => {
      if (piece.length >= left) {
        near.end(piece.subarray(0, left));
        return end();
      }
      left -= piece.length;
      pass(far, near, piece);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  const cut = () => {
    for (const one of open) one.destroy();
  };
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    cut,
    cutAfter: (...bytes) => void cuts.push(...bytes),
    slow: (bytes) => void (most = bytes),
    waits: (until) => void (back = until),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cut();
      }),
  };
}

function drip(to: Socket, piece: Buffer, most: number, done: () => void): void {
  if (to.destroyed) return;
  to.write(piece.subarray(0, most));
  if (piece.length <= most) return done();
  setImmediate(() => drip(to, piece.subarray(most), most, done));
}
