import { type Agent, type AgentEvent, newAgent } from '@patchbay/agents/agent.ts';
import { evolve as evolveAgent } from '@patchbay/agents/evolve.ts';
import type { AgentId, Person } from '@patchbay/base/decision.ts';
import {
  type Beside,
  type EventsFrame,
  type Frame,
  fits,
  type Position,
  type QueueStatistic,
  type SubjectFrame,
} from '@patchbay/base/stream.ts';
import { isAmid } from '@patchbay/chat/access.ts';
import type { Chat, ChatEvent } from '@patchbay/chat/chat.ts';
import { evolve as evolveChat } from '@patchbay/chat/evolve.ts';
import type { Received } from '@patchbay/chat/transcript.ts';
import type { Email, EmailEvent } from '@patchbay/email/email.ts';
import { evolve as evolveMail } from '@patchbay/email/evolve.ts';
import { isInCall } from '@patchbay/voice/access.ts';
import type { CallEvent } from '@patchbay/voice/asked.ts';
import type { Call } from '@patchbay/voice/call.ts';
import { evolve as evolveCall } from '@patchbay/voice/evolve.ts';
import { type Item, isCall, isMail } from './item.ts';
import type { Ended } from './session.ts';
import { appended, isVeiled, type Timeline } from './timeline.ts';

/** What the desktop knows of one thing, and of which version. */
export interface Known<State> {
  readonly version: number;
  readonly state: State;
}

/** Everything the server has told; only frames write it. [DT1] */
export interface Mirror {
  readonly me: Person;
  readonly agent: Known<Agent> | null;
  /** Other agents, for whoever sees all work. */
  readonly others: Readonly<Record<string, Known<Agent>>>;
  readonly chats: Readonly<Record<string, Known<Chat>>>;
  readonly calls: Readonly<Record<string, Known<Call>>>;
  readonly mails: Readonly<Record<string, Known<Email>>>;
  readonly timelines: Readonly<Record<string, Timeline>>;
  /** Things whose events did not fit: they have to be asked for. [DT3] */
  readonly stale: readonly string[];
  readonly position: Position | null;
  /** Server's clock minus ours, in ms. */
  readonly ahead: number;
  /** What is shown is current: a snapshot or the missing events have come since the line is up. [DT4] */
  readonly current: boolean;
  /** Whose customer is typing, until when. */
  readonly typing: Readonly<Record<string, number>>;
  /** What that customer has typed so far, where the queue shows it. */
  readonly typed: Readonly<Record<string, string>>;
  /** Colleagues who have the same conversation open, and who of them writes an answer. [DT184] */
  readonly staff: Readonly<Record<string, readonly Beside[]>>;
  /** How far a customer has got a chat and read it, and when we heard that they read. */
  readonly received: Readonly<Record<string, Received>>;
  /** How often the server has said that something about a contact has changed. */
  readonly contactNews: Readonly<Record<string, number>>;
  /** How often the server has said that somebody asks for my logs, or that this is answered. */
  readonly logNews: number;
  /** The newest draft of each mail that was saved while this window looked, and in which window. */
  readonly mailDrafts: Readonly<Record<string, { readonly rev: string; readonly window: string }>>;
  readonly queues: readonly QueueStatistic[];
  /** Why the session is over. */
  readonly signedOut: Ended | null;
  /** When it signs out by itself, because nobody uses it. */
  readonly ending: number | null;
}

/** Before the first frame. */
export const nothing = (me: Person): Mirror => ({
  me,
  agent: null,
  others: {},
  chats: {},
  calls: {},
  mails: {},
  timelines: {},
  stale: [],
  position: null,
  ahead: 0,
  current: false,
  typing: {},
  typed: {},
  staff: {},
  received: {},
  contactNews: {},
  logNews: 0,
  mailDrafts: {},
  queues: [],
  signedOut: null,
  ending: null,
});

/** A receiver forgets that somebody types after so many ms. */
export const typingLasts = 6000;

/** What one frame changes; `now` is the clock of this computer. */
export function receive(mirror: Mirror, frame: Frame, now: number): Mirror {
  switch (frame.f) {
    case 'snapshot':
      return frame.subjects.reduce(put, { ...replaced(mirror), position: frame.position, ahead: frame.now - now, current: true });
    case 'resumed':
      return { ...mirror, position: frame.position, ahead: frame.now - now, current: true };
    case 'position':
      return { ...mirror, position: frame.position, ahead: frame.now - now };
    case 'subject':
      return put(mirror, frame);
    case 'events':
      return happened(mirror, frame);
    case 'typing':
      return {
        ...mirror,
        typing: { ...mirror.typing, [frame.interaction]: frame.on ? now + typingLasts : 0 },
        typed: { ...mirror.typed, [frame.interaction]: frame.text ?? '' },
      };
    case 'staff':
      return { ...mirror, staff: { [frame.interaction]: frame.staff } };
    case 'received':
      return {
        ...mirror,
        received: { ...mirror.received, [frame.interaction]: further(mirror.received[frame.interaction], frame, now + mirror.ahead) },
      };
    case 'queues':
      return { ...mirror, queues: frame.queues };
    case 'contact':
      return { ...mirror, contactNews: { ...mirror.contactNews, [frame.id]: (mirror.contactNews[frame.id] ?? 0) + 1 } };
    case 'logsAsked':
      return { ...mirror, logNews: mirror.logNews + 1 };
    case 'mailDraft':
      return { ...mirror, mailDrafts: { ...mirror.mailDrafts, [frame.interaction]: { rev: frame.rev, window: frame.window } } };
    case 'draft':
      return mirror; // drafts are kept beside it
    case 'signedOut':
      return { ...mirror, signedOut: { why: frame.why, named: frame.with ?? {} } };
    case 'ending':
      return { ...mirror, ending: frame.at };
  }
}

/** An older notice than the one we have changes nothing. [DT82] */
const further = (known: Received | undefined, { to, read }: Pick<Received, 'to' | 'read'>, now: number): Received => ({
  to: Math.max(known?.to ?? 0, to),
  read: Math.max(known?.read ?? 0, read),
  readAt: read > (known?.read ?? 0) ? now : (known?.readAt ?? now),
});

/** The line is down: nothing is certain until it has resumed. [DT4] */
export const lost = (mirror: Mirror): Mirror => (mirror.current ? { ...mirror, current: false, typing: {}, typed: {}, staff: {} } : mirror);

/** What was asked for is not ours to see any more. */
export function gone(mirror: Mirror, id: string): Mirror {
  const { [id]: _, ...chats } = mirror.chats;
  const { [id]: __, ...timelines } = mirror.timelines;
  const { [id]: ___, ...calls } = mirror.calls;
  const { [id]: ____, ...mails } = mirror.mails;
  return { ...mirror, chats, calls, mails, timelines, stale: mirror.stale.filter((s) => s !== id) };
}

/** Forgets what is over, but for what is still looked at. [DT6] */
export function tidied(mirror: Mirror, keep: (id: string) => boolean): Mirror {
  return [mirror.chats, mirror.calls, mirror.mails]
    .flatMap(Object.keys)
    .filter((id) => !keep(id))
    .reduce(gone, mirror);
}

const replaced = (mirror: Mirror): Mirror => ({
  ...mirror,
  agent: null,
  others: {},
  chats: {},
  calls: {},
  mails: {},
  stale: [],
  typing: {},
  typed: {},
  staff: {},
  ending: null,
});

/** One thing as it is now; an older picture than the one we have changes nothing. [DT2] */
function put(mirror: Mirror, { kind, id, version, state }: SubjectFrame): Mirror {
  const stale = mirror.stale.filter((s) => s !== id);
  if (kind === 'agent')
    return version < (agentIn(mirror, id)?.version ?? 0) ? mirror : seated({ ...mirror, stale }, id, { version, state: state as Agent });
  if (kind !== 'interaction' || version < (knownItem(mirror, id)?.version ?? 0)) return mirror;
  const item = state as Item;
  if (isMail(item)) return { ...mirror, stale, mails: { ...mirror.mails, [id]: { version, state: item } } };
  return isCall(item)
    ? { ...mirror, stale, calls: { ...mirror.calls, [id]: { version, state: item } } }
    : { ...mirror, stale, chats: { ...mirror.chats, [id]: { version, state: item } } };
}

/** An interaction of any channel. */
export const knownItem = ({ chats, calls, mails }: Pick<Mirror, 'chats' | 'calls' | 'mails'>, id: string): Known<Item> | undefined =>
  chats[id] ?? calls[id] ?? mails[id];

function happened(mirror: Mirror, frame: EventsFrame): Mirror {
  if (frame.kind === 'agent') return agentDid(mirror, frame);
  if (frame.kind !== 'interaction') return mirror;
  if (isOf(mirror.mails, frame, isMail)) return mailDid(mirror, frame);
  return isOf(mirror.calls, frame, isCall) ? callDid(mirror, frame) : chatDid(mirror, frame);
}

const agentIn = ({ me, agent, others }: Mirror, id: string): Known<Agent> | null => (id === me.agent ? agent : (others[id] ?? null));
const seated = (mirror: Mirror, id: string, known: Known<Agent>): Mirror =>
  id === mirror.me.agent ? { ...mirror, agent: known } : { ...mirror, others: { ...mirror.others, [id]: known } };

/** An agent who logs on for the first time begins with this frame. */
const newcomer = ({ id, from, events }: EventsFrame): Known<Agent> | null => {
  const first = events[0] as AgentEvent | undefined;
  return from === 0 && first?.type === 'agent.configured' ? { version: 0, state: newAgent(id as AgentId, first.profile) } : null;
};

function agentDid(mirror: Mirror, frame: EventsFrame): Mirror {
  const known = agentIn(mirror, frame.id) ?? newcomer(frame);
  const how = known ? fits(known.version, frame) : 'ask';
  if (how === 'ask') return asked(mirror, frame.id);
  if (how === 'drop' || !known) return mirror;
  return seated(mirror, frame.id, folded(known, frame, evolveAgent as (a: Agent, e: AgentEvent) => Agent));
}

function chatDid(mirror: Mirror, frame: EventsFrame): Mirror {
  const known = mirror.chats[frame.id] ?? begun(frame);
  const how = known ? fits(known.version, frame) : 'ask';
  if (how === 'ask') return asked(mirror, frame.id);
  if (how === 'drop' || !known) return mirror;
  const events = frame.events as readonly ChatEvent[];
  const timeline = mirror.timelines[frame.id];
  const next = veiled(folded(known, frame, evolveChat), isVeiled(frame.events));
  return {
    ...(next.state.work.veiled && isAmid(next.state, mirror.me) ? asked(mirror, frame.id) : mirror), // what was kept back is mine to read now
    chats: { ...mirror.chats, [frame.id]: next },
    timelines: timeline ? { ...mirror.timelines, [frame.id]: appended(timeline, frame) } : mirror.timelines,
    ...(events.some((e) => e.type === 'chat.said' && e.from.is === 'customer') && typesNot(mirror, frame.id)),
  };
}

const veiled = <I extends Chat | Call>(known: Known<I>, now: boolean): Known<I> =>
  now ? { ...known, state: { ...known.state, work: { ...known.state.work, veiled: true } } } : known;

/** Whoever has opened it has it read once more, now with all its words. [CH117] */
export const unveiling = (mirror: Mirror, id: string): Mirror =>
  (mirror.chats[id] ?? mirror.calls[id])?.state.work.veiled ? asked(mirror, id) : mirror;

const typesNot = ({ typing, typed }: Mirror, id: string): Pick<Mirror, 'typing' | 'typed'> => ({
  typing: { ...typing, [id]: 0 },
  typed: { ...typed, [id]: '' },
});

function isOf(known: Readonly<Record<string, unknown>>, { id, events }: EventsFrame, is: (item: Item) => boolean): boolean {
  const first = events[0] as ChatEvent | undefined;
  return id in known || (first?.type === 'interaction.started' && is(first.initial as Item));
}

function callDid(mirror: Mirror, frame: EventsFrame): Mirror {
  const known = mirror.calls[frame.id] ?? (begun(frame) as Known<Call> | undefined);
  const how = known ? fits(known.version, frame) : 'ask';
  if (how === 'ask') return asked(mirror, frame.id);
  if (how === 'drop' || !known) return mirror;
  const next = veiled(folded<Call, CallEvent>(known, frame, evolveCall), isVeiled(frame.events));
  const mine = next.state.work.veiled && isInCall(next.state, mirror.me);
  return { ...(mine ? asked(mirror, frame.id) : mirror), calls: { ...mirror.calls, [frame.id]: next } };
}

function mailDid(mirror: Mirror, frame: EventsFrame): Mirror {
  const known = mirror.mails[frame.id] ?? (begun(frame) as Known<Email> | undefined);
  const how = known ? fits(known.version, frame) : 'ask';
  if (how === 'ask') return asked(mirror, frame.id);
  if (how === 'drop' || !known) return mirror;
  return { ...mirror, mails: { ...mirror.mails, [frame.id]: folded<Email, EmailEvent>(known, frame, evolveMail) } };
}

/** An interaction that begins with this frame: its first event brings the first state. */
const begun = ({ from, events }: EventsFrame): Known<Chat> | undefined =>
  from === 0 && events[0]?.type === 'interaction.started' ? { version: 0, state: null as never } : undefined;

/** Folds only the events that are new. */
const folded = <S, E>(known: Known<S>, frame: EventsFrame, evolve: (state: S, event: E) => S): Known<S> => ({
  version: frame.to,
  state: (frame.events as readonly E[]).slice(known.version - frame.from).reduce(evolve, known.state),
});

const asked = (mirror: Mirror, id: string): Mirror => (mirror.stale.includes(id) ? mirror : { ...mirror, stale: [...mirror.stale, id] });

/** The person of a session, as the rules know them. */
export const personOf = (id: string, may: Person['may']): Person => ({ agent: id as AgentId, may });
