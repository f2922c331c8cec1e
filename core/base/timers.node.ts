import type { TenantId } from './decision.ts';
import type { Kernel } from './execute.node.ts';
import type { Kind } from './subject.ts';

/** A kind whose timers this process carries out. */
export interface Timed {
  readonly kind: Kind<never, never>;
  /** Does what is due for this one; afterwards its `due_at` is later or null. */
  onDue(tenant: TenantId, id: string): Promise<void>;
}

const atOnce = 200;
const retryMs = 1000;

/**
 * Carries out timers from their `due_at` columns: a restart loses none. Sleeps until the next one of all tenants; a commit that sets
 * an earlier one wakes it. Answers how to stop it.
 */
export function startTimers(k: Kernel, timed: readonly Timed[], failed: (error: unknown) => void): () => void {
  let cancel = () => {};
  let armed = Number.POSITIVE_INFINITY;
  let running = false;
  let again = false;
  let stopped = false;

  function arm(at: number) {
    if (stopped || at >= armed) return;
    cancel();
    armed = at;
    cancel = k.clock.wake(at, () => void run());
  }
  async function run() {
    armed = Number.POSITIVE_INFINITY;
    if (stopped) return;
    if (running) {
      again = true;
      return;
    }
    running = true;
    let next = Number.POSITIVE_INFINITY;
    try {
      for (const tenant of await k.db.tenants()) for (const one of timed) next = Math.min(next, await runDue(k, tenant, one, failed));
    } catch (error) {
      failed(error);
      next = k.clock.now() + retryMs;
    }
    running = false;
    arm(again ? k.clock.now() : next);
    again = false;
  }
  const unsubscribe = k.bus.subscribe(({ changes }) => {
    for (const { kind, state } of changes) {
      const at = timed.some((t) => t.kind.name === kind.name) ? kind.due(state as never) : null;
      if (at !== null) arm(at);
    }
  });
  arm(k.clock.now());
  return () => {
    stopped = true;
    unsubscribe();
    cancel();
  };
}

/** Does what is due of one kind; answers when the next is. One that fails is tried again later and holds up no other. */
async function runDue(k: Kernel, tenant: TenantId, { kind, onDue }: Timed, failed: (error: unknown) => void): Promise<number> {
  const run = k.db.as(tenant);
  const due = await run<{ id: string; due_at: string }>({
    name: `due-${kind.name}`,
    text: `select id, due_at from ${kind.table} where tenant_id = $1 and due_at is not null order by due_at limit ${atOnce + 1}`,
    values: [tenant],
  });
  let next = Number.POSITIVE_INFINITY;
  const now = k.clock.now();
  for (const row of due) {
    if (Number(row.due_at) > now) return Math.min(next, Number(row.due_at));
    try {
      await onDue(tenant, row.id);
    } catch (error) {
      failed(error);
      next = now + retryMs;
    }
  }
  return due.length > atOnce ? now : next;
}
