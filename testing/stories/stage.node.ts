import { randomUUID } from 'node:crypto';
import { openDatabase } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import type { ChatEvent } from '@patchbay/chat/chat.ts';
import { interactionById, timeline } from '@patchbay/interactions/store.node.ts';
import { expect } from 'vitest';
import type { ApiAgent } from '../agent.node.ts';
import type { ApiCustomer } from '../customer.node.ts';
import { startWorld, type World } from '../world.node.ts';
import type { Stage, StoryAgent, StoryCustomer } from './stories.ts';

const tenant = 'demo' as TenantId;

/** What the database holds of an interaction, read past the server. */
export async function inDatabase(world: World, id: string) {
  const db = await openDatabase(world.database, { max: 1 });
  try {
    const found = await interactionById(db.as(tenant), tenant, id);
    if (!found) throw new Error(`There is no interaction ${id}.`);
    const { at, participations } = found.state;
    const done = participations.find((p) => p.stage === 'done');
    const entries = await timeline(db.as(tenant), tenant, id, { limit: 1000 });
    return {
      stage: at.stage,
      owners: participations.filter((p) => p.stage === 'active').map((p) => p.agent),
      reason: done?.stage === 'done' ? done.reason : null,
      said: entries.map((e) => e.event as ChatEvent).flatMap((e) => (e.type === 'chat.said' ? [e.text] : [])),
    };
  } finally {
    await db.close();
  }
}

/** Stories against the API. */
export async function apiStage(): Promise<Stage & { close(): Promise<void> }> {
  const world = await startWorld();
  const agents: ApiAgent[] = [];
  return {
    agent: async (login) => {
      const agent = await world.agent(login);
      agents.push(agent);
      return player(agent);
    },
    customer: async (name) => guest(await world.customer(name)),
    pass: (ms) => world.clock.pass(ms),
    inDatabase: (id) => inDatabase(world, id),
    race: async (agents, interaction) => {
      const replies = await Promise.all(agents.map(async (a) => players.get(a)?.asks({ type: 'accept', interaction }, randomUUID())));
      return replies.filter((r) => r?.status === 200).length;
    },
    close: async () => {
      for (const agent of agents) await verify(agent);
      await world.close();
    },
  };
}

/** What was folded from events is what a fresh reading gives, at the end of every story. */
async function verify(agent: ApiAgent): Promise<void> {
  const { folded, fresh } = await agent.verifies();
  expect(folded).toEqual(fresh);
}

const players = new WeakMap<StoryAgent, ApiAgent>();
function player(agent: ApiAgent): StoryAgent {
  const is = (state: string) => agent.sees(state, (a) => (a.me?.channels.chat?.is === state ? true : undefined));
  const one: StoryAgent = {
    login: agent.login,
    goesReady: () => agent.goesReady(),
    seesOffer: (customer) => agent.seesOffer(customer),
    seesNoOffer: async () => {
      const offered = agent.chats.find((c) => c.at.stage === 'offered' && c.at.agent === agent.login);
      if (offered) throw new Error(`${agent.login} sees an offer.`);
    },
    accepts: (id) => agent.accepts(id),
    rejects: (id) => agent.rejects(id),
    hears: async (id, text) => {
      await agent.reads(id);
      return agent.hears(id, text);
    },
    says: (id, text) => agent.says(id, text),
    notes: (interaction, notes) => agent.does({ type: 'writeNotes', interaction, notes }),
    ends: (id) => agent.ends(id),
    wrapsUp: (id, reason) => agent.wrapsUp(id, reason),
    hasNothingLeft: () => agent.sees('nothing left', (a) => (a.me?.work.length === 0 ? true : undefined)),
    reads: async (id) => {
      await agent.reads(id);
      return agent.said(id).map((m) => m.text);
    },
    isMissed: () => is('missed'),
    isNotReady: () => is('notReady'),
    dies: async () => agent.losesTheLine(),
    comesBack: () => agent.connects(),
  };
  players.set(one, agent);
  return one;
}

function guest(customer: ApiCustomer): StoryCustomer {
  return {
    startsChat: (text) => customer.startsChat(text),
    says: (text) => customer.says(text),
    hears: (text) => customer.hears(text),
    seesPlace: (place) => customer.sees(`place ${place}`, (c) => (c.position === place ? true : undefined)),
    seesAgent: (name) => customer.sees(`${name} joined`, (c) => (c.view?.agent === name ? true : undefined)),
    seesTheEnd: () => customer.sees('the end', (c) => (c.view?.stage === 'over' ? true : undefined)),
    readsAll: async () => customer.said.map((m) => m.text),
  };
}
