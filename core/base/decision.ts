/** Why a command may not happen now: the key of a text fit for the agent, and the values the text names. A value, never thrown. */
export interface Refusal {
  readonly refused: string;
  readonly with?: Readonly<Record<string, string | number>>;
}

/** What a rule answers: the events that happen, or why not. */
export type Decision<E> = readonly E[] | Refusal;

/** Refuses with the key of a text; every folder keeps its texts in `words.ts`. */
export const refuse = (why: string, named?: Refusal['with']): Refusal => (named ? { refused: why, with: named } : { refused: why });

/** Tells a refusal from an answer. */
export const isRefused = (decision: unknown): decision is Refusal =>
  typeof decision === 'object' && decision !== null && 'refused' in decision;

/** Who speaks: a person with the permissions of the session, our own timers and router, or the world outside. */
export interface Person {
  readonly agent: AgentId;
  readonly may: readonly Permission[];
}
/** What a profile can allow. */
export type Permission =
  | 'end'
  | 'decline'
  | 'extendWrapUp'
  | 'forceWrapUp'
  | 'takeWork'
  | 'seeAllWork'
  | 'seeAllContacts'
  | 'seeAllCases'
  | 'anonymise'
  | 'configure'
  | 'forceState'
  | 'ban'
  | 'mask'
  | 'handOnMails'
  | 'forceSignOut'
  | 'seeLogs';

interface By {
  readonly by: Person | 'system' | 'outside';
}
/** A person asks. */
export type Ask = By & { readonly by: Person };
/** The world states what has happened. */
export type Fact = By & { readonly by: 'outside' };

/** One cell of a table. A fact from outside happened, so its rule cannot refuse. */
export type Rule<State, Command, Event> = (
  state: State,
  command: Command,
  now: number,
) => Command extends Fact ? readonly Event[] : Decision<Event>;

/** The rules of one stage: command -> rule. What is not written is refused. */
export type Rules<State, Command extends { readonly type: string }, Event> = {
  readonly [V in Command['type']]?: Rule<State, Extract<Command, { readonly type: V }>, Event>;
};

/** Runs the cell of the first table that has one. */
export function look<S, C extends { readonly type: string }, E>(
  state: S,
  command: C,
  now: number,
  ...tables: readonly object[]
): Decision<E> | undefined {
  for (const table of tables) {
    const rule = Object.hasOwn(table, command.type) ? (table as Record<string, Rule<S, C, E>>)[command.type] : undefined;
    if (rule) return rule(state, command, now);
  }
  return undefined;
}

/** Commands by who speaks: a person asks, the world states a fact, our router and timers order. */
export type Asks<T extends string, More = unknown> = T extends string ? Ask & { readonly type: T } & More : never;
/** See `Asks`. */
export type Facts<T extends string, More = unknown> = T extends string ? Fact & { readonly type: T } & More : never;
/** See `Asks`. */
export type Orders<T extends string, More = unknown> = T extends string ? { readonly by: 'system'; readonly type: T } & More : never;
/** An event: something that happened, in the past tense. */
export type Happened<T extends string, More = unknown> = T extends string ? { readonly type: T } & More : never;

type Id<Name extends string> = string & { readonly id: Name };
export type TenantId = Id<'tenant'>;
export type AgentId = Id<'agent'>;
export type QueueId = Id<'queue'>;
export type ContactId = Id<'contact'>;
export type VisitorId = Id<'visitor'>;
export type InteractionId = Id<'interaction'>;

/** How a customer reaches us: the name of a folder in channels/. */
export type ChannelName = 'chat' | 'voice' | 'email' | 'sms' | 'social';
