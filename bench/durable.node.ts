import { randomUUID } from 'node:crypto';
import type { TenantId } from '@patchbay/base/decision.ts';
import { type Crowd, crowd, each } from './crowd.node.ts';
import { median, percentile } from './measure.ts';
import type { Place } from './place.node.ts';

/** So many agents with room for sixteen each. */
export const crowdSize = 64;
const room = crowdSize * 16;
const rounds = 3;
const writers = 16;
const bareMs = 1500;
const arrivals = 600;
const turns = 200;

/** What routing does in the database, and what the database can do. docs/benchmarks.md says how to read it. */
export async function durable(place: Place): Promise<Record<string, number>> {
  const here = crowd(place, crowdSize);
  await here.logOn();
  const ours: number[] = [];
  const bare: number[] = [];
  for (let n = 0; n < rounds; n++) {
    const offered = await offersPerSec(here);
    ours.push(offered.perSec);
    bare.push(await barePerSec(place, offered.ids));
    await here.leave(offered.ids);
  }
  return {
    offersPerSec: median(ours),
    dbLimitPerSec: median(bare),
    durableRatio: median(ours.map((one, n) => one / (bare[n] ?? Number.NaN))),
    arrivalToOfferP99Ms: await arrivalToOfferP99(here),
    freeToNextP50Ms: await freeToNextP50(here),
  };
}

/** As many wait as there is room; then everybody goes ready: from the first command to the commit of the last offer. */
export async function offersPerSec(here: Crowd): Promise<{ perSec: number; ids: readonly string[] }> {
  const ids: string[] = [];
  await each(Array.from({ length: room }), async () => ids.push(await here.comes()));
  const all = offersOf(here, room);
  const began = performance.now();
  await here.ready(here.agents);
  const ended = await all;
  await here.notReady(here.agents);
  return { perSec: room / ((ended - began) / 1000), ids };
}

/** Resolves with the time of the last of so many offers. */
const offersOf = (here: Crowd, count: number): Promise<number> =>
  new Promise((resolve) => {
    let seen = 0;
    const stop = here.offers(() => {
      if (++seen < count) return;
      stop();
      resolve(performance.now());
    });
  });

/** The bare statement of an offer, one in a transaction, on the same connections: two rows changed, three events and a decision written. */
export async function barePerSec({ server: { site } }: Place, ids: readonly string[]): Promise<number> {
  let done = 0;
  const began = performance.now();
  const end = began + bareMs;
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      for (let n = writer; performance.now() < end; n += writers) {
        const id = ids[n % ids.length];
        await site.k.db.as('demo' as TenantId)({
          name: 'bench-offer',
          text: `with i as (update interactions set due_at = $6, state = state where tenant_id = 'demo' and id = $1),
            a as (update agents set state = state where tenant_id = 'demo' and id = $2),
            d as (insert into decisions (tenant_id, id, interaction, agent, at, body) values ('demo', $3, $1, $2, 0, $4))
            insert into events (tenant_id, kind, subject, version, type, body, actor, at)
            values ('demo', 'bench', $3, 1, 'bench', $5, 'bench', 0), ('demo', 'bench', $3, 2, 'bench', $5, 'bench', 0), ('demo', 'bench', $3, 3, 'bench', $5, 'bench', 0)`,
          values: [id, `crowd-${n % crowdSize}`, randomUUID(), decision, event, n],
        });
        done++;
      }
    }),
  );
  return done / ((performance.now() - began) / 1000);
}
const event = JSON.stringify({ type: 'interaction.offered', agent: 'crowd-1', until: 0 });
/** As long as a decision among fifty agents is, of whom one fits. */
const decision = JSON.stringify({
  ...{ interaction: randomUUID(), queue: 'service', channel: 'chat', agent: 'crowd-1', order: 'onlyOne', rest: 20 },
  place: { band: 50, key: 1_767_603_600_000, since: 1_767_603_600_000 },
  key: { preferred: false, askedBefore: false, skill: 0, used: 0, idleSince: 1_767_603_600_000 },
  fields: ['preferred', 'askedBefore', 'skill', 'used', 'idleSince'],
  considered: [['crowd-1', null, false, false, 0, 0, 1_767_603_600_000]],
  out: { full: Array.from({ length: 49 }, (_, n) => `crowd-${n}`) },
});

/** Customers come at half the rate that routing can take them at most; from the request of each to the commit of its offer. */
async function arrivalToOfferP99(here: Crowd): Promise<number> {
  await here.ready(here.agents);
  const peak: string[] = [];
  const began = performance.now();
  await each(Array.from({ length: arrivals }), async () => peak.push(await here.comes()));
  const rate = arrivals / ((performance.now() - began) / 1000) / 2;
  await here.leave(peak);
  const times: number[] = [];
  const came: Promise<string>[] = [];
  const offered = new Map<string, number>();
  const stop = here.offers((id) => offered.set(id, performance.now()));
  const first = performance.now();
  while (came.length < arrivals) {
    const due = Math.min(arrivals, Math.floor(((performance.now() - first) / 1000) * rate));
    while (came.length < due) {
      const at = performance.now();
      const one = here.comes();
      came.push(one);
      void one.then((id) => times.push((offered.get(id) ?? Number.NaN) - at));
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  const ids = await Promise.all(came);
  stop();
  await here.leave(ids);
  await here.notReady(here.agents);
  return percentile(times, 99);
}

/** An agent wraps up while others wait: from that command until the next offer is committed and told. */
async function freeToNextP50(here: Crowd): Promise<number> {
  const [agent] = here.agents;
  if (!agent) throw new Error('There is no crowd.');
  const waiting = await Promise.all(Array.from({ length: turns + 32 }, () => here.comes()));
  const queue: string[] = [];
  let told = (_: string) => {};
  const stop = here.offers((id) => {
    queue.push(id);
    told(id);
  });
  await here.ready([agent]);
  while (queue.length < 16) await new Promise((resolve) => setImmediate(resolve));
  const times: number[] = [];
  for (let n = 0; n < turns; n++) {
    const next = new Promise<number>((resolve) => {
      told = () => resolve(performance.now());
    });
    const began = await here.handles(agent, queue[n] ?? '');
    times.push((await next) - began);
  }
  stop();
  await here.notReady([agent]);
  const over = new Set(queue.slice(0, turns));
  await here.leave(waiting.filter((id) => !over.has(id)));
  return median(times);
}
