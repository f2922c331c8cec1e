import { expect, test } from 'vitest';
import { fakeSip } from '../test/fakeSip.ts';
import { sipPromises, theirNumber } from '../test/sipContract.ts';
import type { SipEvent } from './edge.ts';
import { phraseOf } from './replies.ts';

test.each(Object.entries(sipPromises))('%s, by the fake', async (_, keeps) => {
  const events: SipEvent[] = [];
  const { peer, ...edge } = fakeSip((event) => events.push(event), theirNumber);
  await keeps({ edge, peer, events });
});

test('[VO140] a text for people fits the first line of an answer', () => {
  expect([phraseOf('a\r\nb: c'), phraseOf('x'.repeat(500)).length]).toEqual(['a b: c', 120]);
});
