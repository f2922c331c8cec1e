import type { Bus } from './bus.ts';
import type { Clock, Ids } from './clock.ts';
import { type Answered, type Commit, Fenced, type Outcome } from './commit.node.ts';
import type { Database, Run } from './database.node.ts';
import { isRefused, type Refusal, type TenantId } from './decision.ts';
import { type Memory, newMemory } from './memory.ts';
import type { Change, Kind, Subject } from './subject.ts';
import { newWriter, type Writer } from './together.node.ts';

/** What commands need: storage, time, names, and whom to tell. */
export interface Kernel {
  readonly db: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly bus: Bus;
  /** Resolves when every commit under way at this moment has been told to the bus. */
  settled(): Promise<void>;
  /** Runs one after the other, in the order they were asked, what has a name in common. */
  inTurn<T>(names: string | readonly string[], work: () => Promise<T>): Promise<T>;
  /** Tells `settled` of a commit under way. */
  underway<T>(commit: Promise<T>): Promise<T>;
  /** Writes a commit, alone or with others that come at the same time. */
  readonly write: Writer;
  /** What this process last wrote of each subject: as good as read, since every write checks the version. */
  readonly memory: Memory;
  /** Tells what follows from changes that are about to be written, so that it is written in the same statement; answers how to stop. */
  foresee(tenant: TenantId, foresight: Foresight): () => void;
  /** The foresights there are, by tenant. */
  readonly foresights: ReadonlyMap<TenantId, Foresight>;
}

/** Says what follows from changes before they are written; null: nothing that has to be in the same statement. */
export type Foresight = (scene: Scene, changes: readonly Change[]) => Promise<Foreseen | null>;
/** What follows from changes and is written with them, or not at all. */
export interface Foreseen extends Pick<Commit, 'changes' | 'also'> {
  /** It was written, and everybody has been told. */
  done(): void;
  /** Nothing was written, or nobody knows: `error` says why, none means that somebody was faster. */
  undone(error?: unknown): void;
}

/** Who asks, and by which idempotency key. */
export interface Asking {
  readonly tenant: TenantId;
  readonly by: string;
  readonly key?: { readonly key: string; readonly hash: string } | undefined;
}
/** What an attempt decided: what to write, and what to answer beside `ok`. */
export type Plan = Pick<Commit, 'changes' | 'effects' | 'also' | 'given'> & { readonly answer?: object | undefined };
export type Answer = ({ readonly ok: true } & object) | Refusal;

/** What an attempt stands on. */
export interface Scene {
  readonly tenant: TenantId;
  readonly run: Run;
  readonly now: number;
  /** Nothing came of the attempt before: whatever was only given then has to be asked now. */
  readonly again: boolean;
  /** One subject, from memory or as it is stored; undefined: there is none. */
  load<S>(kind: Kind<S, never>, id: string): Promise<Subject<S> | undefined>;
  /** What this process remembers of something, if this attempt may go by memory. */
  recall(kind: string, id: string): Subject<unknown> | undefined;
}

const attempts = 20;

/**
 * Carries out one command: decides on what is stored, writes it in one statement, tells the bus. Somebody faster: decides anew.
 * A refusal is only given on what is stored, never on memory alone.
 * With a key: the first answer is kept and given to everyone who asks the same again; another body under the key is refused.
 */
export async function execute(k: Kernel, asking: Asking, attempt: (scene: Scene) => Promise<Plan | Refusal>): Promise<Answer> {
  const run = k.db.as(asking.tenant);
  for (let n = 0; n < attempts; n++) {
    const scene = sceneOf(k, asking.tenant, run, n > 0);
    const plan = await attempt(scene);
    if (isRefused(plan)) {
      if (scene.remembered()) continue;
      return keep(run, asking, plan, scene.now);
    }
    const answer = { ok: true, ...plan.answer } as const;
    if (!plan.changes.length && !plan.also?.length) return keep(run, asking, answer, scene.now);
    const asked = { ...plan, answer };
    const outcome = n === 0 ? await commitForeseen(k, asking, scene, asked) : await commit(k, asking, scene, asked);
    if (outcome === 'done') return answer;
    if (outcome === 'answered') return answered(run, asking);
  }
  throw new Error('A command met somebody faster every time.');
}

function sceneOf(k: Kernel, tenant: TenantId, run: Run, again: boolean): Scene & { remembered(): boolean } {
  let remembered = false;
  const recall = (kind: string, id: string) => {
    const known = again ? undefined : k.memory.recall(tenant, kind, id);
    if (known) remembered = true;
    return known;
  };
  return {
    tenant,
    run,
    now: k.clock.now(),
    again,
    recall,
    load: async <S>(kind: Kind<S, never>, id: string) => (recall(kind.name, id) as Subject<S> | undefined) ?? load(run, tenant, kind, id),
    remembered: () => remembered,
  };
}

/** Writes a plan with what is known to follow from it; if that may not be, the plan is decided anew, alone. */
async function commitForeseen(k: Kernel, asking: Asking, scene: Scene, plan: Plan): Promise<Outcome> {
  const foreseen = await k.foresights.get(asking.tenant)?.(scene, plan.changes);
  if (!foreseen) return commit(k, asking, scene, plan);
  const changes = [...plan.changes, ...foreseen.changes];
  const also = [...(plan.also ?? []), ...(foreseen.also ?? [])];
  try {
    const outcome = await commit(k, asking, scene, { ...plan, changes, also });
    if (outcome === 'done') foreseen.done();
    else foreseen.undone();
    return outcome;
  } catch (error) {
    foreseen.undone(error);
    if (error instanceof Fenced) return 'stale';
    throw error;
  }
}

function commit(k: Kernel, { tenant, by, key }: Asking, { now: at }: Scene, { answer = {}, ...plan }: Plan): Promise<Outcome> {
  return commitAll(k, { tenant, at, by, ...plan, answer: key && ({ ...key, answer } satisfies Answered) });
}

/** Writes a commit; then, and only then, this process remembers it and the bus is told, once for each who did something. */
export function commitAll(k: Kernel, whole: Commit): Promise<Outcome> {
  return k.underway(writeAndTell(k, whole));
}

async function writeAndTell(k: Kernel, whole: Commit): Promise<Outcome> {
  const { tenant, at, changes } = whole;
  const outcome = await k.write(whole);
  if (outcome !== 'done') return outcome;
  for (const { kind, id, from, events, state } of changes) k.memory.keep(tenant, kind.name, { id, version: from + events.length, state });
  for (const [by, theirs] of Map.groupBy(changes, (c) => c.by ?? whole.by)) k.bus.publish({ tenant, at, by, changes: theirs });
  return outcome;
}

/** Keeps an answer that changed nothing, so that the same question gets it again. */
async function keep(run: Run, asking: Asking, answer: Answer, now: number): Promise<Answer> {
  if (!asking.key) return answer;
  const rows = await run({
    name: 'keep-answer',
    text: 'insert into commands (tenant_id, key, body_hash, answer, at) values ($1, $2, $3, $4, $5) on conflict do nothing returning 1',
    values: [asking.tenant, asking.key.key, asking.key.hash, JSON.stringify(answer), now],
  });
  return rows.length ? answer : answered(run, asking);
}

async function answered(run: Run, { tenant, key }: Asking): Promise<Answer> {
  const rows = await run<{ body_hash: string; answer: Answer }>({
    name: 'answered',
    text: 'select body_hash, answer from commands where tenant_id = $1 and key = $2',
    values: [tenant, key?.key],
  });
  const row = rows[0];
  if (!row) throw new Error('An answer that was there is gone.');
  return row.body_hash === key?.hash ? row.answer : { refused: 'commands.keyReused' };
}

/** One subject as it is stored, or undefined. */
export async function load<S>(run: Run, tenant: TenantId, kind: Kind<S, never>, id: string): Promise<Subject<S> | undefined> {
  const rows = await run<{ version: number; state: S }>({
    name: `load-${kind.name}`,
    text: `select version, state from ${kind.table} where tenant_id = $1 and id = $2`,
    values: [tenant, id],
  });
  return rows[0] && { id, ...rows[0] };
}

/** A kernel over these parts. */
export function kernel(parts: Pick<Kernel, 'db' | 'clock' | 'ids' | 'bus'>): Kernel {
  const memory = newMemory();
  const commits = new Set<Promise<unknown>>();
  const turns = new Map<string, Promise<unknown>>();
  const foresights = new Map<TenantId, Foresight>();
  return {
    ...parts,
    memory,
    write: newWriter(parts.db),
    foresights,
    foresee(tenant, one) {
      foresights.set(tenant, one);
      return () => foresights.get(tenant) === one && foresights.delete(tenant);
    },
    settled: async () => {
      await Promise.allSettled([...commits]);
    },
    underway(commit) {
      commits.add(commit);
      const over = () => commits.delete(commit);
      commit.then(over, over);
      return commit;
    },
    inTurn(names, work) {
      const all = [...new Set([names].flat())];
      const before = all.flatMap((name) => turns.get(name) ?? []);
      const mine = Promise.allSettled(before).then(work);
      for (const name of all) turns.set(name, mine);
      const over = () => {
        for (const name of all) if (turns.get(name) === mine) turns.delete(name);
      };
      mine.then(over, over);
      return mine;
    },
  };
}
