import { codeOf } from '@patchbay/help/codes.ts';

/** What was measured of this browser, this computer and the way to the server. */
export interface Measured {
  /** How long requests took, in ms; null: not answered. */
  readonly trips: readonly (number | null)[];
  readonly lineUp: boolean;
  /** How often the line was lost in the last half hour. */
  readonly losses: number;
  /** Server's clock minus ours, in ms. */
  readonly ahead: number;
  readonly secure: boolean;
  /** What the browser lacks. */
  readonly missing: readonly string[];
  readonly notices: 'granted' | 'default' | 'denied';
  readonly sound: 'on' | 'off' | 'blocked' | 'unheard';
  readonly storage: 'ok' | 'full' | 'none';
  /** How calls sound in this browser; null: nobody takes calls with it. */
  readonly voice: Voice | null;
  /** The build that runs here, and the one that the server has. */
  readonly build: string;
  readonly newest: string | null;
}
/** What was found of calls in this browser. */
export interface Voice {
  readonly microphone: 'ok' | 'noMicrophone' | 'microphoneRefused' | 'microphoneBusy' | 'insecure';
  /** The chosen loudspeaker for voices, and the one that rings. */
  readonly speaker: Speaker;
  readonly ring: Speaker;
  /** The way of the voice to the calls; elsewhere: another window has it. */
  readonly path: 'good' | 'fair' | 'poor' | 'down' | 'elsewhere';
}
type Speaker = 'ok' | 'gone' | 'unheard';
/** How one thing stands; `value` is what was measured. */
export interface Check {
  readonly id: (typeof order)[number] | (typeof ofVoice)[number];
  readonly is: 'pass' | 'warn' | 'fail';
  /** Its row in the help, unless it passes. */
  readonly code: string | null;
  readonly value: number | string | null;
}
const order = ['network', 'line', 'encryption', 'browser', 'clock', 'notices', 'sound', 'storage', 'version'] as const;
/** What is looked at beside these where calls are taken with the browser. */
const ofVoice = ['microphone', 'speaker', 'ring', 'path'] as const;

const slowMs = 300;
const tooSlowMs = 1000;
const clockMs = 5000;
const unsteady = 3;

/** Every check in the order it is shown; those of calls where they are taken with the browser. [DT76] [DT248] */
export const checksOf = (m: Measured): readonly Check[] => [
  ...order.map((id) => ({ id, ...judge[id](m) })),
  ...(m.voice ? ofVoice.map((id) => ({ id, ...judgeVoice[id](m.voice as Voice) })) : []),
];

type Judgement = Omit<Check, 'id'>;
const pass = (value: Judgement['value'] = null): Judgement => ({ is: 'pass', code: null, value });
const not = (is: 'warn' | 'fail', key: string, value: Judgement['value'] = null): Judgement => ({
  is,
  code: codeOf(`desktop.${key}`) ?? null,
  value,
});

const judgeVoice: Readonly<Record<(typeof ofVoice)[number], (m: Voice) => Judgement>> = {
  microphone: ({ microphone }) => (microphone === 'ok' ? pass() : not('fail', microphone, microphone)),
  speaker: ({ speaker }) => (speaker === 'ok' ? pass() : not('fail', 'noSpeaker', speaker)),
  ring: ({ ring }) => (ring === 'ok' ? pass() : not('fail', 'noRing', ring)),
  path: ({ path }) => {
    if (path === 'down') return not('fail', 'noPath', path);
    return path === 'poor' || path === 'fair' ? not('warn', 'poorLine', path) : pass(path);
  },
};
const judge: Readonly<Record<(typeof order)[number], (m: Measured) => Judgement>> = {
  network: ({ trips }) => {
    const answered = trips.filter((ms) => ms !== null);
    const median = answered.toSorted((a, b) => a - b)[Math.floor(answered.length / 2)];
    if (median === undefined) return not('fail', 'unreached');
    const lost = answered.length < trips.length;
    return median > tooSlowMs || lost ? not('fail', 'slow', median) : median > slowMs ? not('warn', 'slow', median) : pass(median);
  },
  line: ({ lineUp, losses }) =>
    lineUp ? (losses >= unsteady ? not('warn', 'slow', losses) : pass(losses)) : not('fail', 'offline', losses),
  encryption: ({ secure }) => (secure ? pass() : not('warn', 'insecure')),
  browser: ({ missing }) => (missing.length ? not('fail', 'browser', missing.join(', ')) : pass()),
  clock: ({ ahead }) => (Math.abs(ahead) > clockMs ? not('warn', 'clock', Math.round(ahead / 1000)) : pass(Math.round(ahead / 1000))),
  notices: ({ notices }) => (notices === 'granted' ? pass() : not('warn', 'noticesOff', notices)),
  sound: ({ sound }) => (sound === 'on' ? pass() : not(sound === 'off' ? 'warn' : 'fail', 'soundBlocked', sound)),
  storage: ({ storage }) => (storage === 'ok' ? pass() : not('fail', 'storage', storage)),
  version: ({ build, newest }) => (newest === null || newest === build ? pass(build) : not('warn', 'outdated', build)),
};

/** The result as text, to be copied or sent. */
export const told = (checks: readonly Check[], at: Date): string =>
  [at.toISOString(), ...checks.map(({ id, is, code, value }) => [id, is, code, value].filter((one) => one !== null).join(' '))].join('\n');
