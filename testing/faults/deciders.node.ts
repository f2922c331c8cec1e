import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase, type Run } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import { dice } from '@patchbay/base/test/random.ts';
import { openInteractions } from '@patchbay/interactions/store.node.ts';
import { allAgents } from '@patchbay/routing/store.node.ts';
import { startPostgres, withDatabase } from '@patchbay/supervisor/postgres.node.ts';
import { expect } from 'vitest';
import { bothStandings } from './replay.node.ts';
import { agentScript, shopperScript } from './scripts.node.ts';
import { serverProcess } from './server-process.node.ts';

const tenant = 'demo' as TenantId;
const logins = ['anna', 'ben', 'cleo'];

/**
 * So many customers come with one chat after the other, three agents take them, and whoever decides is killed with -9 at random; half-way
 * through the database is restarted as well, below a server that lives on. At each death what would be rebuilt equals the replay of the log. In
 * the end no chat is lost, none had two owners, none is stuck, and every offer stands in the log of decisions.
 */
export async function offerThroughKills(
  { kills, shoppers }: { readonly kills: number; readonly shoppers: number },
  say: (line: string) => void,
  seed = kills,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-kills-'));
  let postgres = await startPostgres({ folder });
  const database = await withDatabase(postgres, 'kills');
  const server = await serverProcess(database, 'fatal'); // it complains while the database is away, and shall
  const chance = dice(seed);
  const deaths: number[] = [];
  try {
    const agents = await Promise.all(logins.map((login) => agentScript(server.url, login)));
    const goesOn = () => deaths.length < kills;
    const coming = Promise.all(Array.from({ length: shoppers }, (_, n) => shopperScript(server.url, `Customer ${n}`, goesOn)));
    const answered = () => agents.reduce((sum, { answers }) => sum + answers.size, 0);
    while (goesOn()) {
      for (const before = answered(); answered() === before; ) await pause(10); // it decides again
      await pause(chance.below(300)); // and goes on doing so; nothing is asserted about time
      deaths.push(Date.now());
      await server.killed(() => inSnapshot(database, isTheSame));
      if (deaths.length === Math.ceil(kills / 2)) {
        await postgres.stop();
        postgres = await startPostgres({ folder });
      }
    }
    const chats = (await coming).flat();
    for (const { agent } of agents) await agent.sees('nothing left', (me) => (me.me?.work.length === 0 ? true : undefined), 120);
    for (const a of agents) await a.stop();
    await inSnapshot(database, (run) => isWhole(run, chats));
    await inSnapshot(database, async (run) => say(recoveries(await offersAt(run), deaths)));
    for (const { agent } of agents) agent.goesHome();
  } finally {
    await server.stop();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function inSnapshot(database: string, look: (run: Run) => Promise<void>): Promise<void> {
  const db = await openDatabase(database, { max: 1 });
  try {
    await db.transaction(tenant, async (run) => {
      await run({ text: 'set transaction isolation level repeatable read' });
      await look(run);
    });
  } finally {
    await db.close();
  }
}

async function isTheSame(run: Run): Promise<void> {
  const { rebuilt, replayed } = await bothStandings(run, tenant);
  expect(rebuilt).toEqual(replayed);
}

async function isWhole(run: Run, chats: readonly string[]): Promise<void> {
  const stored = await run<{ id: string; stage: string }>({ text: 'select id, stage from interactions order by id' });
  expect(stored).toEqual(chats.toSorted().map((id) => ({ id, stage: 'closed' })));
  expect(await openInteractions(run, tenant)).toEqual([]);
  expect((await allAgents(run, tenant)).flatMap((a) => a.state.work)).toEqual([]);
  expect(
    await run({ text: "select subject from events where type = 'interaction.accepted' group by subject having count(*) <> 1" }),
  ).toEqual([]);
  const offered = await run({
    text: "select subject as interaction, body ->> 'agent' as agent from events where type = 'interaction.offered' order by subject, version",
  });
  expect(await run({ text: 'select interaction, agent from decisions order by interaction, at' })).toEqual(offered);
}

async function offersAt(run: Run): Promise<readonly number[]> {
  const rows = await run<{ at: string }>({ text: "select at from events where type = 'interaction.offered' order by at" });
  return rows.map((row) => Number(row.at));
}

/** How long after each death the next offer was made. */
function recoveries(offers: readonly number[], deaths: readonly number[]): string {
  const times = deaths.flatMap((death) => {
    const next = offers.find((at) => at > death);
    return next === undefined ? [] : [next - death];
  });
  const sorted = times.toSorted((a, b) => a - b);
  return `From a death to the next offer: median ${sorted[Math.floor(sorted.length / 2)]} ms, longest ${sorted.at(-1)} ms, of ${deaths.length} deaths.`;
}
