import { type Agent, type Device, deviceOf } from '@patchbay/agents/agent.ts';

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
/** How a line was between two moments, in words for whoever looks into it. */
export function figuresOf(before: Counted, now: Counted): string {
  const [received, lost] = [now.received - before.received, Math.max(0, now.lost - before.lost)];
  const share = received + lost > 0 ? Math.round((100 * lost) / (received + lost)) : 100;
  return `lost ${share} %, jitter ${Math.round(now.jitter * 1000)} ms, round trip ${Math.round(now.roundTrip * 1000)} ms`;
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

/** A muted voice is heard for so many looks in a row before its owner is told: a cough is none. */
const spokenFor = 4;
const speaks = 4;
/** How often in a row a muted voice was loud enough to be speech. (BP-24) */
export const spokenMuted = (before: number, muted: boolean, loudness: number): number =>
  muted && steps(loudness) >= speaks ? Math.min(before + 1, spokenFor) : 0;
/** Whether who is muted speaks. */
export const speaksMuted = (times: number): boolean => times >= spokenFor;

/** How long a hold is: as it should be, longer than the centre wants, twice as long. (BP-28.4) */
export const holdIs = (since: number, warnMs: number, now: number): 'fine' | 'long' | 'tooLong' =>
  now - since >= 2 * warnMs ? 'tooLong' : now - since >= warnMs ? 'long' : 'fine';

/** Whether an agent is asked with what they speak; `other`: what they last spoke with at this computer, if that can be chosen. [DT249] */
export function deviceToAsk(agent: Agent, last: Device | null): { readonly other: Device | null } | null {
  const now = deviceOf(agent);
  const talks = agent.work.some(({ channel, stage }) => channel === 'voice' && stage !== 'wrapUp');
  if (talks || (last && JSON.stringify(last) === JSON.stringify(now))) return null;
  const gone = last?.is === 'phone' && !agent.profile.phones?.includes(last.phone);
  return { other: gone ? null : last };
}

/** How full a meter of ten steps is at this loudness (root mean square, 0 to 1): quiet rooms are zero, a shout is ten. */
export const steps = (loudness: number): number =>
  loudness < 0.004 ? 0 : Math.min(10, Math.max(1, Math.round((20 * Math.log10(loudness) + 48) / 4)));
