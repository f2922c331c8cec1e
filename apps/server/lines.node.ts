import type { TenantId } from '@patchbay/base/decision.ts';
import type { QueueStatistic } from '@patchbay/base/stream.ts';
import type { Chat } from '@patchbay/chat/chat.ts';
import { queuedInteractions } from '@patchbay/interactions/store.node.ts';
import type { Decider } from '@patchbay/routing/decider.node.ts';
import { minutesOf } from '@patchbay/routing/pace.ts';
import type { Site } from './site.node.ts';
import { place } from './visit.node.ts';

/** Tells desktops how their queues stand and customers where they stand in line; at most four times a second. */
export interface Lines {
  moved(tenant: TenantId): void;
  stop(): void;
}

const everyMs = 250;

/** Starts telling. Nothing of it is stored. */
export function tellLines(site: Site): Lines {
  const due = new Map<TenantId, () => void>();
  const told = new Map<string, string>();

  async function tell(tenant: TenantId) {
    due.delete(tenant);
    const decider = site.deciders.get(tenant);
    if (!decider) return;
    const queues = linesOf(decider);
    const text = JSON.stringify(queues);
    if (told.get(tenant) === text) return;
    told.set(tenant, text);
    for (const listener of site.hub.standing(tenant, 'desk')) listener.say({ f: 'queues', queues });
    if (queues.some(({ queue, waiting }) => waiting > 0 && isOfChats(site, tenant, queue))) await tellPlaces(site, tenant);
  }
  return {
    moved(tenant) {
      if (due.has(tenant)) return;
      const cancel = site.k.clock.wake(
        site.k.clock.now() + everyMs,
        () => void tell(tenant).catch((error) => site.log.error(error, 'lines could not be told')),
      );
      due.set(tenant, cancel);
    },
    stop: () => {
      for (const cancel of due.values()) cancel();
    },
  };
}

/** How the queues stand, as desktops are told. */
export const linesOf = (decider: Decider): readonly QueueStatistic[] =>
  decider.statistics().map(({ queue, waiting, longestSince, ready, expected }) => ({
    ...{ queue, waiting, longestSince, ready },
    wait: expected && minutesOf(expected),
  }));

const isOfChats = (site: Site, tenant: TenantId, queue: string): boolean => site.centres.of(tenant)?.queues[queue]?.channel === 'chat';

async function tellPlaces(site: Site, tenant: TenantId): Promise<void> {
  for (const { id, state } of await queuedInteractions(site.k.db.as(tenant), tenant, 'chat'))
    for (const listener of site.hub.standing(tenant, `visitor:${(state as Chat).work.visitor}`)) listener.say(place(site, { tenant }, id));
}
