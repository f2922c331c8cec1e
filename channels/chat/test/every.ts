import type { Chat, ChatCommand } from '../chat.ts';
import { writtenIn } from '../crossing.ts';
import { agents, otherQueue, people, queue, stranger } from './people.ts';

type Make = (i: Chat, now: number) => readonly ChatCommand[];
const ask = (one: object) => people.map((by) => ({ by, ...one }) as ChatCommand);
const asks = (...some: readonly object[]): Make => {
  const list = some.flatMap(ask);
  return () => list;
};
const order = (
  type:
    | 'limitReached'
    | 'expire'
    | 'closeForCallback'
    | 'forget'
    | 'awayTimeout'
    | 'silenceTimeout'
    | 'waitTimeout'
    | 'sharingTimeout'
    | 'overflow',
): Make => {
  const list = [{ by: 'system', type } as const];
  return () => list;
};
const ofEach = (one: object): Make => {
  const list = agents.map(({ agent }) => ({ ...one, agent }) as ChatCommand);
  return () => list;
};

/** Every command there is about a chat, with every person and value that could matter. */
export const every: { readonly [T in ChatCommand['type']]: Make } = {
  accept: asks({ type: 'accept' }),
  reject: asks({ type: 'reject' }, { type: 'reject', then: 'remove' }),
  withdraw: asks({ type: 'withdraw' }),
  end: asks({ type: 'end' }),
  extendWrapUp: asks({ type: 'extendWrapUp' }),
  chooseReason: asks(...[null, 'reason-sold', 'reason-none', 'no such'].map((reason) => ({ type: 'chooseReason', reason }))),
  saveData: (i) =>
    ['colour', 'code', 'no such'].flatMap((variable) =>
      ['', 'red'].flatMap((value) => ask({ type: 'saveData', variable, value, baseRev: i.data?.[variable]?.rev ?? 0 })),
    ),
  assignContact: asks({ type: 'assignContact', contact: 'contact-eva' }, { type: 'assignContact', contact: 'contact-other' }),
  submitWrapUp: asks({ type: 'submitWrapUp' }, ...['reason-sold', 'no such', ''].map((reason) => ({ type: 'submitWrapUp', reason }))),
  writeNotes: (i, now) => ['note-', `note-${now % 100}`, i.notes].flatMap((notes) => ask({ type: 'writeNotes', notes })),
  forceWrapUp: () => agents.flatMap(({ agent }) => ask({ type: 'forceWrapUp', agent })),
  say: (i, now) =>
    [{}, {}, { seen: 0 }, { seen: writtenIn(i), sure: true }, { seen: writtenIn(i) }].flatMap((knowing) =>
      ask({ type: 'say', id: `said-${now}`, text: `Sure. ${now}`, ...knowing }),
    ),
  transfer: (_, now) =>
    [...agents, stranger].flatMap(({ agent }) => ask({ type: 'transfer', to: agent, until: now + 25, comment: 'secret-comment' })),
  transferToQueue: (i) =>
    ask({ type: 'transferToQueue', queue: otherQueue, policy: { ...i.policy, reasons: ['reason-other'] }, comment: 'secret-comment' }),
  cancelTransfer: asks({ type: 'cancelTransfer' }),
  consult: (_, now) =>
    [...agents, stranger].flatMap(({ agent }) => ask({ type: 'consult', to: agent, until: now + 25, comment: 'secret-comment' })),
  endConsult: asks({ type: 'endConsult' }),
  completeTransfer: asks({ type: 'completeTransfer' }),
  conference: asks({ type: 'conference' }),
  leave: asks({ type: 'leave' }),
  drop: asks(...agents.map(({ agent }) => ({ type: 'drop', agent }))),
  monitor: asks(...agents.map(({ agent }) => ({ type: 'monitor', agent }))),
  coach: asks({ type: 'coach' }),
  bargeIn: asks({ type: 'bargeIn' }),
  silence: asks({ type: 'silence' }),
  stopMonitoring: asks({ type: 'stopMonitoring' }),
  takeOver: asks({ type: 'takeOver' }),
  beginMonitoring: () =>
    people.flatMap(({ agent: supervisor }) =>
      agents.map(({ agent }) => ({ by: 'system', type: 'beginMonitoring', supervisor, agent }) as const),
    ),
  endMonitoring: () => [...agents, ...people].map(({ agent }) => ({ by: 'system', type: 'endMonitoring', agent })),
  ban: (_, now) => ask({ type: 'ban', reason: 'secret-reason', until: now + 50 }),
  liftBan: asks({ type: 'liftBan', lifted: true }, { type: 'liftBan', lifted: false }),
  whisper: (_, now) => ask({ type: 'whisper', id: `whispered-${now}`, text: `secret-whisper ${now}` }),
  enqueue: () => [{ by: 'system', type: 'enqueue', queue }],
  offer: (_, now) =>
    agents.flatMap(({ agent }) =>
      [{}, {}, { answerAt: now + 9 }].map((more) => ({ by: 'system', type: 'offer', agent, until: now + 25, ...more })),
    ),
  answerOffer: ofEach({ by: 'system', type: 'answerOffer' }),
  giveBack: ofEach({ by: 'system', type: 'giveBack' }),
  start: ofEach({ by: 'system', type: 'start' }),
  offerTimeout: ofEach({ by: 'system', type: 'offerTimeout' }),
  wrapUpTimeout: ofEach({ by: 'system', type: 'wrapUpTimeout' }),
  limitReached: order('limitReached'),
  expire: order('expire'),
  closeForCallback: order('closeForCallback'),
  forget: order('forget'),
  awayTimeout: order('awayTimeout'),
  silenceTimeout: order('silenceTimeout'),
  waitTimeout: order('waitTimeout'),
  overflow: order('overflow'),
  take: asks({ type: 'take' }),
  assign: (_, now) => [...agents, stranger].flatMap(({ agent }) => ask({ type: 'assign', agent, until: now + 25 })),
  customerLeft: () => [{ by: 'outside', type: 'customerLeft' }],
  connectionLost: () => [{ by: 'outside', type: 'connectionLost' }],
  locate: (_, now) =>
    [true, false].map((live) => ({ by: 'outside', type: 'locate', lat: now % 90, lng: 13.4, accuracy: 12, live }) as const),
  shareLive: () => [true, false].map((on) => ({ by: 'outside', type: 'shareLive', on }) as const),
  sharingTimeout: order('sharingTimeout'),
  tellContext: (_, now) => [{ by: 'outside', type: 'tellContext', values: { policy: `A-${now % 3}` } }],
  tellPage: (_, now) => [{ by: 'outside', type: 'tellPage', page: `https://secret-page.example/${now % 3}` }],
  rate: (_, now) => [{ by: 'outside', type: 'rate', stars: (now % 5) + 1, comment: now % 2 ? '' : 'Thank you.' }],
  reconnected: () => [{ by: 'outside', type: 'reconnected' }],
  deviceLost: ofEach({ by: 'outside', type: 'deviceLost' }),
  fileScanned: (_, now) => [{ by: 'outside', type: 'fileScanned', file: `file-${now}`, scan: 'clean' }],
  message: (_, now) => [{ by: 'outside', type: 'message', id: `told-${now}`, text: `${'Hello. '.repeat(now % 20)}${now}` }],
};
/** What a random day leaves out: these change no stage and no part, and promises.ts tries them at every stage. [CH44] [CH45] [CH47] [CH110] */
const aside: ReadonlySet<string> = new Set(['beginMonitoring', 'locate', 'shareLive', 'sharingTimeout', 'tellContext', 'tellPage']);
export const types = (Object.keys(every) as ChatCommand['type'][]).filter((type) => !aside.has(type));

/** All of them for this chat at this moment. */
export const everyCommand = (i: Chat, now: number): readonly ChatCommand[] => types.flatMap((type) => every[type](i, now));
