import { createServer, type Server } from 'node:net';

/** Ports of voices, from here on, that nobody else on this machine takes until they are given back. */
export interface Claim {
  readonly from: number;
  readonly release: () => void;
}

/**
 * So many thousands of ports, or null: somebody has some of them. Two rtpengines may have the same port (SO_REUSEADDR), and then one of them
 * gets the voices of the other; so each thousand is kept by a name that only one process can have, and that ends with it (unix(7), abstract). A
 * port would not do: any line that leaves this machine may have it by chance. [VO135]
 */
export async function claim(from: number, thousands: number): Promise<Claim | null> {
  const locks: Server[] = [];
  const release = (): void => {
    for (const one of locks) one.close();
  };
  for (let n = 0; n < thousands; n += 1) {
    const lock = createServer().unref();
    const isOurs = await new Promise<boolean>((resolve) => {
      lock.once('error', () => resolve(false));
      lock.listen(`\0patchbay-voices-${from + n * 1000}`, () => resolve(true));
    });
    if (!isOurs) {
      release();
      return null;
    }
    locks.push(lock);
  }
  return { from, release };
}
