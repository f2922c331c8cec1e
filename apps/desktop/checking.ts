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
  /** The build that runs here, and the one that the server has. */
  readonly build: string;
  readonly newest: string | null;
}
/** How one thing stands; `value` is what was measured. */
export interface Check {
  readonly id: (typeof order)[number];
  readonly is: 'pass' | 'warn' | 'fail';
  /** Its row in the help, unless it passes. */
  readonly code: string | null;
  readonly value: number | string | null;
}
const order = ['network', 'line', 'encryption', 'browser', 'clock', 'notices', 'sound', 'storage', 'version'] as const;

const slowMs = 300;
const tooSlowMs = 1000;
const clockMs = 5000;
const unsteady = 3;

/** Every check in the order it is shown. Devices of a channel join here as a row with a function of their own. [DT76] */
export const checksOf = (m: Measured): readonly Check[] => order.map((id) => ({ id, ...judge[id](m) }));

type Judgement = Omit<Check, 'id'>;
const pass = (value: Judgement['value'] = null): Judgement => ({ is: 'pass', code: null, value });
const not = (is: 'warn' | 'fail', key: string, value: Judgement['value'] = null): Judgement => ({
  is,
  code: codeOf(`desktop.${key}`) ?? null,
  value,
});

const judge: Readonly<Record<Check['id'], (m: Measured) => Judgement>> = {
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
