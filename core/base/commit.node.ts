import type { Run } from './database.node.ts';
import type { TenantId } from './decision.ts';
import type { Also, Value } from './lists.ts';
import { statement } from './statement.node.ts';
import type { Change } from './subject.ts';

/** What one command does, to be written in one statement: all of it or nothing. */
export interface Commit {
  readonly tenant: TenantId;
  readonly at: number;
  /** Who did it: an agent's name, `system` or `customer`; a change may name somebody else. */
  readonly by: string;
  /** In order; of one subject there may be several, each from the version the one before made. */
  readonly changes: readonly Change[];
  readonly answer?: Answered | undefined;
  readonly effects?: readonly Effect[] | undefined;
  /** More rows to write along. */
  readonly also?: readonly Also[] | undefined;
  /** What has to be true in the database as it is written, each a condition in SQL; if one is not, the commit is stale. */
  readonly given?: readonly ((v: Value) => string)[] | undefined;
}
/** The answer to a command with an idempotency key; `hash` tells whether the same was asked. */
export interface Answered {
  readonly key: string;
  readonly hash: string;
  readonly answer: object;
}
/** Something to do outside, once per id. */
export interface Effect {
  readonly id: string;
  readonly channel: string;
  readonly body: object;
  readonly dueAt: number;
}

/** `stale`: a subject has another version by now, or what was given is not so: nothing was written. `answered`: this key has an answer already, nothing was written. */
export type Outcome = 'done' | 'stale' | 'answered';

/** The statement was not for this process any more: a fence in it said so. Nothing was written. */
export class Fenced extends Error {}
/** The condition that a fence raises. */
const fenced = 'P7070';

/** Writes states, events, effects and answers in one statement: one round trip, one flush to disk. */
export async function write(run: Run, commits: readonly Commit[]): Promise<Outcome> {
  try {
    await run(statement(commits));
    return 'done';
  } catch (error) {
    const { code, constraint } = error as { code?: string; constraint?: string };
    if (code === '23505' && constraint === 'commands_once') return 'answered';
    if (code === '40001' || code === '40P01' || code === '23505') return 'stale'; // another unique row was there first
    if (code === fenced) throw new Fenced((error as Error).message);
    throw error;
  }
}
