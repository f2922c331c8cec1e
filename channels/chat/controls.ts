import { isRefused, type Person, type QueueId } from '@patchbay/base/decision.ts';
import { ownerOf, participationOf } from '@patchbay/interactions/interaction.ts';
import type { Chat, ChatCommand } from './chat.ts';
import { decide } from './rules.ts';

/** One button: whether it is drawn, whether it works, and the key of the text that says why not. */
export interface Control {
  readonly visible: boolean;
  readonly enabled: boolean;
  readonly why: string | null;
}
export type Button =
  | 'accept'
  | 'reject'
  | 'say'
  | 'whisper'
  | 'end'
  | 'transfer'
  | 'transferToQueue'
  | 'cancelTransfer'
  | 'consult'
  | 'endConsult'
  | 'completeTransfer'
  | 'conference'
  | 'leave'
  | 'drop'
  | 'monitor'
  | 'coach'
  | 'bargeIn'
  | 'silence'
  | 'stopMonitoring'
  | 'takeOver'
  | 'ban'
  | 'liftBan'
  | 'chooseReason'
  | 'writeNotes'
  | 'submitWrapUp'
  | 'extendWrapUp';

/** The buttons of one person. A button is enabled if the rules would accept its command: there is no second truth. */
export function controls(i: Chat, by: Person, now: number): Readonly<Record<Button, Control>> {
  const stage = participationOf(i, by.agent)?.stage ?? 'none';
  const greyed = (stage === 'active' && ownerOf(i) !== by.agent ? undefined : shown[stage]) ?? [];
  const one = (button: Button): Control => {
    const answers = samples[button](i, by).map((command) => decide(i, command, now));
    const enabled = answers.some((answer) => !isRefused(answer));
    return {
      visible: enabled || greyed.includes(button),
      enabled,
      why: enabled ? null : (answers.find(isRefused)?.refused ?? 'interactions.notNow'),
    };
  };
  return Object.fromEntries((Object.keys(samples) as Button[]).map((button) => [button, one(button)])) as Record<Button, Control>;
}

/** Drawn although refused, because the agent expects it there. */
const shown: { readonly [stage: string]: readonly Button[] } = {
  active: ['say', 'end'],
  wrapUp: ['submitWrapUp', 'extendWrapUp'],
};

const plain =
  <T extends Button>(type: T) =>
  (_: Chat, by: Person) => [{ by, type } as unknown as ChatCommand];
const samples: { readonly [B in Button]: (i: Chat, by: Person) => readonly ChatCommand[] } = {
  accept: plain('accept'),
  reject: plain('reject'),
  end: plain('end'),
  extendWrapUp: plain('extendWrapUp'),
  say: (_, by) => [{ by, type: 'say', id: 'sample', text: 'sample' }],
  whisper: (_, by) => [{ by, type: 'whisper', id: 'sample', text: 'sample' }],
  transfer: (_, by) => [{ by, type: 'transfer', to: 'somebody' as Person['agent'], until: 0, comment: '' }],
  transferToQueue: (i, by) => [{ by, type: 'transferToQueue', queue: 'some' as QueueId, policy: i.policy, comment: '' }],
  cancelTransfer: plain('cancelTransfer'),
  consult: (_, by) => [{ by, type: 'consult', to: 'somebody' as Person['agent'], until: 0, comment: '' }],
  endConsult: plain('endConsult'),
  completeTransfer: plain('completeTransfer'),
  conference: plain('conference'),
  leave: plain('leave'),
  drop: (i, by) => [{ by, type: 'drop', agent: i.work.guests[0] ?? ('nobody' as Person['agent']) }],
  monitor: (i, by) => i.participations.map(({ agent }) => ({ by, type: 'monitor', agent })),
  coach: plain('coach'),
  bargeIn: plain('bargeIn'),
  silence: plain('silence'),
  stopMonitoring: plain('stopMonitoring'),
  takeOver: plain('takeOver'),
  ban: (_, by) => [{ by, type: 'ban', reason: 'sample', until: 0 }],
  liftBan: (_, by) => [true, false].map((lifted) => ({ by, type: 'liftBan', lifted })),
  chooseReason: (_, by) => [{ by, type: 'chooseReason', reason: null }],
  writeNotes: (i, by) => [{ by, type: 'writeNotes', notes: `${i.notes}.` }],
  submitWrapUp: (i, by) => [
    { by, type: 'submitWrapUp' },
    ...i.policy.reasons.slice(0, 1).map((reason) => ({ by, type: 'submitWrapUp', reason }) as const),
  ],
};
