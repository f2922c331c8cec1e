import { expect, test } from 'vitest';
import type { Api } from './api.ts';
import { bridge, type Heard } from './bridge.ts';
import { markOf, restored, wordsFor } from './framing.ts';

const app = 'https://app.example';
function around(framed: boolean) {
  const done: unknown[] = [];
  const sent: unknown[] = [];
  const api = new Proxy({} as Api, {
    get:
      (_, name) =>
      (...given: unknown[]) =>
        void done.push([name, ...given]),
  });
  const it = bridge({ framed, allowed: [app], api, send: (word, origin) => sent.push([word, origin]) });
  const says = (data: unknown, from: Heard['from'] = framed ? 'parent' : 'inside', origin = framed ? app : 'https://chat.example') =>
    it.hear({ data, from, origin });
  return { ...it, says, done, sent };
}
const word = (type: string, more: object = {}) => ({ patchbay: 1, type, ...more });

test('[WI42] nothing is said and nothing done before the app has said hello; then every message is answered', () => {
  const { says, changed, done, sent } = around(true);
  changed({ widget: 'demo/shop', open: true, unread: 0, stage: null });
  says(word('open', { id: 1 }));
  expect([done, sent]).toEqual([[], [[{ patchbay: 1, type: 'refused', of: 'open', id: 1 }, app]]]);
  says(word('hello'));
  expect(sent.slice(1)).toEqual([
    [expect.objectContaining({ type: 'ready', version: 1, knows: expect.arrayContaining(['identify', 'locate', 'picture']) }), app],
    [{ patchbay: 1, type: 'state', widget: 'demo/shop', open: true, unread: 0, stage: null }, app],
  ]);
  says(word('open', { id: 2 }));
  expect([done, sent.at(-1)]).toEqual([[['open']], [{ patchbay: 1, type: 'done', of: 'open', id: 2 }, app]]);
});
test('[WI42] what changes is told once', () => {
  const { says, changed, sent } = around(true);
  says(word('hello'));
  for (const unread of [0, 0, 1]) changed({ widget: 'demo/shop', open: false, unread, stage: 'chatting' });
  expect(sent.slice(1).map((one) => (one as [object])[0])).toEqual([
    { patchbay: 1, type: 'state', widget: 'demo/shop', open: false, unread: 0, stage: 'chatting' },
    { patchbay: 1, type: 'state', widget: 'demo/shop', open: false, unread: 1, stage: 'chatting' },
  ]);
});
test.each<[string, boolean, Heard['from'], string]>([
  ['another page in a frame of the same page', true, 'strange', app],
  ['a page around that the widget does not allow', true, 'parent', 'https://evil.example'],
  ['a page without an origin', true, 'parent', 'null'],
  ['the chat itself, in a frame', true, 'inside', app],
  ['whoever opened the chat in a window', false, 'strange', app],
  ['a page around where there is none', false, 'parent', app],
])('[WI42] %s is not heard and not answered', (_, framed, from, origin) => {
  const { says, done, sent } = around(framed);
  for (const type of ['hello', 'open', 'forget']) says(word(type), from, origin);
  expect([done, sent]).toEqual([[], []]);
});
test('[WI42] an app says where it is told of messages', () => {
  const { says, done } = around(true);
  says(word('hello'));
  says(word('push', { kind: 'apns', token: 'device-1' }));
  expect(done).toEqual([['push', { kind: 'apns', token: 'device-1' }]]);
});
test('[WI42] an app speaks through its own web view', () => {
  const { says, done, sent } = around(false);
  says(word('hello'));
  says(word('identify', { token: 'x.y.z' }));
  expect([done, sent.length]).toEqual([[['identify', 'x.y.z']], 2]);
});
test.each([
  ['identify', { token: '' }],
  ['identify', { token: 'x'.repeat(4001) }],
  ['identify', {}],
  ['locate', { lat: 91, lng: 0 }],
  ['locate', { lat: Number.NaN, lng: 0 }],
  ['locate', { lat: '1', lng: 0 }],
  ['locate', { lat: 1, lng: 0, acc: -1e9 }],
  ['shareLive', { on: 1 }],
  ['context', { values: ['a'] }],
  ['context', { values: { a: 1 } }],
  ['context', { values: { a: 'x'.repeat(201) } }],
  ['context', { values: Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`n${n}`, 'x'])) }],
  ['push', { kind: 'pigeon', token: 'device-1' }],
  ['push', { kind: 'apns', token: '' }],
  ['push', { kind: 'apns' }],
  ['picture', { file: 'data:', name: 'x.jpg' }],
  ['picture', { file: new Blob(['x']) }],
  ['constructor', {}],
  ['__proto__', {}],
])('[WI42] %s that is none is refused: %j', (type, fields) => {
  const { says, done, sent } = around(true);
  says(word('hello'));
  says(word(type, { id: 'a', ...fields }));
  expect([done, sent.at(-1)]).toEqual([[], [{ patchbay: 1, type: 'refused', of: type, id: 'a' }, app]]);
});
test.each([null, 'text', 7, [], {}, { patchbay: 2, type: 'hello' }, { patchbay: 1 }])('[WI42] %j is not for us', (data) => {
  const { says, sent } = around(true);
  says(data);
  expect(sent).toEqual([]);
});
test('[WI42] places, context, pictures and the end go to the chat as the page itself would ask for them', () => {
  const { says, done } = around(true);
  says(word('hello'));
  says(word('locate', { lat: 52.5, lng: 13.4, acc: 12, live: true }));
  says(word('shareLive', { on: true }));
  says(word('context', { values: { policy: 'A-1', old: '' } }));
  says(word('picture', { file: new Blob(['x'], { type: 'image/png' }), name: 'a.png' }));
  says(word('end'));
  expect(done).toEqual([
    ['shareLocation', { lat: 52.5, lng: 13.4, acc: 12, live: true }],
    ['shareLive', true],
    ['context', { policy: 'A-1', old: '' }],
    ['attach', [expect.objectContaining({ name: 'a.png', type: 'image/png' })]],
    ['end'],
  ]);
});
test('[WI64] a page keeps that there is a chat, and nothing of it', () => {
  const told = { widget: 'demo/shop', open: true, unread: 2, stage: 'chatting' } as const;
  expect(restored('demo/shop', markOf(told))).toEqual({ ...told, unread: 0 });
  expect(/"(chat|start)":["{]/.test(markOf(told) ?? '')).toBe(true); // as the loader looks for it
  expect([markOf({ ...told, stage: 'over' }), markOf({ ...told, stage: null })]).toEqual([null, null]);
  for (const strange of [null, 'x', '{}', '{"open":true}'])
    expect(restored('demo/shop', strange)).toEqual({ widget: 'demo/shop', open: false, unread: 0, stage: null });
});
test('[WI64] what a page asks reaches the chat in the frame as the messages it knows', () => {
  const said: unknown[] = [];
  const api = wordsFor((word) => void said.push(word));
  api.shareLocation({ lat: 52, lng: 13, acc: 5 });
  api.context({ policy: 'A-1' });
  api.end();
  expect(said).toEqual([{ type: 'locate', lat: 52, lng: 13, acc: 5 }, { type: 'context', values: { policy: 'A-1' } }, { type: 'end' }]);
});
