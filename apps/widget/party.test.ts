import { expect, test } from 'vitest';
import type { Socket, SocketEvents } from './outside.ts';
import { partyLine, type Tabs, type Word } from './party.ts';
import { pretend } from './pretend.ts';

/** Tabs of one browser: one lock, one channel. */
function browser() {
  const world = pretend();
  const queue: { readonly led: () => void; readonly deposed: () => void }[] = [];
  const ears = new Set<(word: Word) => void>();
  const frozen = new Set<(word: Word) => void>();
  const sockets: { readonly on: SocketEvents; readonly said: unknown[]; closed: boolean }[] = [];
  const direct = (on: SocketEvents): Socket => {
    const socket = { on, said: [] as unknown[], closed: false };
    sockets.push(socket);
    return { send: (frame) => socket.said.push(frame), close: () => void (socket.closed = true) };
  };
  const lead: Tabs['lead'] = (on, atOnce) => {
    if (atOnce) queue.shift()?.deposed();
    if (atOnce) queue.unshift(on);
    else queue.push(on);
    if (queue[0] === on) on.led();
    return () => {
      const led = queue[0] === on;
      if (queue.includes(on)) queue.splice(queue.indexOf(on), 1);
      if (led) queue[0]?.led();
    };
  };
  const tab = () => {
    const heard: string[] = [];
    let mine: ((word: Word) => void) | undefined;
    const tabs: Tabs = {
      lead,
      say: (word) => [...ears].forEach((ear) => ear !== mine && !frozen.has(ear) && ear(word)),
      hear(ear) {
        mine = ear;
        ears.add(ear);
        return () => ears.delete(ear);
      },
    };
    const events: SocketEvents = {
      opened: () => heard.push('opened'),
      frame: (frame) => heard.push(frame.f),
      closed: () => heard.push('closed'),
    };
    const socket = partyLine(direct, tabs, world.outside)(events);
    return { heard, socket, freeze: () => mine && frozen.add(mine) };
  };
  return { world, sockets, tab };
}
const nothing = { f: 'nothing' } as const;

test('[WI20] several tabs have one socket: the others hear and speak through it', async () => {
  const { world, sockets, tab } = browser();
  const [one, two] = [tab(), tab()];
  sockets[0]?.on.opened();
  await world.pass(200);
  two.socket.send({ f: 'hello' });
  sockets[0]?.on.frame(nothing);
  await world.pass(60_000);
  expect([sockets.length, sockets[0]?.said, one.heard, two.heard]).toEqual([
    1,
    [{ f: 'hello' }],
    ['opened', 'nothing'],
    ['opened', 'nothing'],
  ]);
});
test('[WI20] when the leader is gone another tab leads', async () => {
  const { world, sockets, tab } = browser();
  const [one, two] = [tab(), tab()];
  await world.pass(200);
  one.socket.close();
  expect([sockets.length, sockets[0]?.closed]).toEqual([2, true]);
  sockets[1]?.on.opened();
  sockets[1]?.on.frame(nothing);
  expect([one.heard, two.heard]).toEqual([[], ['opened', 'opened', 'nothing']]);
});
test('[WI20] when the line of the leader is lost all tabs know, and each may lead', () => {
  const { sockets, tab } = browser();
  const [one, two] = [tab(), tab()];
  sockets[0]?.on.closed();
  sockets[0]?.on.closed();
  expect([one.heard, two.heard]).toEqual([['closed'], ['closed']]);
});
test('[WI20] a leader that does not answer for 3 s is replaced', async () => {
  const { world, sockets, tab } = browser();
  const [one, two] = [tab(), tab()];
  await world.pass(200);
  one.freeze();
  two.socket.send({ f: 'hello' });
  await world.pass(2999);
  expect(sockets.length).toBe(1);
  await world.pass(1);
  expect([sockets.length, sockets[0]?.closed, one.heard]).toEqual([2, true, ['closed']]);
});
test('[WI20] who has left hears nothing more', () => {
  const { sockets, tab } = browser();
  const [one, two] = [tab(), tab()];
  two.socket.close();
  sockets[0]?.on.frame(nothing);
  one.socket.close();
  sockets[0]?.on.frame(nothing);
  sockets[0]?.on.closed();
  expect([one.heard, two.heard]).toEqual([['nothing'], []]);
});
