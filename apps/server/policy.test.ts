import { centreSchema } from '@patchbay/configuration/centre.ts';
import { withTeams } from '@patchbay/configuration/teams.ts';
import { expect, test } from 'vitest';
import { profileOf } from './policy.ts';

const centre = centreSchema.parse({
  tenant: { key: 't', name: 'T' },
  agents: { signIn: { chat: 'ready' }, restSeconds: 15, actions: { all: ['notReady', 'ready'], channel: ['ready'] } },
  teams: {
    day: { label: 'Day' },
    night: { label: 'Night', signIn: { chat: 'lunch', voice: 'ready' } },
    desk: {
      label: 'Desk',
      actions: { channel: ['logOff'] },
      afterWork: ['voice'],
      next: 'manual',
      afterWorkSeconds: 40,
      restSeconds: null,
      wrapUpSeconds: 120,
    },
  },
  users: {
    ada: { name: 'Ada', role: 'agent', team: 'day' },
    bo: { name: 'Bo', role: 'agent', team: 'night' },
    di: { name: 'Di', role: 'agent', team: 'desk' },
    sue: { name: 'Sue', role: 'supervisor', team: 'night' },
    both: { name: 'Both', role: 'agent', team: 'day', teams: ['desk', 'night'] },
    old: { name: 'Old', role: 'agent', team: 'day', disabled: true },
  },
  notReadyReasons: { lunch: { label: 'Lunch', paid: false, maxMinutes: 30 }, round: { label: 'Round', teams: ['night'] } },
});

test('[AG1] [AG28] [CF1] the state after signing in is that of the centre, or of the team; the rest is that of the centre', () => {
  expect(profileOf(centre, 'ada')).toMatchObject({ signIn: 'notReady', signInOn: { chat: 'ready' }, restMs: 15_000 });
  expect(profileOf(centre, 'bo')).toMatchObject({ signIn: 'notReady', signInOn: { chat: 'lunch', voice: 'ready' } });
  expect(profileOf(centre, 'sue')).toMatchObject({ signIn: 'supervising', supervises: true });
  expect(profileOf(centre, 'old')).toBeNull();
});

test('[IN23] [AG7] [AG15] [AG28] [CF1] after-call work is that of the team, and where it says nothing that of the centre and the queue', () => {
  const desk = { afterWork: ['voice'], next: 'manual', afterWorkMs: 40_000, restMs: null, wrapUpMs: 120_000 };
  expect(profileOf(centre, 'di')).toMatchObject(desk);
  const day = profileOf(centre, 'ada');
  expect(day).toMatchObject({ afterWork: [], next: 'ready', afterWorkMs: null, restMs: 15_000 });
  expect(day).not.toHaveProperty('wrapUpMs');
});

test('[AG13] reasons are those of the team; who is told five minutes after the warning', () => {
  expect(profileOf(centre, 'ada')?.reasons).toEqual({ lunch: { paid: false, maxMs: 1_800_000, alertMs: 2_100_000 } });
  expect(Object.keys(profileOf(centre, 'bo')?.reasons ?? {})).toEqual(['lunch', 'round']);
});

test('[AG65] [AG66] [CF56] a profile names the teams there are to choose from, and what is offered of states: by the team, else by the centre', () => {
  const [both, ada, di] = ['both', 'ada', 'di'].map((user) => profileOf(centre, user));
  expect(both).toMatchObject({ team: 'day', teams: ['day', 'desk', 'night'] });
  expect(ada).not.toHaveProperty('teams');
  const all = ['notReady', 'ready'];
  expect([ada?.actions, di?.actions]).toEqual([
    { all, channel: ['ready'] },
    { all, channel: ['logOff'] },
  ]);
  const moved = profileOf(withTeams(centre, new Map([['both', 'desk']])), 'both');
  expect(moved).toMatchObject({ team: 'desk', teams: ['day', 'desk', 'night'], next: 'manual', actions: { channel: ['logOff'] } });
});
