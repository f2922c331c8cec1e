import { expect, test } from 'vitest';
import { lackOf, lackToTake, type Room } from './capacity.ts';

const voice: Room = { channel: 'voice', max: 1, share: 100, spare: 50 };
const chat: Room = { channel: 'chat', max: 3, share: 25, spare: 25 };
const email: Room = { channel: 'email', max: 5, share: 25, spare: 100 };
const open = (counts: Readonly<Record<string, number>>) => Object.entries(counts).map(([channel, count]) => ({ channel, count }));
const asked = (channel: string, counts: Readonly<Record<string, number>>, rooms = [voice, chat, email]) =>
  lackOf(rooms, open(counts), channel);

test('[AG40] [BP-52.1] a call needs half of the agent: it comes beside two chats, not beside three', () => {
  expect(asked('voice', {})).toBeNull();
  expect(asked('voice', { chat: 2 })).toBeNull();
  expect(asked('voice', { chat: 3 })).toBe('noSpare');
});

test('[AG40] [BP-52.1] a chat needs a quarter, an e-mail the whole agent; the maximum holds above all', () => {
  expect(asked('chat', { chat: 2, email: 1 })).toBeNull();
  expect(asked('chat', { chat: 3 })).toBe('full');
  expect(asked('chat', { voice: 1 })).toBe('noSpare');
  expect(asked('email', {})).toBeNull();
  expect(asked('email', { chat: 1 })).toBe('noSpare');
  expect(asked('sms', {})).toBe('full');
});

test('[AG40] [BP-55.5] a call beside a chat takes both shares', () => {
  expect(asked('chat', { chat: 1, voice: 1 }, [{ ...voice, share: 50 }, chat])).toBeNull();
  expect(asked('chat', { chat: 2, voice: 1 }, [{ ...voice, share: 51 }, chat])).toBe('noSpare');
});

test('[AG40] [GE-08] a channel may interrupt another, and may be forbidden beside another', () => {
  expect(asked('voice', { email: 3 }, [{ ...voice, over: ['email'] }, chat, email])).toBeNull();
  expect(asked('voice', { email: 3 })).toBe('noSpare');
  const alone = [
    { ...voice, share: 0 },
    { ...chat, never: ['voice'] },
  ];
  expect(asked('chat', { voice: 1 }, alone)).toBe('forbidden');
  expect(asked('chat', { voice: 0 }, alone)).toBeNull();
});

test('[AG40] [AG50] [BP-57] whoever takes one needs room for it, not the spare that an offer asks for', () => {
  const takes = (counts: Readonly<Record<string, number>>) => lackToTake([voice, chat, email], open(counts), 'email');
  for (const counts of [{ email: 2 }, { chat: 1, email: 1 }, { email: 3 }]) expect(takes(counts)).toBeNull();
  for (const counts of [{ voice: 1 }, { email: 4 }, { chat: 2, email: 2 }]) expect(takes(counts)).toBe('noSpare');
  expect(takes({ email: 5 })).toBe('full');
  expect(lackToTake([voice, chat], open({ chat: 2 }), 'voice')).toBeNull();
});
