import type { TenantId } from './decision.ts';
import type { Kernel } from './execute.node.ts';

/** An effect as it is claimed. */
export interface Claimed {
  readonly id: string;
  readonly channel: string;
  readonly body: object;
  readonly attempts: number;
}
/** How a channel carries out effects: twice with one id is once. Throws when the outside failed; it is tried again. */
export interface CarryOut {
  (tenant: TenantId, effect: Claimed): Promise<void>;
}

const leaseMs = 60_000;
const tries = 8;
const atOnce = 16;

/** Claims what is due (SKIP LOCKED, so that many processes share the work), carries it out, keeps the outcome. Answers how many were claimed. */
export async function carryOutDue(k: Kernel, tenant: TenantId, carryOut: CarryOut): Promise<number> {
  const run = k.db.as(tenant);
  const now = k.clock.now();
  const claimed = await run<Claimed & { readonly [c: string]: unknown }>({
    name: 'claim-effects',
    text: `update effects set attempts = attempts + 1, due_at = $2::bigint + ${leaseMs} where tenant_id = $1 and id in (
      select id from effects where tenant_id = $1 and state = 'open' and due_at <= $2 order by due_at limit ${atOnce} for update skip locked)
      returning id, channel, body, attempts`,
    values: [tenant, now],
  });
  await Promise.all(claimed.map((effect) => one(k, tenant, effect, carryOut)));
  return claimed.length;
}

async function one(k: Kernel, tenant: TenantId, effect: Claimed, carryOut: CarryOut): Promise<void> {
  const run = k.db.as(tenant);
  try {
    await carryOut(tenant, effect);
    await run({ text: "update effects set state = 'done', failure = null where tenant_id = $1 and id = $2", values: [tenant, effect.id] });
  } catch (error) {
    const over = effect.attempts >= tries;
    await run({
      text: 'update effects set state = $3, failure = $4, due_at = $5 where tenant_id = $1 and id = $2',
      values: [tenant, effect.id, over ? 'failed' : 'open', String(error).slice(0, 500), k.clock.now() + 1000 * 2 ** effect.attempts],
    });
  }
}

/** Carries out effects as they come due, until stopped. Looks every second. */
export function startEffects(k: Kernel, carryOut: CarryOut, failed: (error: unknown) => void): () => void {
  let stopped = false;
  let cancel = () => {};
  async function run() {
    try {
      for (const tenant of await k.db.tenants()) while (!stopped && (await carryOutDue(k, tenant, carryOut)) === atOnce);
    } catch (error) {
      failed(error);
    }
    if (!stopped) cancel = k.clock.wake(k.clock.now() + 1000, () => void run());
  }
  void run();
  return () => {
    stopped = true;
    cancel();
  };
}
