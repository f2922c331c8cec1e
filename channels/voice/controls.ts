import { isRefused, type Person } from '@patchbay/base/decision.ts';
import type { CallCommand } from './asked.ts';
import { type Call, isOwner, type Leg, legOf, partyOf, type Target } from './call.ts';
import { decide } from './rules.ts';
import { type Stage, stageOf } from './stage.ts';

/** One button: whether it is drawn, whether it works, and the key of the text that says why not. */
export interface Control {
  readonly visible: boolean;
  readonly enabled: boolean;
  readonly why: string | null;
}
type Asked = Extract<CallCommand, { readonly by: Person }>['type'];
export type Button = Exclude<Asked, 'take' | 'withdraw' | 'assign' | 'assignContact' | 'saveData' | 'forceWrapUp'>;
type Role = 'owner' | 'agent' | 'consulted' | 'other';

/** The buttons of one person. A button is enabled if the rules would accept its command: there is no second truth. [VO80] */
export function controls(i: Call, by: Person, now: number): Readonly<Record<Button, Control>> {
  const greyed = shown[stageOf(i)]?.[roleOf(i, by)] ?? [];
  const one = (button: Button): Control => {
    const answers = samples[button](i, by).map((command) => decide(i, command, now));
    const enabled = answers.some((answer) => !isRefused(answer));
    return {
      visible: enabled || greyed.includes(button),
      enabled,
      why: enabled ? null : (special(i, button) ?? answers.find(isRefused)?.refused ?? 'interactions.notNow'),
    };
  };
  return Object.fromEntries((Object.keys(samples) as Button[]).map((button) => [button, one(button)])) as Record<Button, Control>;
}
/** Why the call of a held customer cannot be ended, in words that say what to do. */
const special = (i: Call, button: Button) => (button === 'end' && i.work.doing.doing === 'holding' ? 'voice.resumeFirst' : null);

/** What a person is in this call: never stored. */
function roleOf(i: Call, by: Person): Role {
  if (isOwner(i, by.agent)) return 'owner';
  if (i.work.doing.doing === 'consulting' && i.work.doing.colleague.leg === legOf(by.agent)) return 'consulted';
  return partyOf(i, by.agent) ? 'agent' : 'other';
}

/** Drawn although refused, because the agent expects it there. */
const shown: { readonly [S in Stage]?: { readonly [R in Role]?: readonly Button[] } } = {
  HELD: { owner: ['end', 'sendDigits'] },
  CONSULT_REQUESTED: { owner: ['end', 'completeTransfer', 'conference', 'swap'] },
  CONSULTING_CONSULT_ACTIVE: { owner: ['end'] },
  CONSULTING_MAIN_ACTIVE: { owner: ['completeTransfer', 'conference'] },
  CONFERENCE: { owner: ['hold', 'consult'], agent: ['hold', 'consult'] },
  CONF_CONSULT_REQUESTED: { owner: ['hold'], agent: ['hold', 'consult'] },
  CONF_CONSULTING: { owner: ['hold'], agent: ['hold', 'consult'] },
  POST_CALL: { owner: ['hold', 'pauseRecording'], agent: ['hold', 'pauseRecording'] },
};

/** The commands a button could send now; one that needs a choice is tried with each, or with one that stands for all. */
const somebody: Exclude<Target, { to: 'queue' }> = { to: 'number', leg: 'somebody' as Leg };
const plain =
  <T extends Button>(type: T) =>
  (_: Call, by: Person) => [{ by, type } as unknown as CallCommand];
const samples: { readonly [B in Button]: (i: Call, by: Person) => readonly CallCommand[] } = {
  accept: plain('accept'),
  reject: plain('reject'),
  hold: plain('hold'),
  resume: plain('resume'),
  mute: (_, by) => [{ by, type: 'mute', muted: true }],
  sendDigits: (_, by) => [{ by, type: 'sendDigits', digits: '1' }],
  end: plain('end'),
  cancelDial: plain('cancelDial'),
  consult: (_, by) => [{ by, type: 'consult', target: somebody, othersTalk: false }],
  swap: plain('swap'),
  endConsult: plain('endConsult'),
  completeTransfer: plain('completeTransfer'),
  conference: plain('conference'),
  transfer: (_, by) => [{ by, type: 'transfer', target: somebody }],
  transferToQueue: (i, by) => [{ by, type: 'transferToQueue', queue: 'some' as never, policy: i.policy, settings: i.work.settings }],
  exitConference: plain('exitConference'),
  drop: (i, by) => i.work.parties.filter((p) => p.leg !== legOf(by.agent)).map(({ leg }) => ({ by, type: 'drop', leg })),
  endForAll: plain('endForAll'),
  monitor: (i, by) => i.work.parties.flatMap((p) => (p.is === 'agent' ? [{ by, type: 'monitor', agent: p.agent } as const] : [])),
  coach: plain('coach'),
  bargeIn: plain('bargeIn'),
  silence: plain('silence'),
  stopMonitoring: plain('stopMonitoring'),
  pauseRecording: plain('pauseRecording'),
  resumeRecording: plain('resumeRecording'),
  chooseReason: (_, by) => [{ by, type: 'chooseReason', reason: null }],
  writeNotes: (i, by) => [{ by, type: 'writeNotes', notes: `${i.notes}.` }],
  submitWrapUp: (i, by) => [
    { by, type: 'submitWrapUp' },
    ...i.policy.reasons.slice(0, 1).map((reason) => ({ by, type: 'submitWrapUp', reason }) as const),
  ],
  extendWrapUp: plain('extendWrapUp'),
};
