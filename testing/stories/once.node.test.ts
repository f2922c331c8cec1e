import { expect, test } from 'vitest';
import { startWorld } from '../world.node.ts';

test('[CH3] a message with one id is one message, also under another idempotency key and at the same moment', async () => {
  const world = await startWorld();
  try {
    const anna = await world.agent('anna');
    const eva = await world.customer('Eva');
    const interaction = await eva.startsChat('Hello?');
    const id = 'the-same-message';
    const tell = (text: string) => eva.asks({ type: 'message', interaction, id, text });
    const replies = await Promise.all([tell('Are you there?'), tell('Are you there?'), tell('Are you there?')]);
    expect(replies.map((r) => r.status)).toEqual([200, 200, 200]);
    expect((await tell('Something else')).status).toBe(422);
    await anna.goesReady();
    await anna.accepts(await anna.seesOffer('Eva'));
    const say = () => anna.asks({ type: 'say', interaction, id, text: 'Yes.' });
    expect((await Promise.all([say(), say()])).map((r) => r.status)).toEqual([200, 200]);
    await eva.hears('Yes.');
    await anna.reads(interaction);
    expect(anna.said(interaction).map((m) => m.text)).toEqual(['Hello?', 'Are you there?', 'Yes.']);
  } finally {
    await world.close();
  }
});
