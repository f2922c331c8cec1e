import { startWorld, type World } from '@patchbay/testing/world.node.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildOf } from './version.node.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const errors = async (language: string) => {
  const reply = await fetch(`${world.url}/api/errors`, { headers: { 'accept-language': language } });
  return ((await reply.json()) as { errors: { code: string; text: string; cause: string }[] }).errors;
};

test('[HE3] what every code means is read without signing in, in both languages', async () => {
  const [english, german] = [await errors('en'), await errors('de')];
  expect(english.map(({ code }) => code)).toEqual(german.map(({ code }) => code));
  const [one, same] = [english, german].map((all) => all.find(({ code }) => code === 'PB206'));
  expect([one?.text, same?.text]).toEqual([expect.stringContaining('Finish'), expect.stringContaining('offenen')]);
  expect(one?.cause).not.toBe(same?.cause);
});

test('[SV60] the build of the desktop and the time of the server are told to everybody', async () => {
  const reply = await fetch(`${world.url}/api/version`);
  expect(await reply.json()).toEqual({ build: expect.toSatisfy((it) => it === null || /^[\w-]+$/.test(it)), now: world.clock.now() });
  expect(reply.headers.get('cache-control')).toBe('no-store');
  expect([buildOf('<script src="/assets/index-bdvLr16f.js">'), buildOf('<p>')]).toEqual(['bdvLr16f', null]);
});

test('[HE3] a refusal names its code', async () => {
  const anna = await world.agent('anna');
  expect((await anna.asks({ type: 'extendAfterWork' })).body).toMatchObject({ refused: 'agents.notNow', code: 'PB205' });
  expect((await anna.request('GET', '/api/nothing')).body).toMatchObject({ refused: 'requests.notFound', code: 'PB706' });
  const reply = await fetch(`${world.url}/api/session`, { headers: {} });
  expect(await reply.json()).toMatchObject({ refused: 'signIn.needed', code: 'PB101' });
});
