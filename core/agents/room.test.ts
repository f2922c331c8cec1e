import type { AgentId, InteractionId } from '@patchbay/base/decision.ts';
import { expect, test } from 'vitest';
import { type Agent, newAgent, type Profile, takesOffers } from './agent.ts';
import { blockedOn } from './blocked.ts';
import { roomsOf } from './room.ts';

const usual: Profile = { capacity: { chat: 3, voice: 1 }, afterReject: 'notReady', afterWork: [], next: 'ready', signIn: 'ready' } as never;
const shareOf = (profile: Profile, channel: string) => {
  const room = roomsOf(profile).find((r) => r.channel === channel);
  return [room?.share, room?.spare];
};
const busy = (profile: Profile, ...channels: readonly ('chat' | 'voice')[]): Agent => ({
  ...newAgent('ada' as AgentId, profile),
  channels: { chat: { is: 'ready', since: 0, by: 'agent' }, voice: { is: 'ready', since: 0, by: 'agent' } },
  work: channels.map((channel, n) => ({ interaction: `i${n}` as InteractionId, channel, stage: 'active', since: 0 })),
});

test('[AG40] [BP-52.1] a chat takes a quarter and a call all, unless the profile says otherwise', () => {
  expect(shareOf(usual, 'chat')).toEqual([25, 25]);
  expect(shareOf(usual, 'voice')).toEqual([100, 50]);
  expect(shareOf({ ...usual, shares: { voice: { spare: 75 } } }, 'voice')).toEqual([100, 75]);
});

test('[AG40] a maximum is meant: shares that would never let it be reached are made smaller', () => {
  expect(shareOf({ ...usual, capacity: { chat: 20 } }, 'chat')).toEqual([5, 5]);
  expect(shareOf({ ...usual, capacity: { chat: 0 } }, 'chat')).toEqual([25, 25]);
});

test('[AG40] [GE-08.4] why a channel gets no more is a value with a text', () => {
  expect(blockedOn(busy(usual), 'chat')).toBeNull();
  expect(takesOffers(busy(usual, 'chat', 'chat'), 'chat')).toBe(true);
  expect(blockedOn(busy(usual, 'chat', 'chat', 'chat'), 'chat')).toEqual({ refused: 'agents.full' });
  expect(blockedOn(busy(usual, 'voice'), 'chat')).toEqual({ refused: 'agents.noSpare' });
  const never = { ...usual, shares: { chat: { never: ['voice'] } } };
  expect(blockedOn(busy(never, 'voice'), 'chat')).toEqual({ refused: 'agents.forbidden', with: { channel: 'voice' } });
  expect(takesOffers(busy(never, 'voice'), 'chat')).toBe(false);
});
