import { Fenced } from '@patchbay/base/commit.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import type { Kernel } from '@patchbay/base/execute.node.ts';
import type { Centre } from '@patchbay/configuration/centre.ts';
import type { Channels } from '@patchbay/interactions/act.node.ts';
import { type Reign, startReign } from './reign.node.ts';
import { nextEpoch } from './store.node.ts';
import type { PlaceTold, QueueTold } from './waits.ts';

/** Turns the decisions of routing into offers for one tenant. */
export interface Decider {
  /** The centre has changed: who serves what. */
  configure(centre: Centre): void;
  place(interaction: string): PlaceTold | null;
  statistics(): readonly QueueTold[];
  /** The first who wait in a queue. */
  line: Reign['line'];
  /** Why this agent does not have what waits; null: it does not decide now, or nothing keeps them apart. */
  whyNot(interaction: string, agent: string): ReturnType<Reign['whyNot']>;
  /** Why it does not decide now; null: it does. */
  trouble(): string | null;
  stop(): Promise<void>;
}
interface Deps {
  readonly k: Kernel;
  readonly channels: Channels;
  readonly tenant: TenantId;
  readonly centre: Centre;
  /** Lines or agents have changed. */
  readonly moved: () => void;
  /** It decides no more for now, for this reason; or again (null), after all that is stored was read anew. */
  readonly turned: (trouble: string | null) => void;
  readonly failed: (error: unknown) => void;
}

const retryMs = 250;

/**
 * Starts deciding, or stands by while another process decides for this tenant. Each reign takes the next epoch, which ends those before it;
 * one that cannot go on is followed by another that begins from what is stored. [RT80] [RT81]
 */
export async function startDecider({ k, channels, tenant, centre: first, moved, turned, failed }: Deps): Promise<Decider> {
  let centre = first;
  let reign: Reign | null = null;
  let letGo: (() => Promise<void>) | null = null;
  let trouble: string | null = null;
  let stopped = false;
  let cancel = () => {};

  function turn(to: string | null) {
    if (trouble === to) return;
    trouble = to;
    turned(to);
  }
  async function lead(): Promise<void> {
    letGo ??= await k.db.hold(`decider ${tenant}`, () => fall(new Error('The connection that stands for deciding broke.')));
    if (!letGo) return later(`Another process decides for tenant ${tenant}; this one stands by.`);
    const mine: { reign?: Reign; over?: unknown } = {};
    const over = (error: unknown) => {
      mine.over ??= error;
      if (mine.reign && mine.reign === reign) fall(error);
    };
    const epoch = await nextEpoch(k.db, tenant, k.clock.now());
    mine.reign = await startReign({ k, channels, tenant, centre, epoch, moved, over });
    if (stopped || mine.over || !letGo) {
      mine.reign.end();
      return stopped ? undefined : later('It could not begin.');
    }
    mine.reign.configure(centre); // as it is now
    reign = mine.reign;
    turn(null);
    moved();
  }
  /** Somebody else has taken over, or the database is away: what was decided is void, and what is stored counts. */
  function fall(error: unknown) {
    const free = letGo;
    letGo = null;
    if (stopped || !reign) return;
    reign.end();
    reign = null;
    if (!(error instanceof Fenced)) failed(error);
    void free?.().catch(failed);
    later(error instanceof Error ? error.message : String(error));
  }
  function later(why: string) {
    turn(why);
    if (!stopped) cancel = k.clock.wake(k.clock.now() + retryMs, () => void lead().catch((error: Error) => later(error.message)));
  }

  await lead();
  return {
    configure(next) {
      centre = next;
      reign?.configure(next);
    },
    place: (interaction) => reign?.place(interaction) ?? null,
    line: (queue, atMost) => reign?.line(queue, atMost) ?? [],
    whyNot: (interaction, agent) => reign?.whyNot(interaction, agent) ?? null,
    statistics: () => reign?.statistics() ?? [],
    trouble: () => trouble,
    async stop() {
      stopped = true;
      cancel();
      reign?.end();
      await letGo?.();
    },
  };
}
