import type { AgentId, Asks, Facts, Happened, Orders, QueueId, VisitorId } from '@patchbay/base/decision.ts';
import type { Scan, SentFile } from '@patchbay/files/file.ts';
import {
  type CoreCommand,
  type CoreEvent,
  due as dueInCore,
  type Interaction,
  overdue as overdueInCore,
  type Policy,
} from '@patchbay/interactions/interaction.ts';
import type { Place } from './places.ts';

/** A chat: messages flow at every stage; the customer is never put on hold. */
export type Chat = Interaction<ChatWork>;

/** What a chat adds to an interaction. Facts only: names such as "customer away" are read off. */
export interface ChatWork {
  readonly talk: Talk;
  readonly visitor: VisitorId;
  /** What the customer filled in before the chat, by field name. */
  readonly form: Readonly<Record<string, string>>;
  /** The page they are on, as far as it has told. [CH118] */
  readonly page: string | null;
  /** The customer's line is down and we wait until then. */
  readonly away: number | null;
  /** Since when the customer waits for an answer; null: it is their turn. [BP-47] */
  readonly yourTurn: number | null;
  /** We wait for the customer: at this time they are warned, or it ends; null: no such timer runs. [BP-47] */
  readonly silence: { readonly until: number; readonly warned: boolean } | null;
  /** Colleagues who talk with the customer beside the owner, in the order they joined. [GE-11] */
  readonly guests: readonly AgentId[];
  /** What the agent who handed it on, or asks for advice, said to whoever is next. [BP-49] */
  readonly handed: { readonly by: AgentId; readonly comment: string } | null;
  /** The last message, shortened for a list row. */
  readonly last: { readonly text: string; readonly from: Sender } | null;
  /** Who the customer is was said by the site, signed; absent: nobody has proved it. [CH42] */
  readonly verified?: true;
  /** Where the customer was, the newest last; absent: nobody has said. [CH44] */
  readonly places?: readonly Place[];
  /** The customer shares where they are until then; absent or null: they do not. [CH47] */
  readonly sharing?: number | null;
  /** What the customer's app says of them, by name; absent: nothing. [CH45] */
  readonly context?: Readonly<Record<string, string>>;
  /** The customer is kept from coming back; absent: nobody has banned them here. [CH70] */
  readonly banned?: Ban;
  /** What the customer thought of it; absent: nothing was said. [CH40] */
  readonly rating?: Rating;
  /** Supervisors who watch an agent in it; absent: nobody. [CH80] */
  readonly monitors?: readonly Monitor[];
  /** Who wrote last, each once, the latest last; absent: nobody yet. [CH86] */
  readonly wrote?: readonly Wrote[];
  /** Words are kept from who is told of it; who opens the chat reads them. Never in what is stored. [CH117] */
  readonly veiled?: true;
}
/** A supervisor who watches one agent's part: unseen by the customer, whispering to the agent, or talking with the customer too. [SM-2c] */
export interface Monitor {
  readonly supervisor: AgentId;
  readonly agent: AgentId;
  readonly mode: 'silent' | 'coach' | 'barge';
  readonly since: number;
}
/** The last that somebody wrote; `nth` counts all that was written, by everybody. */
export interface Wrote {
  readonly by: AgentId | 'customer';
  readonly nth: number;
  readonly at: number;
  /** Meant for this agent only: a coach whispered. */
  readonly to?: AgentId;
}
/** A ban that was spoken in this chat: by whom, why, until when; `lifted`: by whom and when. */
export interface Ban {
  readonly by: AgentId;
  readonly at: number;
  readonly until: number;
  readonly reason: string;
  readonly lifted?: { readonly by: AgentId; readonly at: number };
}
/** What a customer thought of a chat that is over: 1 to 5 stars, and why in their words (may be empty). */
export interface Rating {
  readonly stars: number;
  readonly comment: string;
  readonly at: number;
}
/** What the owner is doing: asking a colleague to take it, asking one for advice, being advised. */
export type Talk =
  | { readonly doing: 'chatting' }
  | { readonly doing: 'transferring'; readonly to: AgentId }
  | { readonly doing: 'asking'; readonly to: AgentId }
  | { readonly doing: 'consulting'; readonly with: AgentId };

/** What the system tells the customer by itself. */
export type Told = 'warning' | 'closing' | 'noAgent' | 'overflow';

/** Who wrote a message. */
export type Sender = { readonly is: 'customer' } | { readonly is: 'agent'; readonly agent: AgentId };

/** A message; `id` is the sender's own, so that one sent twice is kept once. */
interface Message {
  readonly id: string;
  /** May be empty where a file is sent. */
  readonly text: string;
  readonly file?: SentFile;
}
/** What came of looking at a file of this chat. */
interface Scanned {
  readonly file: string;
  readonly scan: Scan;
}
/** How much of a chat was on the screen of whoever answers; `sure`: they have been asked, and want to say it. [CH86] */
interface Knowing {
  readonly seen?: number;
  readonly sure?: boolean;
}
/** Its number among all that was written. */
interface Numbered {
  readonly nth?: number;
  readonly at: number;
}
/** A step of a supervisor who watches; `shown`: staff are told of silent watching too. */
interface Watching {
  readonly supervisor: AgentId;
  readonly agent: AgentId;
  readonly shown: boolean;
  readonly at: number;
}

export type ChatCommand =
  | CoreCommand
  | Asks<'end'>
  | Asks<'say', Message & Knowing>
  | Asks<'whisper', Message>
  | Asks<'transfer', { readonly to: AgentId; readonly until: number; readonly comment: string }>
  | Asks<'transferToQueue', { readonly queue: QueueId; readonly policy: Policy; readonly comment: string }>
  | Asks<'cancelTransfer' | 'endConsult' | 'completeTransfer' | 'conference' | 'leave'>
  | Asks<'consult', { readonly to: AgentId; readonly until: number; readonly comment: string }>
  | Asks<'drop' | 'monitor', { readonly agent: AgentId }>
  | Asks<'coach' | 'bargeIn' | 'silence' | 'stopMonitoring' | 'takeOver'>
  | Asks<'ban', { readonly reason: string; readonly until: number }>
  | Asks<'liftBan', { readonly lifted: boolean }>
  | Facts<'message', Message>
  | Facts<'fileScanned', Scanned>
  | Facts<'connectionLost' | 'reconnected'>
  | Facts<'rate', Omit<Rating, 'at'>>
  | Facts<'locate', Omit<Place, 'at'> & { readonly live?: boolean }>
  | Facts<'shareLive', { readonly on: boolean }>
  | Facts<'tellContext', { readonly values: Readonly<Record<string, string>> }>
  | Facts<'tellPage', { readonly page: string }>
  | Orders<'beginMonitoring', { readonly supervisor: AgentId; readonly agent: AgentId }>
  | Orders<'endMonitoring', { readonly agent: AgentId }>
  | Orders<'awayTimeout' | 'silenceTimeout' | 'waitTimeout' | 'sharingTimeout'>;

export type ChatEvent =
  | CoreEvent
  | Happened<'chat.said', Message & Numbered & { readonly from: Sender }>
  | Happened<'chat.fileScanned', Scanned>
  | Happened<'chat.whispered', Message & Numbered & { readonly by: AgentId; readonly to?: AgentId }> // between staff, never for the customer; `to`: for this agent only
  | Happened<'chat.monitored', Watching & { readonly mode: Monitor['mode']; readonly before: Monitor['mode'] | null }>
  | Happened<'chat.monitoringEnded', Watching & { readonly before: Monitor['mode']; readonly told: boolean }> // told: the customer has met them
  | Happened<'chat.told', { readonly what: Told; readonly text: string | null; readonly at: number }> // by the system
  | Happened<'chat.transferring', { readonly to: AgentId; readonly by: AgentId; readonly comment: string }>
  | Happened<'chat.handedOn', { readonly queue: QueueId; readonly by: AgentId; readonly comment: string }>
  | Happened<'chat.transferEnded' | 'chat.consultEnded'>
  | Happened<'chat.asking', { readonly to: AgentId; readonly by: AgentId; readonly comment: string }>
  | Happened<'chat.consulting', { readonly with: AgentId }>
  | Happened<'chat.joined' | 'chat.left', { readonly agent: AgentId }> // the customer is told
  | Happened<'chat.away', { readonly until: number }>
  | Happened<'chat.back', { readonly at: number }>
  | Happened<'chat.located', Place & { readonly live?: boolean }>
  | Happened<'chat.sharing', { readonly until: number | null; readonly at: number }>
  | Happened<'chat.contextTold', { readonly values: Readonly<Record<string, string>> }>
  | Happened<'chat.wentTo', { readonly page: string; readonly at: number }>
  | Happened<'chat.banned', Omit<Ban, 'lifted'>>
  | Happened<'chat.banLifted', { readonly by: AgentId; readonly at: number; readonly lifted: boolean }> // not lifted: that was taken back
  | Happened<'chat.rated', Rating>;

/** The names of the machine SM-3, read off the facts. */
export type Stage =
  | 'NEW'
  | 'QUEUED'
  | 'OFFERED'
  | 'ACTIVE'
  | 'ACTIVE_CONSULT'
  | 'CONFERENCE'
  | 'CUSTOMER_AWAY'
  | 'TRANSFER_PENDING'
  | 'WRAP_UP'
  | 'CLOSED'
  | 'ABANDONED';
export function stageOf({ at, work }: Chat): Stage {
  if (at.stage === 'closed') return at.outcome === 'abandoned' ? 'ABANDONED' : 'CLOSED';
  if (at.stage !== 'active') return ({ arriving: 'NEW', queued: 'QUEUED', offered: 'OFFERED', wrapUp: 'WRAP_UP' } as const)[at.stage];
  if (work.talk.doing === 'transferring') return 'TRANSFER_PENDING';
  if (work.guests.length) return 'CONFERENCE';
  if (work.talk.doing !== 'chatting') return 'ACTIVE_CONSULT';
  return work.away === null ? 'ACTIVE' : 'CUSTOMER_AWAY';
}

export const isOver = (i: Chat): boolean => i.at.stage === 'wrapUp' || i.at.stage === 'closed';

/** When the next timer of a chat is due. */
export function due(i: Chat): number | null {
  const times = [dueInCore(i), ...timers(i).map(({ at }) => at)].filter((t) => t !== null);
  return times.length ? Math.min(...times) : null;
}

/** What the timers of a chat order at this moment. */
export const overdue = (i: Chat, now: number): readonly ChatCommand[] => [
  ...overdueInCore(i, now),
  ...timers(i).flatMap(({ at, type }) => (at <= now ? [{ by: 'system', type } as const] : [])),
];

interface Timer {
  readonly at: number;
  readonly type: 'awayTimeout' | 'silenceTimeout' | 'waitTimeout' | 'sharingTimeout';
}
/** The timers of a chat that run: of a lost line, a silent customer, a place in a queue, a location that is shared. */
function timers(i: Chat): readonly Timer[] {
  const { away, silence, sharing } = i.work;
  const wait = waitsUntil(i);
  return [
    ...(!isOver(i) && away !== null ? [{ at: away, type: 'awayTimeout' } as const] : []),
    ...(silence ? [{ at: silence.until, type: 'silenceTimeout' } as const] : []),
    ...(wait !== null ? [{ at: wait, type: 'waitTimeout' } as const] : []),
    ...(sharing ? [{ at: sharing, type: 'sharingTimeout' } as const] : []),
  ];
}

/** How long it may stay in its queue; null: as long as it takes. */
export const waitsUntil = ({ at, policy }: Chat): number | null =>
  at.stage === 'queued' && policy.wait ? at.since + policy.wait.ms : null;
