import { type Agent, newAgent } from '@patchbay/agents/agent.ts';
import type { AgentId, InteractionId } from '@patchbay/base/decision.ts';
import { type Centre, centreSchema } from '@patchbay/configuration/centre.ts';
import type { Interaction } from '@patchbay/interactions/interaction.ts';
import { expect, test } from 'vitest';
import { configured, seated, standing } from './picture.ts';

const centre = (queue: object): Centre =>
  centreSchema.parse({
    tenant: { key: 'demo', name: 'Demo' },
    teams: { inside: { label: 'Inside' }, outside: { label: 'Outside' } },
    users: {
      anna: { name: 'Anna', role: 'agent', team: 'inside', skills: { german: 7 } },
      ben: { name: 'Ben', role: 'agent', team: 'outside' },
    },
    skills: { german: { label: 'German' }, tents: { label: 'Tents' } },
    dispositions: { done: { label: 'Done' } },
    queues: { shop: { label: 'Shop', teams: ['inside'], dispositions: ['done'], ...queue } },
  });

test('[RT50] [RT51] times of a queue reach routing; a service level counts only where it is the order', () => {
  const [plain] = configured(centre({})).queues;
  expect(plain).toMatchObject({ headStartMs: 0, raiseMs: 0, dueMs: 0, agents: 'longestIdle', rings: [] });
  const [due] = configured(centre({ order: 'due', serviceLevel: { seconds: 20 }, headStartSeconds: 5 })).queues;
  expect(due).toMatchObject({ headStartMs: 5000, dueMs: 20_000 });
});

test('[RT52] each ring requires what was required before, but for what it says itself', () => {
  const rings = [
    { afterSeconds: 10, skills: { german: 3 } },
    { afterSeconds: 20, skills: { tents: 0 }, teams: ['outside'] },
  ];
  const { queues, agents } = configured(centre({ skills: { german: 7, tents: 2 }, rings }));
  const german = { skill: 'german', level: 3 };
  expect(queues[0]?.rings).toEqual([
    { afterMs: 10_000, skills: [german, { skill: 'tents', level: 2 }] },
    { afterMs: 20_000, skills: [german] },
  ]);
  expect(agents.map((a) => [a.queues, a.joins])).toEqual([
    [['shop'], []],
    [[], [{ queue: 'shop', ring: 2 }]],
  ]);
});

test('[CF30] groups serve beside teams, whatever their team; the earliest ring counts', () => {
  const plain = centre({ groups: ['experts'], rings: [{ afterSeconds: 10, teams: ['outside'], groups: ['all'] }] });
  const served = (groups: Centre['groups']) => configured({ ...plain, groups }).agents.map((a) => [a.id, a.queues, a.joins]);
  const label = 'Group';
  expect(served({ experts: { label, users: ['ben'] }, all: { label, users: ['anna', 'ben'] } })).toEqual([
    ['anna', ['shop'], []],
    ['ben', ['shop'], []],
  ]);
  expect(served({ experts: { label, users: [] }, all: { label, users: ['anna'] } })).toEqual([
    ['anna', ['shop'], []],
    ['ben', [], [{ queue: 'shop', ring: 1 }]],
  ]);
});

test('[RT54] [AG41] offers come at the distance of the profile, from the last offered or accepted', () => {
  const profile = { capacity: { chat: 3 }, afterReject: 'notReady', afterWork: [], next: 'ready', signIn: 'ready', rampUpMs: 5000 };
  const ada: Agent = {
    ...newAgent('ada' as AgentId, profile as never),
    channels: { chat: { is: 'ready', since: 1, by: 'agent' } },
    work: [{ interaction: 'i' as InteractionId, channel: 'chat', stage: 'active', since: 100 }],
  };
  expect(seated(ada).spaced).toEqual([{ channel: 'chat', from: 5100 }]);
  expect(seated({ ...ada, work: [] }).spaced).toEqual([{ channel: 'chat', from: -Infinity }]);
  expect(seated({ ...ada, profile: { ...ada.profile, rampUpMs: 0 } }).spaced).toBeUndefined();
});

test('[IN60] [RT50] its own priority and the time it is due reach routing', () => {
  const waits = (policy: object) =>
    standing({
      id: 'i',
      channel: 'email',
      at: { stage: 'queued', queue: 'q', since: 5, not: [] },
      policy,
      participations: [],
    } as object as Interaction);
  expect(waits({ priority: 90, dueAt: 70 })).toMatchObject({ type: 'waiting', since: 5, priority: 90, due: 70 });
  expect(waits({})).not.toHaveProperty('due');
});
