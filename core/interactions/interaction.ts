import type {
  AgentId,
  Asks,
  ChannelName,
  ContactId,
  Facts,
  Happened,
  InteractionId,
  Orders,
  Permission,
  Person,
  QueueId,
} from '@patchbay/base/decision.ts';
import { refuse } from '@patchbay/base/decision.ts';
import type { Data, Datum, Variable } from './variables.ts';

/** One customer conversation. `work` is what the channel adds; core never looks into it. */
export interface Interaction<Work = unknown> {
  readonly id: InteractionId;
  readonly channel: ChannelName;
  readonly kind: 'inbound' | 'outbound' | 'callback' | 'preview';
  readonly startedAt: number;
  readonly contact: ContactId | null;
  /** The interaction beside which this one began: with all that began beside it they are one case. [IN50] */
  readonly beside?: InteractionId;
  /** The queue it is or was last in: its dispositions and numbers. */
  readonly queue: QueueId | null;
  readonly policy: Policy;
  /** Who is to have it first, asked for by name or as he served the customer last, and how long nobody else gets it while that agent is ready. */
  readonly wish?: { readonly agent: AgentId; readonly holdMs: number; readonly named?: boolean };
  readonly at: At;
  readonly participations: readonly Participation[];
  /** What agents wrote about it; from the first second, for the next agent too. [BP-27] */
  readonly notes: string;
  /** The case data: what is known about the matter. [CD1] */
  readonly data?: Data;
  readonly work: Work;
}

/** Where it is, in the words every channel shares. */
export type At =
  | { readonly stage: 'arriving' } // in a flow, an IVR or with a bot
  | ({ readonly stage: 'queued' } & Waiting)
  | ({ readonly stage: 'offered'; readonly agent: AgentId; readonly back: Waiting | null } & Standing)
  | { readonly stage: 'active'; readonly owner: AgentId | null; readonly came: Waiting | null } // the channel says more in `work`
  | { readonly stage: 'wrapUp'; readonly outcome: Outcome }
  | { readonly stage: 'closed'; readonly outcome: Outcome };

/** How long an offer stands, and when it is answered by itself, if it is. [IN22] */
interface Standing {
  readonly until: number;
  readonly answerAt?: number;
}
/** A place in a queue. `since` is kept over unanswered offers, `not` are those who let one go by, and when. [IN7] */
export interface Waiting {
  readonly queue: QueueId;
  readonly since: number;
  readonly not: readonly LetGo[];
}
/** Why it stands in line once more although nobody had accepted: an offer came to nothing, or it waited too long in another queue. */
export type Again = 'unanswered' | 'overflow';
/** An agent who missed or declined this, at that time; null: who handed it on and is never asked again. */
export interface LetGo {
  readonly agent: AgentId;
  readonly at: number | null;
}
export type Outcome = 'done' | 'abandoned' | 'callback' | 'expired' | 'limit' | 'skip' | 'remove' | 'cancel';

/** One agent's part in it; at most one per agent. `reason` is the disposition chosen so far. [SM-2b] */
export type Participation =
  | { readonly agent: AgentId; readonly stage: 'offered'; readonly until: number }
  | {
      readonly agent: AgentId;
      readonly stage: 'active';
      readonly since: number;
      readonly everOwner: boolean;
      readonly reason: string | null;
    }
  | {
      readonly agent: AgentId;
      readonly stage: 'wrapUp';
      readonly since: number;
      readonly until: number | null;
      readonly reason: string | null;
    } // until null: extended, no countdown
  | { readonly agent: AgentId; readonly stage: 'done'; readonly reason: string | null }
  | { readonly agent: AgentId; readonly stage: 'missed' | 'declined' | 'revoked' };

/** Settings that hold for this interaction, copied in when it starts so that the rules stay pure. */
export interface Policy {
  readonly wrapUpMs: number;
  readonly wrapUpForAll: boolean;
  /** Taken when the wrap-up time is over and none was chosen; null: the agent must choose. */
  readonly defaultReason: string | null;
  /** The dispositions an agent may choose from. */
  readonly reasons: readonly string[];
  readonly graceMs: number;
  /** Instead of that of the queue; a higher one goes first. [IN60] */
  readonly priority?: number;
  /** It is due then, whatever the queue says. [IN60] */
  readonly dueAt?: number;
  /** Staff see what the customer types before it is sent; left out: they do not. */
  readonly preview?: true;
  /** Agents see that a supervisor watches silently; left out: they do not. [CH85] */
  readonly monitoringShown?: true;
  readonly fallback: QueueId;
  /** The case data there can be. */
  readonly variables?: readonly Variable[];
  readonly previewTimeout: 'accept' | 'skip' | 'remove';
  /** What is done about a customer who is silent; null: nothing. [BP-47] */
  readonly silence: Silence | null;
  /** How long it may wait in a queue at most, and what the customer is told then; null: as long as it takes. */
  readonly wait: { readonly ms: number; readonly text: string | null } | null;
  /** What happens once to whoever has waited so long; left out: nothing. [IN20] */
  readonly overflow?: Overflow | null;
}
/** The customer is told something, and goes to another queue, whose settings then hold; null: stays. */
export interface Overflow {
  readonly ms: number;
  readonly text: string | null;
  readonly to: { readonly queue: QueueId; readonly policy: Policy } | null;
}
/** A silent customer is warned after this time, and after the same time again it ends; null texts are not said. */
export interface Silence {
  readonly ms: number;
  readonly warning: string | null;
  readonly closing: string | null;
}

export type CoreCommand =
  | Orders<'enqueue', { readonly queue: QueueId }>
  | Orders<'offer', { readonly agent: AgentId } & Standing>
  | Orders<'offerTimeout' | 'answerOffer' | 'wrapUpTimeout', { readonly agent: AgentId }>
  | Orders<'start' | 'giveBack', { readonly agent: AgentId }>
  | Orders<'limitReached' | 'expire' | 'closeForCallback' | 'forget' | 'overflow'>
  | Asks<'accept' | 'take' | 'extendWrapUp'>
  | Asks<'withdraw'>
  | Asks<'assign', { readonly agent: AgentId; readonly until: number }>
  | Asks<'reject', { readonly then?: 'skip' | 'remove' | 'cancel' }>
  | Asks<'chooseReason', { readonly reason: string | null }>
  | Asks<'writeNotes', { readonly notes: string }>
  | Asks<'saveData', { readonly variable: string; readonly value: string; readonly baseRev: number }>
  | Asks<'assignContact', { readonly contact: ContactId }>
  | Asks<'submitWrapUp', { readonly reason?: string }>
  | Asks<'forceWrapUp', { readonly agent: AgentId }>
  | Facts<'customerLeft'>
  | Facts<'deviceLost', { readonly agent: AgentId }>;

interface Who {
  readonly agent: AgentId;
}
export type CoreEvent =
  | Happened<'interaction.started', { readonly initial: Interaction }>
  | Happened<'interaction.queued', Waiting & { readonly again?: Again }>
  | Happened<'interaction.offered', Who & Standing>
  | Happened<'participation.offered', Who & { readonly until: number }>
  | Happened<'interaction.accepted' | 'participation.joined', Who & { readonly since: number }>
  | Happened<'participation.wrapUpExtended', Who>
  | Happened<
      'interaction.ownerChanged',
      { readonly owner: AgentId | null; readonly since: number; readonly known?: true; readonly takenOver?: true }
    > // known: the customer has met them; takenOver: without an offer, by a supervisor or out of a workbin
  | Happened<'interaction.ended' | 'interaction.closed', { readonly outcome: Outcome }>
  | Happened<'interaction.noted', { readonly fact: string }> // a fact that changes nothing is still kept
  | Happened<'interaction.forgotten'> // everything personal is gone
  | Happened<'interaction.notesWritten', { readonly notes: string }>
  | Happened<'interaction.policyChanged', { readonly policy: Policy }>
  | Happened<'interaction.dataSaved', Datum & { readonly variable: string }>
  | Happened<'interaction.contactAssigned', { readonly contact: ContactId }>
  | Happened<'participation.unanswered', Who & { readonly as: Unanswered }>
  | Happened<'participation.reasonChosen', Who & { readonly reason: string | null }>
  | Happened<'participation.wrapUpStarted', Who & { readonly since: number; readonly until: number }>
  | Happened<'participation.done', Who & { readonly reason: string | null }>;
export type Unanswered = 'missed' | 'declined' | 'revoked';

export const participationOf = (i: Interaction, agent: AgentId): Participation | undefined =>
  i.participations.find((p) => p.agent === agent);
export const ownerOf = (i: Interaction): AgentId | null => (i.at.stage === 'active' ? i.at.owner : null);
export const isOpen = (p: Participation): boolean => p.stage === 'offered' || p.stage === 'active' || p.stage === 'wrapUp';
/** What all interactions of one case have in common. [IN50] */
export const caseOf = (i: Pick<Interaction, 'id' | 'beside'>): InteractionId => i.beside ?? i.id;
/** Whether this person is busy with it, so that no second part can be offered. */
export const takesPart = (i: Interaction, agent: AgentId): boolean => i.participations.some((p) => p.agent === agent && isOpen(p));
/** Refuses whom the profile does not allow this. */
export const mayNot = (by: Person, what: Permission) => (by.may.includes(what) ? undefined : refuse('interactions.notAllowed'));
/** Whether this person may say no to it: what a queue offers by a right of their own, what a colleague asks always. [IN24] */
export const mayDecline = ({ at }: Pick<Interaction, 'at'>, by: Pick<Person, 'may'>): boolean =>
  at.stage !== 'offered' || at.back === null || by.may.includes('decline');
/** The disposition this wrap-up would end with now. */
export const reasonOf = (i: Interaction, p: Participation): string | null => ('reason' in p ? p.reason : null) ?? i.policy.defaultReason;

/** When the next of its timers is due: an offer or a wrap-up runs out, or it has waited long. */
export function due(i: Interaction): number | null {
  const times = timers(i).map((t) => t.at);
  return times.length ? Math.min(...times) : null;
}

/** What our timers order at this moment. */
export const overdue = (i: Interaction, now: number): readonly CoreCommand[] =>
  timers(i).flatMap(({ at, order }) => (at <= now ? [order] : []));

interface Timer {
  readonly at: number;
  readonly order: CoreCommand;
}
/** The timers that run. A wrap-up that would end without a disposition has none. [IN10] */
const timers = (i: Interaction): readonly Timer[] => [
  ...overflowing(i),
  ...answering(i),
  ...i.participations.flatMap((p): Timer[] => {
    const { agent } = p;
    if (p.stage === 'offered') return [{ at: p.until, order: { by: 'system', type: 'offerTimeout', agent } }];
    return p.stage === 'wrapUp' && p.until !== null && reasonOf(i, p) !== null
      ? [{ at: p.until, order: { by: 'system', type: 'wrapUpTimeout', agent } }]
      : [];
  }),
];

const answering = ({ at }: Interaction): readonly Timer[] =>
  at.stage === 'offered' && at.answerAt !== undefined
    ? [{ at: at.answerAt, order: { by: 'system', type: 'answerOffer', agent: at.agent } }]
    : [];
const overflowing = (i: Interaction): readonly Timer[] => {
  const at = overflowsAt(i);
  return at === null ? [] : [{ at, order: { by: 'system', type: 'overflow' } }];
};
/** When it has waited so long that something is done about it; null: never. [IN20] */
export const overflowsAt = ({ at, policy }: Interaction): number | null =>
  at.stage === 'queued' && policy.overflow ? at.since + policy.overflow.ms : null;
