import type { Email, EmailCommand } from '../email.ts';
import { mail, otherQueue, people, policy, queue } from './people.ts';

type Make = (i: Email, now: number) => readonly EmailCommand[];
const ask = (one: object) => people.map((by) => ({ by, ...one }) as EmailCommand);
const asks = (...some: readonly object[]): Make => {
  const list = some.flatMap(ask);
  return () => list;
};
const system = (type: string, more: object = {}) => ({ by: 'system', type, ...more }) as EmailCommand;
const fact = (type: string, more: object = {}) => ({ by: 'outside', type, ...more }) as EmailCommand;
const just =
  (one: EmailCommand): Make =>
  () => [one];
const ofEach = (make: (more: object) => EmailCommand): Make => {
  const list = people.map(({ agent }) => make({ agent }));
  return () => list;
};
/** Those under way, and one we know nothing of. */
const mails = ({ work: { outgoing, doing } }: Email) => [
  ...outgoing.map((one) => one.mail),
  ...(doing.doing === 'inReview' ? [doing.mail] : []),
  mail('strange'),
];
const onMail =
  (make: (more: object) => readonly EmailCommand[]): Make =>
  (i) =>
    mails(i).flatMap((one) => make({ mail: one, said: '451 later' }));
const reasons = [null, 'reason-solved', 'no such'];
const sends =
  (type: 'send' | 'interimSend', ...more: readonly object[]): Make =>
  (i, now) =>
    [{}, { seen: i.work.came }, { seen: 0 }, { seen: 0, sure: true }].flatMap((knowing) =>
      more.flatMap((one) => ask({ type, mail: mail(now), ...knowing, ...one })),
    );

/** Every command there is about a piece of work on a case, with every person, mail and value that could matter. */
export const every: { readonly [T in EmailCommand['type']]: Make } = {
  enqueue: just(system('enqueue', { queue })),
  offer: (_, now) =>
    people.flatMap(({ agent }) => [{}, { answerAt: now + 9 }].map((more) => system('offer', { agent, until: now + 25, ...more }))),
  offerTimeout: ofEach((who) => system('offerTimeout', who)),
  answerOffer: ofEach((who) => system('answerOffer', who)),
  wrapUpTimeout: ofEach((who) => system('wrapUpTimeout', who)),
  start: ofEach((who) => system('start', who)),
  giveBack: ofEach((who) => system('giveBack', who)),
  limitReached: just(system('limitReached')),
  expire: just(system('expire')),
  closeForCallback: just(system('closeForCallback')),
  forget: just(system('forget')),
  overflow: just(system('overflow')),
  accept: asks({ type: 'accept' }),
  take: asks({ type: 'take' }),
  extendWrapUp: asks({ type: 'extendWrapUp' }),
  withdraw: asks({ type: 'withdraw' }),
  assign: (_, now) => people.flatMap(({ agent }) => ask({ type: 'assign', agent, until: now + 25 })),
  reject: asks({ type: 'reject' }),
  chooseReason: asks(...reasons.map((reason) => ({ type: 'chooseReason', reason }))),
  writeNotes: (_, now) => ask({ type: 'writeNotes', notes: `note ${now}` }),
  saveData: (i) => ask({ type: 'saveData', variable: 'colour', value: 'red', baseRev: i.data?.colour?.rev ?? 0 }),
  assignContact: asks({ type: 'assignContact', contact: 'contact-eva' }, { type: 'assignContact', contact: 'contact-other' }),
  submitWrapUp: asks(
    { type: 'submitWrapUp' },
    { type: 'submitWrapUp', reason: 'reason-solved' },
    { type: 'submitWrapUp', reason: 'no such' },
  ),
  forceWrapUp: () => people.flatMap(({ agent }) => ask({ type: 'forceWrapUp', agent })),
  customerLeft: just(fact('customerLeft')),
  deviceLost: ofEach((who) => fact('deviceLost', who)),
  reply: asks({ type: 'reply', what: 'reply' }, { type: 'reply', what: 'forward' }),
  discard: asks({ type: 'discard' }),
  saveDraft: asks({ type: 'saveDraft' }),
  toWorkbin: asks({ type: 'toWorkbin' }),
  open: asks({ type: 'open' }),
  deleteDraft: asks({ type: 'deleteDraft' }),
  edit: asks({ type: 'edit' }),
  send: sends('send', {}, { reason: 'reason-solved' }, { reason: 'no such' }),
  interimSend: sends('interimSend', {}),
  undoSend: onMail((one) => ask({ type: 'undoSend', ...one })),
  retry: onMail((one) => ask({ type: 'retry', ...one })),
  approve: asks({ type: 'approve', comment: '' }),
  sendBack: asks({ type: 'sendBack', comment: 'shorter, please' }),
  closeWithoutReply: asks(
    { type: 'closeWithoutReply' },
    { type: 'closeWithoutReply', reason: 'reason-spam' },
    { type: 'closeWithoutReply', reason: 'no such' },
  ),
  undoClose: asks({ type: 'undoClose' }),
  closeDue: just(system('closeDue')),
  markDone: asks({ type: 'markDone', reason: 'reason-spam' }, { type: 'markDone', reason: 'no such' }),
  dispose: asks(...['reason-solved', 'reason-spam', 'no such'].map((reason) => ({ type: 'dispose', reason }))),
  transfer: (_, now) => people.flatMap(({ agent }) => ask({ type: 'transfer', to: agent, until: now + 25, comment: 'please' })),
  transferToWorkbin: () => people.flatMap(({ agent }) => ask({ type: 'transferToWorkbin', to: agent, comment: 'please' })),
  transferToQueue: ({ work }) => ask({ type: 'transferToQueue', queue: otherQueue, policy, settings: work.settings, comment: 'please' }),
  changeQueue: ({ work }) =>
    [queue, otherQueue].flatMap((one) => ask({ type: 'changeQueue', queue: one, policy, settings: work.settings })),
  move: () => [...people.map(({ agent }) => agent), null].flatMap((to) => ask({ type: 'move', to })),
  postpone: asks({ type: 'postpone' }),
  relieve: asks({ type: 'relieve' }),
  askFor: asks({ type: 'askFor' }),
  letHave: asks({ type: 'letHave' }),
  keepIt: asks({ type: 'keepIt' }),
  keepFor: ofEach((who) => system('keepFor', { ...who, queue })),
  ownerLost: ofEach((who) => system('ownerLost', who)),
  holderAway: ofEach((who) => system('holderAway', { ...who, since: 0 })),
  dispatch: onMail((one) => [system('dispatch', one)]),
  tryAgain: onMail((one) => [system('tryAgain', one)]),
  shelfTimeout: just(system('shelfTimeout')),
  arrived: (_, now) => [fact('arrived', { mail: mail(`in-${now}`) })],
  bounced: onMail((one) => [fact('bounced', one)]),
  deferred: onMail((one) => [fact('deferred', one)]),
  refused: onMail((one) => [fact('refused', one)]),
  deliveryUnknown: onMail((one) => [fact('deliveryUnknown', one)]),
  delivered: onMail((one) => [fact('delivered', one)]),
};
export const types = Object.keys(every) as EmailCommand['type'][];
/** All of them at this moment. */
export const everyCommand = (i: Email, now: number): readonly EmailCommand[] => types.flatMap((type) => every[type](i, now));
