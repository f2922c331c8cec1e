import type { AgentId, QueueId } from '@patchbay/base/decision.ts';
import { type Interaction, ownerOf } from '@patchbay/interactions/interaction.ts';

/** A phone conversation: an interaction whose work is who stands where. */
export type Call = Interaction<CallWork>;

/** What a call adds to an interaction. Facts only: names such as "conference" or "post call" are read off. */
export interface CallWork {
  readonly settings: CallSettings;
  readonly line: Line;
  readonly doing: Doing;
  /** On the main line, in the order they joined: the longest-standing first. */
  readonly parties: readonly Party[];
  /** Supervisors who listen; never counted, and they change nothing else. [VO50] */
  readonly monitors: readonly Monitor[];
  readonly recording: Recording;
  /** What one leg hears alone, until it is over. [VO20] */
  readonly prompts: readonly Prompt[];
  /** Legs that did not go where they should. [VO30] */
  readonly troubles: readonly Trouble[];
  /** What went wrong last, for those on the call. */
  readonly told: Told | null;
  /** The digits the customer has pressed, the newest last. [VO23] */
  readonly digits: string;
  /** Why nobody answered our call; null: somebody did, or it rings still. [VO41] */
  readonly failed: Cause | null;
  /** Agents whose phone is not yet on the hook. [VO44] */
  readonly offHook: readonly AgentId[];
  /** What staff wrote and know of it is kept from who is told of it; who opens the call reads it. Never in what is stored. [CH122] */
  readonly veiled?: true;
}

/** Settings of a call, copied in when it starts and when a queue takes it. Times in ms; null: off. */
export interface CallSettings {
  readonly autoRetrieve: boolean;
  readonly autoAnswer: boolean;
  readonly greeting: string | null;
  readonly music: string;
  /** Names the queue to the agent before the customer is heard. */
  readonly whisper: string | null;
  /** How long we let a phone ring. */
  readonly ringMs: number;
  /** A paused recording goes on by itself after this time; null: it cannot be paused. */
  readonly pauseMs: number | null;
  /** What the customer presses is counted, not kept. */
  readonly secureDigits: boolean;
}
/** Who is called or calls: a number and the one we show, or a colleague. */
export interface Line {
  readonly number: string | null;
  /** The number as people of the centre's country write it; left out: it is not in any plan, or masked. */
  readonly written?: string;
  /** What is dialled where `number` is masked; nobody of staff sees it. [VO133] */
  readonly dials?: string;
  readonly shown: string | null;
  /** The line by which its agent began it at their desk phone, which is lifted already; left out: on the screen. [VO140] */
  readonly begun?: string;
  /** The colleague an internal call is for; null: it is with a customer. */
  readonly colleague: AgentId | null;
}

/** What the owner is doing: one thing at a time, so "on hold and consulting" cannot be written. */
export type Doing =
  | { readonly doing: 'waiting' } // no agent yet: greeting, queue, offer
  | { readonly doing: 'dialing'; readonly until: number }
  | { readonly doing: 'talking' }
  | { readonly doing: 'holding'; readonly since: number }
  | { readonly doing: 'asking'; readonly target: Target; readonly colleague: Party | null; readonly othersTalk: boolean } // null: a queue has nobody yet
  | {
      readonly doing: 'consulting';
      readonly target: Target;
      readonly colleague: Party;
      readonly side: Side;
      readonly othersTalk: boolean;
    }
  | { readonly doing: 'transferring'; readonly target: Target; readonly colleague: Party | null };
export type Side = 'consult' | 'main';

/** Someone with a leg. An agent's leg is named after the agent: one in each call. */
export type Party =
  | { readonly is: 'customer' | 'number'; readonly leg: Leg; readonly muted: boolean }
  | {
      readonly is: 'agent';
      readonly leg: Leg;
      readonly agent: AgentId;
      readonly muted: boolean;
      /** Answered at the phone, which must be put down again. */
      readonly phone: boolean;
      readonly lost: Lost | null;
    };
/** An agent who cannot be heard: we wait until then, and ring the phone that was put down. [VO32] */
export interface Lost {
  readonly until: number;
  readonly ringBack: boolean;
}
export type Leg = string & { readonly id: 'leg' };

/** Whom a colleague's help is asked of, or a call is given to. */
export type Target =
  | { readonly to: 'agent'; readonly agent: AgentId; readonly until: number }
  | { readonly to: 'queue'; readonly queue: QueueId }
  | { readonly to: 'number' | 'entryPoint'; readonly leg: Leg };
export interface Monitor {
  readonly supervisor: AgentId;
  readonly leg: Leg;
  readonly agent: AgentId;
  readonly mode: 'silent' | 'coach' | 'barge';
}
export type Recording = { readonly tape: 'off' | 'running' | 'finalized' } | { readonly tape: 'paused'; readonly until: number };

/** What is played to a leg in a room of its own; until then at most, should nobody say that it is over. */
export interface Prompt {
  readonly leg: Leg;
  readonly play: readonly Sound[];
  readonly until: number;
}
export type Sound =
  | { readonly is: 'greeting' | 'announcement' | 'whisper' | 'music'; readonly name: string }
  | { readonly is: 'beep' | 'ringback' };
/** How often a leg failed to move; tried again then, null: right now. */
export interface Trouble {
  readonly leg: Leg;
  readonly tries: number;
  readonly again: number | null;
}
/** What could not be done; the step before holds again. */
export type Told = 'holdFailed' | 'retrieveFailed' | 'swapFailed' | 'consultFailed' | 'legLost';
/** Why nobody answered. */
export type Cause = 'busy' | 'noAnswer' | 'notRegistered' | 'invalid' | 'declined' | 'cancelled' | 'limit' | 'failed';

export const customerLeg = 'customer' as Leg;
export const legOf = (agent: AgentId): Leg => agent as string as Leg;
export const customerParty: Party = { is: 'customer', leg: customerLeg, muted: false };
/** An agent who joins; `phone`: by lifting it. */
export const agentParty = (agent: AgentId, phone = false): Party => ({
  is: 'agent',
  ...{ leg: legOf(agent), agent, muted: false, phone, lost: null },
});
/** The leg a target is reached on; a queue has none until it names an agent. */
export function partyFor(target: Target): Party | null {
  if (target.to === 'queue') return null;
  return target.to === 'agent' ? agentParty(target.agent) : { is: 'number', leg: target.leg, muted: false };
}

/** Everyone who talks or is held, the consulted colleague last; one who rings is not yet one of them. */
export const everyone = ({ doing, parties }: CallWork): readonly Party[] =>
  doing.doing === 'consulting' ? [...parties, doing.colleague] : parties;
export const agents = (parties: readonly Party[]) => parties.filter((p) => p.is === 'agent');
/** What is dialled to reach a customer. */
export const dialled = ({ dials, number }: Line): string | null => dials ?? number;
/** Whether it is a call between colleagues, without a customer. [VO42] */
export const isInternal = ({ line }: CallWork): boolean => line.colleague !== null;
/** Whether the one it is about is on the line. */
export const hasCustomer = (work: CallWork): boolean => isInternal(work) || work.parties.some((p) => p.is === 'customer');
/** At least two besides the customer on the main line. */
export const isConference = (work: CallWork): boolean =>
  work.parties.filter((p) => p.is !== 'customer').length - (isInternal(work) ? 1 : 0) >= 2;
/** Customer, agents and numbers, one who rings included. */
export const size = ({ doing, parties }: CallWork): number => parties.length + ('colleague' in doing ? 1 : 0);
export const isOwner = (i: Call, agent: AgentId): boolean => ownerOf(i) === agent;
export const partyOf = (i: Call, agent: AgentId) => everyone(i.work).find((p) => p.is === 'agent' && p.agent === agent);
/** The agent of this call who cannot be heard. */
export const lostOf = (i: Call, agent: AgentId): Lost | null => agents(everyone(i.work)).find((p) => p.agent === agent)?.lost ?? null;
