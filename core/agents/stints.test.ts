import type { AgentId } from '@patchbay/base/decision.ts';
import { expect, test } from 'vitest';
import { type AgentEvent, type Chosen, newAgent } from './agent.ts';
import { stintsOf } from './stints.ts';
import { plainProfile } from './test/profile.ts';

const anna = newAgent('anna' as AgentId, plainProfile);
const configured = { at: 0, event: { type: 'agent.configured', profile: plainProfile, at: 0 } satisfies AgentEvent };
/** The same choice on every channel. */
const chose = (at: number, chosen: Omit<Chosen, 'since'>) =>
  (Object.keys(plainProfile.capacity) as 'chat'[]).map((channel) => ({
    at,
    event: { type: 'agent.chose', channel, chosen: { ...chosen, since: at } as Chosen } satisfies AgentEvent,
  }));
const on = (at: number) => chose(at, { is: 'ready', by: 'agent' });
const off = (at: number, how: object) => chose(at, { is: 'loggedOff', ...how } as Chosen);

test('[AG60] a session lasts from logging on to logging off, and says who ended it', () => {
  const happened = [
    configured,
    ...[...on(10), ...off(20, { by: 'agent' })],
    ...[...on(30), ...off(40, { by: 'system', reason: 'system.connection' })],
    ...[...on(50), ...off(60, { by: 'supervisor', who: 'sam', why: 'went home' })],
    ...[...on(70), ...off(80, { by: 'system' }), ...on(90)],
  ];
  expect(stintsOf(anna, happened, { from: 0, to: 100 })).toMatchObject([
    { from: 90, to: null, ended: null },
    { from: 70, to: 80, ended: 'system' },
    { from: 50, to: 60, ended: 'supervisor', by: 'sam', why: 'went home' },
    { from: 30, to: 40, ended: 'timeout' },
    { from: 10, to: 20, ended: 'normal' },
  ]);
  expect(stintsOf(anna, happened, { from: 65, to: 100 })).toHaveLength(2);
  expect(stintsOf(anna, [], { from: 0, to: 100 })).toEqual([]);
});

test('[AG60] it says how long was worked and which part was not ready', () => {
  const work = (at: number, stage: 'active' | 'wrapUp') => ({
    at,
    event: { type: 'agent.workChanged', interaction: 'i' as never, channel: 'chat', stage, at } satisfies AgentEvent,
  });
  const left = { at: 70, event: { type: 'agent.workLeft', interaction: 'i' as never, channel: 'chat', at: 70 } satisfies AgentEvent };
  const lunch = chose(75, { is: 'notReady', reason: 'lunch', by: 'agent' } as Chosen);
  const happened = [configured, ...on(0), work(20, 'active'), work(50, 'wrapUp'), left, ...lunch, ...off(100, { by: 'agent' })];
  expect(stintsOf(anna, happened, { from: 0, to: 100 })).toEqual([{ from: 0, to: 100, ended: 'normal', workMs: 50, notReadyPercent: 25 }]);
});
