import { readCentre } from '@patchbay/configuration/read.ts';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiAgent } from './agent.node.ts';
import { testClock } from './clock.ts';
import { type SigningSite, signingSite } from './identity.node.ts';
import { demo, startWorld, type World } from './world.node.ts';

const clock = testClock();
const minute = 60_000;
let world: World;
let site: SigningSite;
let sam: ApiAgent;
beforeAll(async () => {
  site = await signingSite('EdDSA', clock.now);
  world = await startWorld({ clock, yaml: site.yaml });
  sam = await world.staff('sam');
});
afterAll(() => world.close());

async function comes(body: object, at = world) {
  const response = await fetch(`${at.url}/api/visitors`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ widget: 'demo/shop', ...body }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
const refusedWith = async (identity: string) => {
  const { status, body } = await comes({ identity });
  return [status, body['refused'], typeof body['token']];
};
/** A chat of who came with this body, as a supervisor sees it. */
async function chatOf(body: object, form: object = {}) {
  const came = await comes(body);
  const started = await fetch(`${world.url}/api/commands`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${String(came.body['token'])}`,
      'idempotency-key': crypto.randomUUID(),
    },
    body: JSON.stringify({ type: 'startChat', form: { name: 'Mallory', subject: 'My order', ...form } }),
  });
  const { interaction } = (await started.json()) as { interaction: string };
  await sam.reads(interaction);
  const { state } = (await sam.request('GET', `/api/interactions/${interaction}`)).body as never as {
    state: { contact: string; work: { verified?: true; form: Record<string, string>; visitor: string } };
  };
  const contact = (await sam.request('GET', `/api/contacts/${state.contact}`)).body;
  return { came: came.body, state, contact };
}

describe('[CH41] a token of the site', () => {
  test.each(['EdDSA', 'ES256'] as const)('that is signed with a key of the widget (%s) names the customer', async (alg) => {
    const other = await signingSite(alg, clock.now);
    const there = await startWorld({ clock, yaml: other.yaml });
    const { status, body } = await comes({ identity: await other.signs({ name: 'Eva', email: 'eva@example.org' }) }, there);
    expect([status, body['identity']]).toEqual([200, { name: 'Eva', email: 'eva@example.org' }]);
    await there.close();
  });
  test('is taken once: a second time it is refused, in another browser too', async () => {
    const identity = await site.signs({});
    expect((await comes({ identity })).status).toBe(200);
    expect(await refusedWith(identity)).toEqual([401, 'identity.used', 'undefined']);
  });
  const seconds = () => Math.floor(clock.now() / 1000);
  test.each<readonly [string, string, () => Promise<string>]>([
    ['is over', 'identity.expired', () => site.signs({ iat: seconds() - 400, exp: seconds() - 31 })],
    ['lives longer than ten minutes', 'identity.tooLong', () => site.signs({ exp: seconds() + 601 })],
    ['is from tomorrow', 'identity.tooLong', () => site.signs({ iat: seconds() + 86_400, exp: seconds() + 86_700 })],
    ['is not valid yet', 'identity.notYet', () => site.signs({ iat: seconds() + 31 })],
    ['is for another widget', 'identity.audience', () => site.signs({ aud: 'demo/other' })],
    ['is for nobody', 'identity.audience', () => site.signs({ aud: undefined })],
    ['names nobody', 'identity.claim', () => site.signs({ sub: undefined })],
    ['has no name of its own', 'identity.claim', () => site.signs({ jti: undefined })],
    ['never ends', 'identity.claim', () => site.signs({ exp: undefined })],
    ['has no beginning', 'identity.claim', () => site.signs({ iat: undefined })],
    ['has an address that is none', 'identity.claim', () => site.signs({ email: 'eva' })],
    ['is signed with a key that is not there', 'identity.unknownKey', () => site.signs({}, { kid: 'k2' })],
    ['is signed with a key of the prototype', 'identity.unknownKey', () => site.signs({}, { kid: 'constructor' })],
    ['is signed with another key', 'identity.signature', async () => (await signingSite('EdDSA', clock.now)).signs({})],
    ['is signed with a shared secret', 'identity.invalid', () => site.signs({}, { alg: 'HS256', key: new Uint8Array(32) })],
    ['is not signed', 'identity.invalid', async () => `${btoa('{"alg":"none","kid":"k1"}')}.${btoa('{"sub":"user-1"}')}.`],
    ['is no token', 'identity.unknownKey', async () => 'x'.repeat(40)],
  ])('that %s is refused: %s', async (_, why, token) => {
    const [status, refused, admitted] = await refusedWith(await token());
    expect([status, admitted]).toEqual([401, 'undefined']);
    expect([why, ...(why === 'identity.unknownKey' ? ['identity.invalid'] : [])]).toContain(refused);
  });
  test('within 30 s of the clock of the site it is taken', async () => {
    expect((await comes({ identity: await site.signs({ iat: seconds() + 29, exp: seconds() + 200 }) })).status).toBe(200);
    expect((await comes({ identity: await site.signs({ iat: seconds() - 300, exp: seconds() - 29 }) })).status).toBe(200);
  });
  test('is refused by a widget without keys', async () => {
    const there = await startWorld({ clock });
    expect((await comes({ identity: await site.signs({}) }, there)).body['refused']).toBe('identity.off');
    await there.close();
  });
  test('the configuration takes public keys only', async () => {
    const withKey = (jwk: object) =>
      readCentre(demo.replace('    origins: [self]\n', (l) => `${l}    identity: { keys: { k1: ${JSON.stringify(jwk)} } }\n`));
    const x = 'x'.repeat(43);
    expect('centre' in withKey({ kty: 'OKP', crv: 'Ed25519', x })).toBe(true);
    expect('centre' in withKey({ kty: 'EC', crv: 'P-256', x, y: x })).toBe(true);
    for (const jwk of [
      { kty: 'OKP', crv: 'Ed25519', x, d: x },
      { kty: 'OKP', crv: 'P-256', x },
      { kty: 'EC', crv: 'P-256', x },
      { kty: 'oct', k: x },
    ])
      expect('problems' in withKey(jwk)).toBe(true);
  });
});

describe('[CH42] who was named', () => {
  test('is verified, by the name of the site and not by the one in the form, and stays one contact', async () => {
    const eva = { sub: 'eva', name: 'Eva Hansen', email: 'eva@shop.example' };
    const one = await chatOf({ identity: await site.signs(eva) }, { email: 'mallory@evil.example' });
    expect(one.state.work).toMatchObject({ verified: true, form: { name: 'Eva Hansen', email: 'eva@shop.example' } });
    expect(one.contact).toMatchObject({ name: 'Eva Hansen', verified: true });
    const two = await chatOf({ identity: await site.signs(eva) }, { phone: '+49 30 1234567' });
    expect([two.state.contact, two.state.work.visitor === one.state.work.visitor]).toEqual([one.state.contact, false]);
    expect(JSON.stringify(two.contact)).not.toMatch(/mallory|Mallory/);
  });
  test('never gets what somebody typed before, and nobody who types gets theirs', async () => {
    const typed = await chatOf({}, { name: 'Ida', email: 'ida@shop.example' });
    const named = await chatOf({
      resume: typed.came['resume'],
      identity: await site.signs({ sub: 'ida', name: 'Ida', email: 'ida@shop.example' }),
    });
    const again = await chatOf({}, { name: 'Ida', email: 'ida@shop.example' });
    expect(typed.state.work.verified).toBe(undefined);
    expect(new Set([typed, named].map((one) => one.state.contact)).size).toBe(2);
    expect(again.state.contact).not.toBe(named.state.contact);
    expect(named.state.work.visitor).not.toBe(typed.state.work.visitor);
    expect(named.came['resume']).not.toBe(typed.came['resume']);
  });
  test('is verified in this browser for a day, and the same visitor when named again; as somebody else a new one', async () => {
    const first = await comes({ identity: await site.signs({ sub: 'uma', name: 'Uma' }) });
    const { resume } = first.body;
    expect((await comes({ resume })).body).toMatchObject({ resume, identity: { name: 'Uma' } });
    expect((await comes({ resume, identity: await site.signs({ sub: 'uma', name: 'Uma B.' }) })).body).toMatchObject({
      resume,
      identity: { name: 'Uma B.' },
    });
    expect((await comes({ resume, identity: await site.signs({ sub: 'zoe' }) })).body['resume']).not.toBe(resume);
    for (let hours = 0; hours < 23; hours++) {
      clock.pass(60 * minute);
      expect((await comes({ resume })).body['resume']).toBe(resume);
    }
    clock.pass(60 * minute);
    expect((await comes({ resume })).body).toMatchObject({ identity: null });
  });
  test('nobody makes themselves verified: the token of the visit is ours', async () => {
    const forged = await new SignJWT({ tenant: 'demo', widget: 'shop', identity: { name: 'Eva', email: null } })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject('v')
      .setAudience('patchbay-visitor')
      .setExpirationTime(Math.floor(clock.now() / 1000) + 300)
      .sign(new Uint8Array(32));
    const reply = await fetch(`${world.url}/api/commands`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${forged}`, 'idempotency-key': 'forged-key' },
      body: JSON.stringify({ type: 'startChat', form: { name: 'Eva', subject: 'x' } }),
    });
    expect(reply.status).toBe(401);
  });
});
