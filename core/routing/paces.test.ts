import type { AgentId, InteractionId, QueueId } from '@patchbay/base/decision.ts';
import type { Interaction } from '@patchbay/interactions/interaction.ts';
import { expect, test } from 'vitest';
import { paces } from './paces.ts';

const minute = 60_000;
const anna = 'anna' as AgentId;
const queue = 'service' as QueueId;
const at = (where: object, more: object = {}) =>
  ({ id: 'i' as InteractionId, channel: 'chat', queue, at: where, participations: [], ...more }) as unknown as Interaction;
const back = { queue, since: 0, not: [] };
const queued = at({ stage: 'queued', ...back });
const offered = at({ stage: 'offered', agent: anna, until: 1, back });
const active = at({ stage: 'active', owner: anna, came: back }, { participations: [{ agent: anna, stage: 'active', since: 0 }] });
const over = at({ stage: 'wrapUp', outcome: 'done' });

test('[RT44] what is committed tells how fast a line moves: who waits, is answered, and for how long they talk', () => {
  const lines = paces();
  expect(lines.expected('service', 0, 1, 2)).toBeNull();
  lines.told(active, over, 4 * minute);
  expect(lines.expected('service', 4 * minute, 1, 2)?.ms).toBeCloseTo(2 * minute);
  lines.told(null, queued, 4 * minute);
  lines.staffed('service', 4 * minute, 2);
  lines.told(queued, offered, 5 * minute); // an offer that comes back is no answer
  lines.told(offered, queued, 6 * minute);
  const before = lines.expected('service', 24 * minute, 1, 2)?.ms ?? 0;
  lines.told(offered, active, 24 * minute);
  expect(lines.expected('service', 24 * minute, 1, 2)?.ms ?? 0).toBeLessThan(before);
  expect(before).toBeGreaterThan(5 * minute); // two places answered nobody for twenty minutes
});

test('[RT44] a line that begins knows the conversations that are stored, the older the lighter', () => {
  const talk = (ended: number, ms: number, queue: string = 'service') => ({ queue, ended: ended * minute, ms: ms * minute });
  const lines = paces([talk(90, 2), talk(100, 4), talk(0, 60), talk(100, 8, 'other')]);
  const one = lines.expected('service', 101 * minute, 1, 1)?.ms ?? 0;
  expect(one).toBeGreaterThan(3 * minute);
  expect(one).toBeLessThan(22 * minute); // the plain mean
  expect(lines.expected('other', 101 * minute, 1, 2)?.ms).toBeCloseTo(4 * minute);
  expect(lines.expected('quiet', 101 * minute, 1, 2)).toBeNull();
});
