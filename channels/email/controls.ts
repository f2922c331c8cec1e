import { type AgentId, isRefused, type Person, type QueueId } from '@patchbay/base/decision.ts';
import { ownerOf, participationOf } from '@patchbay/interactions/interaction.ts';
import { type Email, type EmailCommand, type MailId } from './email.ts';
import { decide } from './rules.ts';

/** One button: whether it is drawn, whether it works, and the key of the text that says why not. */
export interface Control {
  readonly visible: boolean;
  readonly enabled: boolean;
  readonly why: string | null;
}
type Asked = Extract<EmailCommand, { readonly by: Person }>['type'];
export type Button = Exclude<Asked, 'assign' | 'withdraw' | 'saveData' | 'assignContact' | 'forceWrapUp'>;

/** The buttons of one person. A button is enabled if the rules would accept its command: there is no second truth. [EM13] */
export function controls(i: Email, by: Person, now: number): Readonly<Record<Button, Control>> {
  const one = (button: Button): Control => {
    const answers = samples[button](i).map((more) => decide(i, { by, type: button, ...more } as EmailCommand, now));
    const enabled = answers.some((answer) => !isRefused(answer));
    const why = enabled ? null : (answers.find(isRefused)?.refused ?? 'interactions.notNow');
    return { visible: enabled || greyed(i, by).includes(button), enabled, why };
  };
  return Object.fromEntries((Object.keys(samples) as Button[]).map((button) => [button, one(button)])) as Record<Button, Control>;
}

/** Drawn although refused, because the agent expects it there. */
function greyed(i: Email, { agent }: Person): readonly Button[] {
  if (ownerOf(i) === agent) return ['send', 'transfer', 'closeWithoutReply'];
  return participationOf(i, agent)?.stage === 'wrapUp' ? ['submitWrapUp', 'extendWrapUp'] : [];
}

type Sample = (i: Email) => readonly object[];
const plain: Sample = () => [{}];
const somebody = 'somebody' as AgentId;
const service: Sample = ({ policy, work: { settings } }) => [{ queue: 'some' as QueueId, policy, settings, comment: '' }];
const last: Sample = ({ work: { outgoing, doing } }) =>
  ['mail' in doing ? doing.mail : ('none' as MailId), ...outgoing.map(({ mail }) => mail)].map((mail) => ({ mail }));
const settling: Sample = ({ policy }) => policy.reasons.slice(0, 1).map((reason) => ({ reason }));
const sample: Sample = ({ policy }) =>
  [undefined, ...policy.reasons.slice(0, 1)].map((reason) => ({ mail: 'sample', ...(reason && { reason }) }));

const samples: { readonly [B in Button]: Sample } = {
  accept: plain,
  reject: plain,
  take: plain,
  postpone: plain,
  relieve: plain,
  askFor: plain,
  letHave: plain,
  keepIt: plain,
  reply: () => [{ what: 'reply' }],
  discard: plain,
  saveDraft: plain,
  toWorkbin: plain,
  open: plain,
  deleteDraft: plain,
  edit: plain,
  send: sample,
  interimSend: () => [{ mail: 'sample' }],
  undoSend: last,
  retry: last,
  approve: () => [{ comment: '' }],
  sendBack: () => [{ comment: '' }],
  closeWithoutReply: (i) => [{}, ...settling(i)],
  undoClose: plain,
  markDone: settling,
  dispose: settling,
  transfer: () => [{ to: somebody, until: 0, comment: '' }],
  transferToWorkbin: () => [{ to: somebody, comment: '' }],
  transferToQueue: service,
  changeQueue: service,
  move: () => [{ to: somebody }, { to: null }],
  chooseReason: () => [{ reason: null }],
  writeNotes: ({ notes }) => [{ notes: `${notes}.` }],
  extendWrapUp: plain,
  submitWrapUp: (i) => [{}, ...settling(i)],
};
