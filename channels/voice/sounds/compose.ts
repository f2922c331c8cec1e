/** What is heard here, at this rate of samples: enough for voices, and what the rooms mix at. */
export const RATE = 16_000;

/** Every sound of ours by name: composed, so nobody else has a right to it. `npm run sounds` writes the files. */
export const compositions: Readonly<Record<string, () => Float32Array>> = {
  calm,
  chime: () =>
    notes(
      1.6,
      [0, 0.18, 0.36].map((at, n) => ({ at, pitch: [523.25, 659.25, 783.99][n] ?? 0, level: 0.32, fades: 0.9 })),
    ),
  whisper: () =>
    notes(
      0.5,
      [0, 0.14].map((at, n) => ({ at, pitch: [880, 659.25][n] ?? 0, level: 0.22, fades: 0.25 })),
    ),
  beep: () => tone(0.3, 1000, 0.15, 0.25),
  ringback: () => tone(5, 425, 1, 0.2),
};

/** A plucked note. */
interface Note {
  readonly at: number;
  readonly pitch: number;
  readonly level: number;
  /** Seconds until hardly anything of it is left. */
  readonly fades: number;
}

const CHORDS = [
  [130.81, 196, 246.94, 329.63, 392],
  [110, 164.81, 220, 261.63, 392],
  [87.31, 174.61, 220, 261.63, 329.63],
  [98, 146.83, 196, 246.94, 293.66],
];
const ORDER = [0, 1, 2, 3, 4, 3, 2, 1];
const BEAT = 0.5;

/** Music to wait by: four broken chords, twice, the second time an octave up now and then. Its end leads into its beginning. */
function calm(): Float32Array {
  const bars = [...CHORDS, ...CHORDS];
  return notes(
    bars.length * ORDER.length * BEAT,
    bars.flatMap((chord, bar) =>
      ORDER.map((string, beat) => ({
        at: (bar * ORDER.length + beat) * BEAT,
        pitch: (chord[string] ?? 0) * (bar > 3 && beat === 4 ? 2 : 1),
        level: beat === 0 ? 0.2 : 0.13,
        fades: 2.4,
      })),
    ),
  );
}

/** Notes over each other; what sounds on at the end is heard at the beginning, as in a loop. */
function notes(seconds: number, all: readonly Note[]): Float32Array {
  const samples = new Float32Array(Math.round(seconds * RATE));
  for (const { at, pitch, level, fades } of all) {
    const from = Math.round(at * RATE);
    for (let n = 0; n < Math.min(fades * RATE, samples.length); n += 1) {
      const t = n / RATE;
      const shape = Math.min(1, t / 0.012) * Math.exp((-5 * t) / fades) * Math.min(1, (fades - t) / 0.05);
      const at2 = (from + n) % samples.length;
      samples[at2] = (samples[at2] ?? 0) + level * shape * (wave(pitch, t) + 0.35 * wave(2 * pitch, t) + 0.12 * wave(3 * pitch, t));
    }
  }
  return samples;
}

/** One tone of a telephone, and silence after it. */
function tone(seconds: number, pitch: number, sounds: number, level: number): Float32Array {
  return Float32Array.from({ length: Math.round(seconds * RATE) }, (_, n) => {
    const t = n / RATE;
    return t < sounds ? level * Math.min(1, t / 0.005, (sounds - t) / 0.005) * wave(pitch, t) : 0;
  });
}

const wave = (pitch: number, t: number) => Math.sin(2 * Math.PI * pitch * t);

/** A lasting tone, for tests that ask who hears what. */
export const lasting = (pitch: number, seconds: number): Float32Array =>
  Float32Array.from({ length: Math.round(seconds * RATE) }, (_, n) => 0.25 * wave(pitch, n / RATE));
