import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Reception, reception } from './test/reception.node.ts';

let house: Reception;
beforeAll(async () => {
  house = await reception();
});
afterAll(() => house.close());

test('[US15] what a user chooses is there in another browser, counted, and nobody else’s', async () => {
  const [here, there, ben] = [house.browser(), house.browser('10.0.0.2'), house.browser('10.0.0.3')];
  await here.signsIn('anna');
  await ben.signsIn('ben');
  const choose = (browser: typeof here, set: object) => browser.asks('POST', '/api/preferences', { set });
  expect((await here.asks('GET', '/api/preferences')).body).toEqual({ version: 0, preferences: {} });
  await choose(here, { theme: 'contrast', textSize: 150, keys: { end: '' } });
  expect((await choose(here, { theme: null, density: 'compact' })).body['version']).toBe(2);
  await there.signsIn('anna', { force: true });
  expect((await there.asks('GET', '/api/preferences')).body['preferences']).toEqual({
    textSize: 150,
    density: 'compact',
    keys: { end: '' },
  });
  expect((await ben.asks('GET', '/api/preferences')).body['preferences']).toEqual({});
});

test('[US15] what is no preference is refused and changes nothing; who is not signed in has none', async () => {
  const anna = house.browser();
  await anna.signsIn('anna', { force: true });
  const before = (await anna.asks('GET', '/api/preferences')).body;
  for (const set of [
    { theme: 'pink' },
    { textSize: 400 },
    { hacked: true },
    { keys: { end: 'x'.repeat(41) } },
    { volume: 1.5 },
    { contextWidth: 299 },
    { contextWidth: 561 },
  ])
    expect((await anna.asks('POST', '/api/preferences', { set })).status).toBe(400);
  expect((await anna.asks('GET', '/api/preferences')).body).toEqual(before);
  expect((await house.browser().asks('GET', '/api/preferences')).status).toBe(401);
  expect((await house.browser().asks('POST', '/api/preferences', { set: {} })).status).toBe(401);
});
