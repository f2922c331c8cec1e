import { expect, test } from 'vitest';
import { startWorld, type World } from './world.node.ts';

const inQueue = (lines: string) => (text: string) => text.replace('    teams: [service]\n', `    teams: [service]\n${lines}`);
async function inWorld(yaml: (text: string) => string, story: (world: World) => Promise<void>): Promise<void> {
  const world = await startWorld({ yaml });
  try {
    await story(world);
  } finally {
    await world.close();
  }
}

test('[RT52] [RT55] a requirement falls after its time, by the clock of the server', () =>
  inWorld(inQueue('    skills: { german: 9 }\n    rings: [{ afterSeconds: 30, skills: { german: 0 } }]\n'), async (world) => {
    const ben = await world.agent('ben');
    await ben.goesReady();
    const eva = await world.customer('Eva');
    await eva.startsChat();
    world.clock.pass(29_000);
    expect(ben.chats).toEqual([]);
    world.clock.pass(1000);
    await ben.seesOffer('Eva');
  }));

test('[CH60] [RT53] who served the customer last is asked first, however idle others are', () =>
  inWorld(inQueue('    lastAgent: { holdSeconds: 30 }\n'), async (world) => {
    const [anna, ben] = [await world.agent('anna'), await world.agent('ben')];
    await ben.goesReady();
    const eva = await world.customer('Eva');
    await eva.startsChat();
    const first = await ben.seesOffer('Eva');
    await ben.accepts(first);
    await anna.goesReady();
    await ben.ends(first);
    await ben.wrapsUp(first, 'solved');
    world.clock.pass(60_000);
    const second = await eva.startsChat('And another thing');
    expect(await ben.sees('the next', (b) => b.chats.find((c) => c.id === second)?.id)).toBe(second);
    const { body } = await ben.request('GET', `/api/interactions/${second}/routing`);
    expect(body).toMatchObject({ decisions: [{ decision: { agent: 'ben', key: { preferred: true } } }] });
  }));

test('[AG40] [AG41] chats come at the distance of the team', () =>
  inWorld(
    (text) => text.replace('capacity: { chat: 3 } }', 'capacity: { chat: 3 }, rampUpSeconds: 10 }'),
    async (world) => {
      const anna = await world.agent('anna');
      await anna.goesReady();
      const [eva, tom] = [await world.customer('Eva'), await world.customer('Tom')];
      await eva.startsChat();
      await tom.startsChat();
      await anna.seesOffer('Eva');
      expect(anna.chats.length).toBe(1);
      world.clock.pass(10_000);
      await anna.seesOffer('Tom');
    },
  ));
