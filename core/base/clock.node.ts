import { randomBytes, randomFillSync } from 'node:crypto';
import type { Clock, Ids } from './clock.ts';

const longest = 2 ** 31 - 1;

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  wake(at, run) {
    let timer = setTimeout(tick, wait());
    function wait() {
      return Math.min(Math.max(at - Date.now(), 0), longest);
    }
    function tick() {
      if (Date.now() >= at) run();
      else timer = setTimeout(tick, wait());
    }
    return () => clearTimeout(timer);
  },
};

/** Names from the clock and the machine's randomness. */
export const systemIds = (clock: Clock): Ids => {
  const random = randomness();
  return { next: () => uuid7(clock.now(), random()), secret: () => randomBytes(32).toString('base64url') };
};

/** Ten random bytes each time: they are asked of the machine many at once, as each question costs more than a name. */
function randomness(): () => Buffer {
  const stock = Buffer.alloc(10 * 256);
  let used = stock.length;
  return () => {
    if (used === stock.length) {
      randomFillSync(stock);
      used = 0;
    }
    used += 10;
    return stock.subarray(used - 10, used);
  };
}

/** RFC 9562 section 5.7: 48 bits of milliseconds, then 74 random ones. */
function uuid7(ms: number, random: Buffer): string {
  const time = ms.toString(16).padStart(12, '0');
  const [version, variant] = [(random.readUInt8(0) & 0x0f) | 0x70, (random.readUInt8(2) & 0x3f) | 0x80];
  const [a, b] = [((version << 8) | random.readUInt8(1)).toString(16), ((variant << 8) | random.readUInt8(3)).toString(16)];
  return `${time.slice(0, 8)}-${time.slice(8)}-${a}-${b}-${random.toString('hex', 4)}`;
}
