/** The tones people of the tests speak in. */
export const TONES = [440, 660, 1000, 1300] as const;

/** One sample in G.711 mu-law. */
export function toUlaw(linear: number): number {
  const sign = linear < 0 ? 0x80 : 0;
  const size = Math.min(Math.abs(linear), 32_635) + 132;
  const exponent = Math.max(0, Math.floor(Math.log2(size)) - 7);
  return ~(sign | (exponent << 4) | ((size >> (exponent + 3)) & 15)) & 255;
}
export function fromUlaw(byte: number): number {
  const code = ~byte & 255;
  const size = ((((code & 15) << 3) + 132) << ((code >> 4) & 7)) - 132;
  return code & 0x80 ? -size : size;
}

const linear = Int16Array.from({ length: 256 }, (_, byte) => fromUlaw(byte));
/** The samples of a packet's sound. */
export const samplesOf = (sound: Uint8Array): Int16Array => Int16Array.from(sound, (byte) => linear[byte] ?? 0);

/** The samples in a packet. */
export const FRAME = 160;
/** A tone as packets, a second of it, which goes on from its end to its beginning without a break; full is 6000 of 32,767. */
export const packetsOf = (tone: number): readonly Buffer[] =>
  Array.from({ length: 50 }, (_, n) =>
    Buffer.from(
      Array.from({ length: FRAME }, (_, at) => toUlaw(Math.round(6000 * Math.sin((2 * Math.PI * tone * (n * FRAME + at)) / 8000)))),
    ),
  );

/** How loud a tone is in these samples (Goertzel's algorithm), at 8000 a second. */
export function loudness(samples: ArrayLike<number>, tone: number): number {
  const k = 2 * Math.cos((2 * Math.PI * tone) / 8000);
  let [before, last] = [0, 0];
  for (let n = 0; n < samples.length; n += 1) {
    const now = (samples[n] ?? 0) + k * last - before;
    before = last;
    last = now;
  }
  return Math.sqrt(Math.max(0, last * last + before * before - k * last * before)) / (samples.length / 2);
}

/** The tones somebody hears in these samples. */
export const heardIn = (samples: ArrayLike<number>): readonly number[] => TONES.filter((tone) => loudness(samples, tone) > 800);
