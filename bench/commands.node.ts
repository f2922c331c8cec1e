import { randomUUID } from 'node:crypto';
import type { InteractionId, Person, TenantId } from '@patchbay/base/decision.ts';
import { maySee } from '@patchbay/interactions/access.ts';
import { act } from '@patchbay/interactions/act.node.ts';
import { ApiAgent } from '@patchbay/testing/agent.node.ts';
import { ApiCustomer } from '@patchbay/testing/customer.node.ts';
import { median } from './measure.ts';
import type { Place } from './place.node.ts';

const tenant = 'demo' as TenantId;
const writers = 16;
const rounds = 3;
const roundMs = 2000;

/** Commands a second through rules, access, idempotency and storage; and the bare statement with the same connections, turn by turn. */
export async function commands(place: Place): Promise<{ commandsPerSec: number; dbLimitPerSec: number; commandRatio: number }> {
  const { chats, finish } = await ownedChats(place);
  const ours: number[] = [];
  const bare: number[] = [];
  for (let n = 0; n < rounds; n++) {
    bare.push(await perSecond((writer) => bareStatement(place, chats[writer]?.id ?? '', n)));
    ours.push(await perSecond((writer) => oneCommand(place, chats[writer])));
  }
  await finish();
  const ratios = ours.map((o, n) => o / (bare[n] ?? Number.NaN));
  return { commandsPerSec: median(ours), dbLimitPerSec: median(bare), commandRatio: median(ratios) };
}

interface Owned {
  readonly id: InteractionId;
  readonly by: Person;
}
/** One chat for each writer, each with an owner. */
async function ownedChats(place: Place): Promise<{ chats: readonly Owned[]; finish(): Promise<void> }> {
  const owned: Owned[] = [];
  const endings: (() => Promise<void>)[] = [];
  for (const login of ['anna', 'ben', 'cleo', 'dora', 'emil', 'sam']) {
    const agent = new ApiAgent(place.url, login, `demo-${login}-1`);
    await agent.signsIn();
    await agent.opens();
    await agent.goesReady();
    for (let n = 0; n < 3 && owned.length < writers; n++) {
      const customer = await new ApiCustomer(place.url, `${login} ${n}`).visits();
      const id = await customer.startsChat();
      await agent.seesOffer(customer.name);
      await agent.accepts(id);
      owned.push({ id: id as InteractionId, by: { agent: login as never, may: ['end', 'takeWork'] } });
      customer.losesTheLine(); // who listens is measured by the fan-out
      endings.push(async () => {
        await agent.ends(id);
        await agent.wrapsUp(id, 'solved');
      });
    }
    await agent.asks({ type: 'setNotReady', reason: 'break' });
    agent.losesTheLine();
  }
  return {
    chats: owned,
    finish: async () => {
      for (const end of endings) await end();
    },
  };
}

async function oneCommand({ server: { site } }: Place, chat: Owned | undefined): Promise<void> {
  if (!chat) throw new Error('Too few chats.');
  const command = { type: 'say', by: chat.by, id: randomUUID(), text: 'Your parcel is on its way and will be there tomorrow before noon.' };
  const asking = { tenant, by: chat.by.agent, key: { key: command.id, hash: command.id } };
  const answer = await act(site.k, site.channels, asking, { interaction: chat.id, command, sees: (i) => maySee(chat.by, i) });
  if (!('ok' in answer)) throw new Error(`A command was refused: ${JSON.stringify(answer)}`);
}

/** One update and one insert, durable: what the database can do at most for a command. */
async function bareStatement({ server: { site } }: Place, id: string, round: number): Promise<void> {
  await site.k.db.as(tenant)({
    name: 'bench-bare',
    text: `with u as (update interactions set due_at = due_at where tenant_id = 'demo' and id = $1)
      insert into events (tenant_id, kind, subject, version, type, body, actor, at) values ('demo', 'bench', $2, $3, 'bench', '{"text":"Your parcel is on its way and will be there tomorrow before noon."}', 'bench', 0)`,
    values: [id, randomUUID(), round],
  });
}

async function perSecond(work: (writer: number) => Promise<void>): Promise<number> {
  let done = 0;
  const began = performance.now();
  const end = began + roundMs;
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      while (performance.now() < end) {
        await work(writer);
        done++;
      }
    }),
  );
  return done / ((performance.now() - began) / 1000);
}
