import { type Commit, type Outcome, write } from './commit.node.ts';
import type { Database, Run } from './database.node.ts';

/** Writes a commit; says what became of it. */
export type Writer = (commit: Commit) => Promise<Outcome>;

/**
 * So many statements of a tenant are under way at once, as a database has more than one core; what begins waits for the one before it, as that is
 * cheap together. So many commits go into one at most.
 */
const lines = { one: 2, new: 1 };
const atMost = 16;

interface Waiting {
  readonly commit: Commit;
  readonly settle: (outcome: Promise<Outcome>) => void;
}

/**
 * Writes commits, each for itself while there is nothing else to do. What comes while statements are under way goes together in the next one,
 * so that the busier a centre is, the less each command costs. What cannot be written together is written one by one. [BA14]
 */
export function newWriter(db: Database): Writer {
  const queues = new Map<string, Writer>();
  return (commit) => {
    const shape = shapeOf(commit);
    if (shape === null) return write(db.as(commit.tenant), [commit]);
    const name = `${shape} ${commit.tenant}`;
    const queue = queues.get(name) ?? newQueue(db.as(commit.tenant), lines[shape]);
    queues.set(name, queue);
    return queue(commit);
  };
}

/** What goes together: few shapes of statements, and no two that need each other. */
const shapeOf = (commit: Commit): keyof typeof lines | null => (isPlain(commit) ? 'one' : isNew(commit) ? 'new' : null);
/** All of it is new, and whatever is written beside stands in lists. */
const isNew = ({ changes, also = [], given, answer }: Commit): boolean =>
  changes.length > 0 &&
  changes.every(({ from }) => from === 0) &&
  also.length > 0 &&
  also.every(({ list }) => list) &&
  !given?.length &&
  !answer;
/** Changes one subject and nothing else. */
const isPlain = ({ changes: [change, ...more], effects, also, given }: Commit): boolean =>
  change !== undefined && more.length === 0 && change.from > 0 && !effects?.length && !also?.length && !given?.length;

function newQueue(run: Run, atOnce: number): Writer {
  let waiting: readonly Waiting[] = [];
  let underway = 0;
  const busy = new Set<string>();
  const go = () => {
    while (underway < atOnce) {
      const group = nextOf(waiting, busy);
      if (group.length === 0) return;
      waiting = waiting.filter((one) => !group.includes(one));
      underway += 1;
      for (const one of group) busy.add(subjectOf(one));
      void writeGroup(run, group).finally(() => {
        underway -= 1;
        for (const one of group) busy.delete(subjectOf(one));
        go();
      });
    }
  };
  return (commit) =>
    new Promise((settle) => {
      waiting = [...waiting, { commit, settle }];
      go();
    });
}

/** The first that fit into one statement: no two of one subject, and none of a subject that is being written, as they would wait for each other. */
function nextOf(waiting: readonly Waiting[], busy: ReadonlySet<string>): readonly Waiting[] {
  const first = new Map(waiting.toReversed().map((one) => [subjectOf(one), one]));
  return waiting.filter((one) => first.get(subjectOf(one)) === one && !busy.has(subjectOf(one))).slice(0, atMost);
}
const subjectOf = ({ commit: { changes } }: Waiting) => `${changes[0]?.kind.name} ${changes[0]?.id}`;

/** All in one statement; if one of them keeps it from being written, each for itself. Whoever waits learns of their own only. */
async function writeGroup(run: Run, group: readonly Waiting[]): Promise<void> {
  const together = write(
    run,
    group.map(({ commit }) => commit),
  );
  const outcome = await together.catch((error: unknown) => (isRefusal(error) ? 'refused' : 'unknown'));
  const apart = group.length > 1 && outcome !== 'done' && outcome !== 'unknown';
  const outcomes = group.map(({ commit }) => (apart ? write(run, [commit]) : together));
  for (const [n, { settle }] of group.entries()) settle(outcomes[n] as Promise<Outcome>);
  await Promise.allSettled(outcomes);
}

/** The database said no (an SQLSTATE), so nothing was written; of whatever else happens, nobody knows. */
const isRefusal = (error: unknown): boolean => /^[\dFHPX][\dA-Z]{4}$/.test(String((error as { readonly code?: unknown }).code));
