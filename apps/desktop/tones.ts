import type { Preferences } from './preferences.ts';

/** What a sound is for. */
export type SoundKind = 'offer' | 'message' | 'warning';
export type Tone = Preferences['offerTone'];
/** Tones in Hz, each so many seconds after the one before, with what part of the volume. */
export interface Melody {
  readonly tones: readonly number[];
  readonly seconds: number;
  readonly part: number;
}

const melodies: Readonly<Record<Tone, Melody | null>> = {
  off: null,
  chime: { tones: [659.25, 880], seconds: 0.16, part: 1 },
  bell: { tones: [1046.5, 783.99, 1046.5], seconds: 0.13, part: 0.8 },
  drop: { tones: [523.25], seconds: 0.09, part: 0.5 },
  pulse: { tones: [440, 440, 440], seconds: 0.11, part: 0.9 },
};
const tick: Melody = { tones: [392], seconds: 0.06, part: 0.25 };

/** What is played for a kind; null: nothing. While a conversation is open and the agent wants quiet, one soft tick. [DT68] */
export function melodyOf(
  kind: SoundKind,
  wanted: Pick<Preferences, 'sound' | 'quiet' | 'offerTone' | 'messageTone' | 'warningTone'>,
  talking: boolean,
): Melody | null {
  const melody = wanted.sound ? melodies[wanted[`${kind}Tone`]] : null;
  return melody && wanted.quiet && talking ? tick : melody;
}

/** How loud: at half of the slider a quarter, as ears hear it. */
export const loudness = (volume: number, part: number): number => (volume / 100) ** 2 * 0.26 * part;
