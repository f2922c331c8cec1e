import { expect, test } from 'vitest';
import { deathsInARow, delayAfter } from './backoff.ts';
import { settingsFrom } from './settings.ts';
import { concernsServer } from './sources.ts';
import { type VoiceState, voiceState } from './voice.ts';

test('without any setting: port 7070, folder ./data, the embedded database', () => {
  expect(settingsFrom({})).toEqual({ port: 7070, host: '127.0.0.1', folder: './data', databaseUrl: undefined, voice: true, mail: true });
  expect(settingsFrom({ DATABASE_URL: '' })).toEqual({
    port: 7070,
    host: '127.0.0.1',
    folder: './data',
    databaseUrl: undefined,
    voice: true,
    mail: true,
  });
});

test('every wrong setting is named in one sentence', () => {
  const wrong = settingsFrom({
    PATCHBAY_PORT: 'seven',
    PATCHBAY_DATA: ' ',
    DATABASE_URL: 'mysql://there',
    PATCHBAY_VOICE: 'loud',
    PATCHBAY_MAIL: 'some',
  });
  expect(wrong).toEqual({
    problems: [
      expect.stringContaining('PATCHBAY_PORT is "seven"'),
      expect.stringContaining('PATCHBAY_DATA is empty'),
      expect.stringContaining('DATABASE_URL is no PostgreSQL address'),
      expect.stringContaining('PATCHBAY_VOICE is "loud"'),
      expect.stringContaining('PATCHBAY_MAIL is "some"'),
    ],
  });
});

test.each(['0', '65536', '-1', '80.5', '', '0x50', '1e3'])('%j is no port', (port) => {
  expect(settingsFrom({ PATCHBAY_PORT: port })).toHaveProperty('problems');
});

test.each(['1', '7071', '65535'])('%j is a port', (port) => {
  expect(settingsFrom({ PATCHBAY_PORT: port })).toMatchObject({ port: Number(port) });
});

test('the pause before starting again grows from 0.2 s to 5 s', () => {
  expect([1, 2, 3, 4, 5, 6, 50].map(delayAfter)).toEqual([200, 400, 800, 1600, 3200, 5000, 5000]);
});

test('one that ran for a while before it died begins anew', () => {
  expect([deathsInARow(3, 500), deathsInARow(3, 60_000)]).toEqual([4, 1]);
});

test('only what the server is made of starts it anew', () => {
  const files = ['routing/match.ts', 'base/commit.node.ts', 'chat/migrations/0007-chat.sql', 'centre.yaml'];
  const others = [
    'chat/panel.web.tsx',
    'chat/rules.test.ts',
    'chat/api.node.test.ts',
    'chat/README.md',
    'chat/test/world.ts',
    'x/node_modules/y/z.ts',
  ];
  expect([...files, ...others].filter(concernsServer)).toEqual(files);
});

test.each<[string, readonly VoiceState[], VoiceState]>([
  ['all run: ready', ['ready', 'ready'], 'ready'],
  ['one is not there yet: starting', ['ready', 'starting'], 'starting'],
  ['one cannot run: why', ['starting', { reason: 'no port' }], { reason: 'no port' }],
])('engines together: %s', (_, states, together) => {
  expect(voiceState(new Map(states.map((state, n) => [String(n), state])))).toEqual(together);
});
