/** Why the browser has no voice, in words that say what to do: keys of texts. */
export type TalkTrouble = 'noMicrophone' | 'microphoneRefused' | 'microphoneBusy' | 'insecure' | 'noPath';

/** How the browser's line to the calls stands. */
export type TalkState =
  | { readonly is: 'off' }
  /** Asks for the microphone, or connects; `again`: it was up before. */
  | { readonly is: 'asking' | 'connecting'; readonly again: boolean }
  | { readonly is: 'up' }
  | { readonly is: 'failed'; readonly trouble: TalkTrouble };

const BY_NAME: Readonly<Record<string, TalkTrouble>> = {
  NotFoundError: 'noMicrophone',
  OverconstrainedError: 'noMicrophone',
  DevicesNotFoundError: 'noMicrophone',
  NotAllowedError: 'microphoneRefused',
  SecurityError: 'microphoneRefused',
  NotReadableError: 'microphoneBusy',
  AbortError: 'microphoneBusy',
};

/** What a browser's refusal of a microphone means. */
export const troubleOf = (name: string): TalkTrouble => BY_NAME[name] ?? 'noMicrophone';

/** Whether a try later may help without anybody doing something. */
export const passes = (trouble: TalkTrouble): boolean => trouble === 'noPath' || trouble === 'microphoneBusy';

const WAITS = [250, 1000, 2000, 4000, 8000];
/** How long to wait before the next try; the first comes at once after a loss. */
export const waitBefore = (tries: number): number => (tries === 0 ? 0 : (WAITS[Math.min(tries, WAITS.length) - 1] ?? 0));

/** What of a line was counted at one moment, as the browser reports it. */
export interface Counted {
  readonly received: number;
  readonly lost: number;
  /** Seconds. */
  readonly jitter: number;
  readonly roundTrip: number;
}
/** How a line sounds; null: nothing has come yet. */
export type Quality = 'good' | 'fair' | 'poor';

/** How the line sounded between two moments. */
export function qualityOf(before: Counted, now: Counted): Quality | null {
  const [received, lost] = [now.received - before.received, Math.max(0, now.lost - before.lost)];
  if (received + lost <= 0) return null;
  const share = lost / (received + lost);
  if (share > 0.05 || now.jitter > 0.06 || now.roundTrip > 0.5) return 'poor';
  return share > 0.01 || now.jitter > 0.03 || now.roundTrip > 0.3 ? 'fair' : 'good';
}

/** How full a meter of ten steps is at this loudness (root mean square, 0 to 1): quiet rooms are zero, a shout is ten. */
export const steps = (loudness: number): number =>
  loudness < 0.004 ? 0 : Math.min(10, Math.max(1, Math.round((20 * Math.log10(loudness) + 48) / 4)));
