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
  lines.told(queued, offered, 24 * minute);
  const before = lines.expected('service', 24 * minute, 1, 2)?.ms ?? 0;
  lines.told(offered, active, 24 * minute);
  expect(lines.expected('service', 24 * minute, 1, 2)?.ms ?? 0).toBeLessThan(before);
  expect(before).toBeGreaterThan(5 * minute); // two places answered nobody for twenty minutes
});

test('[RT44] who is offered at once has not waited: it says nothing of how fast the line moves', () => {
  const lines = paces({ talks: [{ queue: 'service', agent: 'anna', ended: 0, ms: 4 * minute }] });
  lines.staffed('service', 0, 20);
  const before = lines.expected('service', 0, 20, 20)?.ms;
  lines.told(null, queued, 0);
  lines.told(queued, offered, 0);
  lines.told(offered, active, minute / 2); // it rang for half a minute, and nobody stood in line
  expect(lines.expected('service', minute / 2, 20, 20)?.ms).toBeCloseTo(before ?? 0);
});

test('[RT44] a line that begins knows the conversations that are stored, the older the lighter', () => {
  const talk = (ended: number, ms: number, queue: string = 'service') => ({ queue, agent: 'anna', ended: ended * minute, ms: ms * minute });
  const lines = paces({ talks: [talk(90, 2), talk(100, 4), talk(0, 60), talk(100, 8, 'other')] });
  const one = lines.expected('service', 101 * minute, 1, 1)?.ms ?? 0;
  expect(one).toBeGreaterThan(3 * minute);
  expect(one).toBeLessThan(22 * minute); // the plain mean
  expect(lines.expected('other', 101 * minute, 1, 2)?.ms).toBeCloseTo(4 * minute);
  expect(lines.expected('quiet', 101 * minute, 1, 2)).toBeNull();
});

test('[RT61] what agents do for one line is known of every line they serve', () => {
  const lines = paces({ serves: () => ['service', 'other'], talks: [{ queue: 'service', agent: 'anna', ended: 0, ms: 4 * minute }] });
  expect(lines.expected('other', 0, 1, 2)?.ms).toBeCloseTo(2 * minute);
  lines.told(null, at({ stage: 'queued', ...back, queue: 'other' }, { id: 'o' }), 0);
  const before = lines.expected('other', 0, 1, 2)?.ms ?? 0;
  lines.overtook('other', 0, 1);
  expect(lines.expected('other', 0, 1, 2)?.ms ?? 0).toBeGreaterThan(before);
});

test('[RT62] what was counted goes on after a restart; stored conversations that are in it are not counted twice', () => {
  const talks = [{ queue: 'service', agent: 'anna', ended: minute, ms: 4 * minute }];
  const lines = paces({ talks });
  lines.told(null, queued, 2 * minute);
  lines.staffed('service', 2 * minute, 2);
  lines.told(queued, offered, 22 * minute);
  lines.told(offered, active, 22 * minute);
  const again = paces({ counted: JSON.parse(JSON.stringify(lines.counted(23 * minute))), talks });
  expect(again.expected('service', 24 * minute, 1, 2)?.ms).toBeCloseTo(lines.expected('service', 24 * minute, 1, 2)?.ms ?? 0);
});
