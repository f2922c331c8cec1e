import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import type { Chat, ChatEvent } from '@patchbay/chat/chat.ts';
import { openInteractions, timeline } from '@patchbay/interactions/store.node.ts';
import { allAgents } from '@patchbay/routing/store.node.ts';
import { expect } from 'vitest';
import { dropDatabase, freshDatabase } from '../database.node.ts';
import { type Acknowledged, agentScript, customerScript } from './scripts.node.ts';
import { serverProcess } from './server-process.node.ts';

const tenant = 'demo' as TenantId;
const logins = ['anna', 'ben', 'cleo', 'dora', 'emil'];

/**
 * Twenty customers and five agents talk, at least so many messages each, while the server is killed with -9 again and again. Afterwards every
 * acknowledged message is there
 * once, in order, on both sides and in the database, every chat is closed, and nobody has anything left.
 */
export async function talkThroughKills(kills: number, atLeast: number): Promise<void> {
  const database = await freshDatabase();
  const server = await serverProcess(database);
  try {
    const agents = await Promise.all(logins.map((login) => agentScript(server.url, login)));
    let killed = 0;
    const goesOn = (messages: number) => messages < atLeast || killed < kills;
    const customers = Promise.all(Array.from({ length: 20 }, (_, n) => customerScript(server.url, `Customer ${n}`, goesOn)));
    for (; killed < kills; killed++) {
      await Promise.race([customers, pause(300 + 137 * (killed % 5))]); // between two deaths people talk; nothing is asserted about time
      await server.killed();
    }
    const acknowledged = await customers;
    await Promise.all(agents.map((a) => a.agent.sees('nothing left', (me) => (me.me?.work.length === 0 ? true : undefined), 120)));
    for (const a of agents) await a.stop();
    for (const one of acknowledged) await isWhole(database, one, agents);
    await nothingIsLeft(database);
    for (const { agent } of agents) agent.goesHome();
  } finally {
    await server.stop();
    await dropDatabase(database);
  }
}

async function isWhole(
  database: string,
  { interaction, customer, sent }: Acknowledged,
  agents: readonly Awaited<ReturnType<typeof agentScript>>[],
) {
  const db = await openDatabase(database, { max: 1 });
  try {
    const entries = await timeline(db.as(tenant), tenant, interaction, { limit: 1000 });
    const said = entries.map((e) => e.event as ChatEvent).flatMap((e) => (e.type === 'chat.said' ? [e] : []));
    const stored = said.map((m) => m.text);
    expect(said.filter((m) => m.from.is === 'customer').map((m) => m.text)).toEqual(sent);
    expect(customer.said.map((m) => m.text)).toEqual(stored);
    const owners = agents.filter((a) => a.answers.has(interaction));
    expect(owners.length).toBe(1);
    const [owner] = owners;
    expect(said.filter((m) => m.from.is === 'agent').map((m) => m.text)).toEqual(owner?.answers.get(interaction));
    await owner?.agent.reads(interaction);
    expect(owner?.agent.said(interaction).map((m) => m.text)).toEqual(stored);
    expect(entries.map((e) => e.n)).toEqual(entries.map((_, n) => n + 1));
  } finally {
    await db.close();
  }
}

async function nothingIsLeft(database: string) {
  const db = await openDatabase(database, { max: 1 });
  try {
    expect((await openInteractions(db.as(tenant), tenant)).map((i) => (i.state as Chat).at)).toEqual([]);
    expect((await allAgents(db.as(tenant), tenant)).flatMap((a) => a.state.work)).toEqual([]);
  } finally {
    await db.close();
  }
}
