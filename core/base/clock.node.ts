import { randomBytes } from 'node:crypto';
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
export const systemIds = (clock: Clock): Ids => ({
  next: () => uuid7(clock.now(), randomBytes(10)),
  secret: () => randomBytes(32).toString('base64url'),
});

/** RFC 9562 section 5.7: 48 bits of milliseconds, then 74 random ones. */
function uuid7(ms: number, random: Buffer): string {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(ms, 0, 6);
  random.copy(bytes, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
