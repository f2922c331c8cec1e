import type { Agent } from '@patchbay/agents/agent.ts';
import type { ChannelName } from '@patchbay/base/decision.ts';
import type { Participation } from '@patchbay/interactions/interaction.ts';
import { expect, test } from 'vitest';
import { finishing } from './finishing.ts';
import { active, annaIs, chat, wrapping } from './fixtures.ts';
import { nothing, personOf } from './store.ts';

const known = <S>(state: S) => ({ version: 1, state });
const chosen = (id: string): Participation => ({ ...wrapping(5), reason: id }) as Participation;
const afterWork = (blocks: Agent['profile']['afterWork']): Agent => {
  const anna = annaIs({ channels: { chat: { is: 'afterWork', since: 5, by: 'system', next: { is: 'manual' } } } });
  return { ...anna, profile: { ...anna.profile, afterWork: blocks } };
};
const desk = (parts: Readonly<Record<string, Participation>>, agent = afterWork(['chat' as ChannelName])) => ({
  ...nothing(personOf('anna', ['end'])),
  agent: known(agent),
  chats: Object.fromEntries(Object.entries(parts).map(([id, part]) => [id, known(chat(id, part))])),
});

test('[DT260] [BP-14.3] what has a disposition is submitted, what has none is asked for, the one that is open first', () => {
  const three = desk({ a: active(5), b: wrapping(5), c: chosen('solved'), d: wrapping(5) });
  expect(finishing(three, null, null)).toEqual({ submit: [{ id: 'c', reason: 'solved' }], ask: 'b' });
  expect(finishing(three, null, 'd').ask).toBe('d');
  expect(finishing(three, 'voice', null)).toEqual({ submit: [], ask: null });
});

test('[DT260] a wrap-up that keeps nothing away is left alone', () => {
  const parts = { b: wrapping(5), c: chosen('solved') };
  expect(finishing(desk(parts, afterWork([])), null, null)).toEqual({ submit: [], ask: null });
  expect(finishing(desk(parts, annaIs()), null, null)).toEqual({ submit: [], ask: null });
  expect(finishing({ ...desk(parts), agent: null }, null, 'b')).toEqual({ submit: [], ask: null });
});
