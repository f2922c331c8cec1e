import type { InteractionId } from '@patchbay/base/decision.ts';
import { expect, test } from 'vitest';
import { again, answered, nextOf, type Outbox, retried, wrote } from './outbox.ts';

const interaction = 'i1' as InteractionId;
const box = (...ids: string[]): Outbox => ids.reduce<Outbox>((o, id) => wrote(o, { id, interaction, text: id, at: 1 }), []);
const fates = (o: Outbox) => o.map((m) => `${m.id} ${m.is}`);
const refused = { is: 'refused', status: 409, why: 'x', text: 'No.', seconds: 0 } as const;

test('[WI5] messages go one after the other, in the order they were written', () => {
  const both = box('a', 'b');
  expect(nextOf(both)?.id).toBe('a');
  expect(nextOf(answered(both, 'a', { is: 'done', body: {} }))?.id).toBe('b');
});
test('[WI6] when the server cannot be reached, what waits behind fails too, and comes back in order', () => {
  const lost = answered(box('a', 'b'), 'a', { is: 'unreachable' });
  expect(fates(lost)).toEqual(['a failed', 'b failed']);
  expect(nextOf(lost)).toBeUndefined();
  expect(nextOf(retried(lost))?.id).toBe('a');
});
test('[WI6] a refused message says why, does not hold up the next, and is tried again only when asked', () => {
  const said = answered(box('a', 'b'), 'a', refused);
  expect(said[0]).toMatchObject({ is: 'refused', why: 'No.' });
  expect(nextOf(said)?.id).toBe('b');
  expect(fates(retried(said))).toEqual(['a refused', 'b sending']);
  expect(fates(again(said, 'a'))).toEqual(['a sending', 'b sending']);
});
test('[WI5] writing on tries again what failed before, first', () => {
  const lost = answered(box('a'), 'a', { is: 'unreachable' });
  const more = wrote(lost, { id: 'b', interaction, text: 'b', at: 2 });
  expect(fates(more)).toEqual(['a sending', 'b sending']);
});
