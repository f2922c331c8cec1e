import { openDatabase } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import { dice } from '@patchbay/base/test/random.ts';
import type { ChatEvent } from '@patchbay/chat/chat.ts';
import { timeline } from '@patchbay/interactions/store.node.ts';
import type { Picture } from '@patchbay/widget/picture.ts';
import { expect } from 'vitest';
import { agentScript } from '../faults/scripts.node.ts';
import { startWorld } from '../world.node.ts';
import { type FlakyLine, flakyLine } from './flaky-line.node.ts';
import { widgetCustomer } from './widget-customer.node.ts';

const logins = ['anna', 'ben', 'cleo', 'dora', 'emil'];
/** As many as five agents with room for three take at once. */
const atOnce = 15;
/** Seconds after which a message counts as lost, also where this gets hardly any time of the machine. */
const patience = 600;
const tenant = 'demo' as TenantId;

const saidIn = ({ conversation: { view } }: Picture) => (view?.entries ?? []).flatMap((e) => (e.type === 'said' ? [e] : []));

/**
 * So many customers, each with dice of their own, talk with agents over bad lines on both sides: whatever was written is there once and in
 * order, in the database, at the customer and at the agent. The first seed is `from`.
 */
export async function talkOverBadLines(from: number, customers: number): Promise<void> {
  const world = await startWorld();
  const db = await openDatabase(world.database, { max: 1 });
  const lines: FlakyLine[] = [];
  const lineOf = async (seed: number) => {
    const line = await flakyLine(world.url, seed);
    lines.push(line);
    return line;
  };
  const agents = await Promise.all(
    logins.map(async (login, n) => {
      const line = await lineOf(from * 31 + n);
      const agent = await agentScript(line.url, login);
      line.goesBad();
      return agent;
    }),
  );

  async function conversation(seed: number): Promise<void> {
    const line = await lineOf(seed);
    const { below, chance } = dice(seed + 1);
    const name = `Customer ${seed}`;
    const customer = widgetCustomer(line.url, () => world.clock.now());
    line.goesBad();
    await customer.startsChat(name, `${name} 0`);
    const written = [`${name} 0`];
    const answered = (text: string) => (picture: Picture) => saidIn(picture).some((m) => m.text === `re: ${text}`) || undefined;
    for (let n = 1; n < 4 + below(5); n++) {
      if (chance(0.5)) await customer.sees('an answer', answered(written.at(-1) ?? '')); // else one after the other, without waiting
      written.push(`${name} ${n}`);
      customer.writes(`${name} ${n}`);
    }
    for (const text of written) await customer.sees(`the answer to ${text}`, answered(text));
    written.push(`${name} bye`);
    customer.writes(`${name} bye`);
    await customer.sees('the end', ({ conversation: { view } }) => (view?.stage === 'over' ? true : undefined));
    await customer.sees('an empty outbox', ({ conversation: { outbox } }) => (outbox.length === 0 ? true : undefined));
    customer.leavesThePage();
    await isWhole(customer.picture, written);
  }

  async function isWhole(picture: Picture, written: readonly string[]): Promise<void> {
    const id = picture.conversation.view?.interaction ?? '';
    const entries = await timeline(db.as(tenant), tenant, id, { limit: 1000 });
    const said = entries.map((e) => e.event as ChatEvent).flatMap((e) => (e.type === 'chat.said' ? [e] : []));
    expect(said.filter((m) => m.from.is === 'customer').map((m) => m.text)).toEqual(written);
    expect(saidIn(picture).map((m) => m.text)).toEqual(said.map((m) => m.text));
    const owner = agents.find((a) => a.answers.has(id));
    expect(said.filter((m) => m.from.is === 'agent').map((m) => m.text)).toEqual(owner?.answers.get(id));
    await owner?.agent.sees('the whole transcript', (agent) => (agent.said(id).length >= said.length ? true : undefined), patience);
    expect(owner?.agent.said(id).map((m) => m.text)).toEqual(said.map((m) => m.text));
  }

  try {
    for (let seed = from; seed < from + customers; seed += atOnce) {
      const seeds = Array.from({ length: Math.min(atOnce, from + customers - seed) }, (_, n) => seed + n);
      await Promise.all(
        seeds.map((one) => conversation(one).catch((error: unknown) => Promise.reject(new Error(`seed ${one}`, { cause: error })))),
      );
      world.clock.pass(61_000); // so many new customers a minute and address are let in
    }
    for (const a of agents) await a.stop();
  } finally {
    for (const a of agents) a.agent.goesHome();
    for (const line of lines) await line.close();
    await db.close();
    await world.close();
  }
}
