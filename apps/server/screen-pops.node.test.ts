import type { ApiAgent } from '@patchbay/testing/agent.node.ts';
import { type Crm, startCrm, withPops } from '@patchbay/testing/crm.node.ts';
import { demoAs, startWorld, type World } from '@patchbay/testing/world.node.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

let crm: Crm;
let world: World;
let anna: ApiAgent;
/** A chat that goes on. */
let max: string;
beforeAll(async () => {
  crm = await startCrm();
  world = await startWorld({
    yaml: (text) => withPops(crm.url)(text).replace('signIn: notReady', 'signIn: notReady\n  maskNumbers: true'),
    more: [demoAs('other')],
  });
  anna = await world.agent('anna');
  await anna.goesReady();
});
afterAll(async () => {
  await world.close();
  await crm.close();
});

type Pop = Record<'key' | 'address' | 'framing', string>;
const listed = async (who: ApiAgent, interaction: string) =>
  (await who.request('GET', `/api/interactions/${interaction}/screen-pops`)).body['pops'] as readonly Pop[];
const page = (who: ApiAgent, interaction: string, key: string) =>
  fetch(`${world.url}/api/screen-pop?interaction=${interaction}&key=${key}`, { headers: { cookie: who.cookie } });

async function offered(name: string, data: object = {}) {
  const customer = await world.customer(name);
  await customer.asks({ type: 'startChat', form: { name, subject: 'A tent' }, data, text: 'Hello' });
  return anna.seesOffer(name);
}
async function taken(name: string, data: object = {}) {
  const interaction = await offered(name, data);
  await anna.accepts(interaction);
  await anna.sees('my chat', (a) => (a.chat(interaction)?.at.stage === 'active' ? true : undefined));
  return interaction;
}

test('[SP3] on the offer only what is for the offer, then all; strangers have nothing', async () => {
  const interaction = await offered('Eva & Co', { order: 'HO 1/2' });
  expect((await listed(anna, interaction)).map(({ key }) => key)).toEqual(['caller']);
  expect((await page(anna, interaction, 'order')).status).toBe(404);
  await anna.accepts(interaction);
  await anna.sees('my chat', (a) => (a.chat(interaction)?.at.stage === 'active' ? true : undefined));
  const pops = await listed(anna, interaction);
  const form = pops.at(-1);
  expect(pops.map((pop) => (pop as { takes?: unknown }).takes)).toEqual([['order'], [], [], [], undefined]);
  const asked = {
    pages: [
      { text: 'Ask for the day.', fields: [{ variable: 'needed-by', required: true }] },
      { fields: [{ variable: 'topic', hint: 'As they say' }] },
    ],
  };
  expect(form).toMatchObject({ key: 'fault', show: 'tab', form: asked });
  expect((await page(anna, interaction, 'fault')).status).toBe(404); // it is no page
  expect(pops.slice(0, -1).map(({ key, address }) => [key, address.slice(crm.url.length)])).toEqual([
    ['order', '/open/HO%201%2F2?who=Eva%20%26%20Co'],
    ['caller', '/open/caller-Eva%20%26%20Co'],
    ['shut', `/shut/${interaction}`],
    ['wiki', '/open/wiki'],
  ]);
  const cleo = await world.staff('cleo');
  for (const stranger of [cleo, await world.staff('anna', 'other'), await world.staff('ada', 'other')]) {
    expect((await stranger.request('GET', `/api/interactions/${interaction}/screen-pops`)).status).toBe(404);
    expect((await page(stranger, interaction, 'order')).status).toBe(404);
  }
  expect((await fetch(`${world.url}/api/screen-pop?interaction=${interaction}&key=order`)).status).toBe(401);
  expect(await listed(await world.staff('sam'), interaction)).toHaveLength(5);
});

test('[SP4] the page around the page has a policy of its own: frames of this tenant only, no script, nothing kept', async () => {
  const interaction = await taken('Max', { order: '"><script>alert(1)</script>' });
  max = interaction;
  const answer = await page(anna, interaction, 'order');
  const text = await answer.text();
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(answer.headers.get('content-security-policy')).toContain(`frame-src ${crm.url};`);
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'; style-src 'sha256-");
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
  expect(text).toContain('sandbox="allow-scripts allow-forms allow-popups allow-popups-to-escape-sandbox"');
  expect(text).not.toContain('<script');
  const desktop = await fetch(`${world.url}/api/desk`);
  expect(desktop.headers.get('content-security-policy')).toContain("frame-src 'self'");
});

test('[SP2] [SP6] a page is asked whether it refuses frames, once and without any value; a masked number is nowhere', async () => {
  const before = crm.asked.length;
  const interaction = await taken('Tia', { order: 'HO-7' });
  const pops = await listed(anna, interaction);
  expect(pops.map(({ key, framing }) => [key, framing])).toEqual([
    ['order', 'fine'],
    ['caller', 'fine'],
    ['shut', 'refused'],
    ['wiki', 'fine'],
    ['fault', undefined],
  ]);
  expect(crm.asked.length).toBe(before);
  expect(new Set(crm.asked)).toEqual(new Set(['HEAD /open/?who=', 'HEAD /open/caller-', 'HEAD /shut/', 'HEAD /open/wiki']));
  expect(crm.asked).toHaveLength(4);
});

test('[SP3] a colleague who is asked for advice has it too', async () => {
  const interaction = max;
  const ben = await world.agent('ben');
  const isIn = (stage: string) =>
    ben.sees(stage, (b) => (b.chat(interaction)?.participations.some((p) => p.agent === 'ben' && p.stage === stage) ? true : undefined));
  await ben.goesReady();
  await anna.does({ type: 'consult', interaction, to: 'ben', comment: '' });
  await isIn('offered');
  await ben.accepts(interaction);
  await isIn('active');
  expect(await listed(ben, interaction)).toHaveLength(5);
});
