import type { Run } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isOutage } from './outage.node.ts';
import { hashOf, holdPassword, keepPassword } from './passwords.node.ts';
import { beginSession, sessionOf } from './sessions.node.ts';
import { centre, password, type Reception, reception } from './test/reception.node.ts';
import { takeTry } from './tries.node.ts';

const shop = 'shop' as TenantId;
const hour = 3_600_000;
let house: Reception;
beforeAll(async () => {
  house = await reception();
});
afterAll(() => house.close());
beforeEach(async () => {
  house.clock.pass(24 * hour); // sessions and tries of the test before are over
  house.centres.clear();
  for (const key of ['shop', 'bank']) house.centres.set(key, centre(key));
  house.told.length = 0;
  house.loggedOff.length = 0;
  house.working.clear();
});

const rows = (text: string) => house.database.db.as(shop)({ text });
const wrong = { password: 'wrong-horse-battery' };

/** Resolves when the work waits for a lock of the database, or has ended without. */
async function blocked(work: Promise<unknown>): Promise<void> {
  let ended = false;
  void work.finally(() => (ended = true));
  const waits = "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
  while (!ended && (await rows(waits)).length === 0);
}

/** Does `first` in a transaction that ends only when `second`, begun meanwhile, waits for it or is done. */
async function meanwhile<T>(first: (run: Run) => Promise<unknown>, second: () => Promise<T>): Promise<T> {
  let later: Promise<T> | undefined;
  await house.database.db.transaction(shop, async (run) => {
    await first(run);
    later = second();
    await blocked(later);
  });
  if (!later) throw new Error('the transaction did not run');
  return later;
}

describe('[US1] signing in', () => {
  test('answers who it is and sets the cookie; then the cookie says so', async () => {
    const browser = house.browser();
    const answer = await browser.signsIn('anna');
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      me: {
        id: 'anna',
        name: 'Anna',
        nickname: 'Anna',
        role: 'agent',
        tenant: { key: 'shop', name: 'shop' },
        language: 'de',
        may: ['end', 'decline', 'takeWork', 'extendWrapUp', 'ban', 'handOnMails'],
      },
    });
    expect(answer.headers['set-cookie']).toMatch(/^patchbay=shop\.[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect((await browser.asks('GET', '/api/session')).body).toEqual(answer.body);
    expect(await sessionOf(house.deps, browser.cookie)).toMatchObject({
      tenant: 'shop',
      user: 'anna',
      person: { agent: 'anna', may: ['end', 'decline', 'takeWork', 'extendWrapUp', 'ban', 'handOnMails'] },
    });
  });
  test('takes tenant and login in any case', async () => {
    expect((await house.browser().signsIn(' Anna ', { tenant: 'SHOP' })).status).toBe(200);
  });
  test('keeps neither the secret nor the password in the database', async () => {
    const browser = house.browser();
    await browser.signsIn('anna');
    const secret = browser.cookie?.split('.')[1] ?? 'none';
    const all = JSON.stringify([
      await rows('select * from sessions'),
      await rows('select * from passwords'),
      await rows('select * from audit'),
    ]);
    expect(all).not.toContain(secret);
    expect(all).not.toContain(password);
    expect(all).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
  });
  test('without a cookie nobody is signed in', async () => {
    expect(await house.browser().asks('GET', '/api/session')).toMatchObject({
      status: 401,
      refused: 'signIn.needed',
      body: { text: 'Please sign in.' },
    });
    expect((await house.browser().asks('GET', '/api/session', undefined, { cookie: `patchbay=shop.${'A'.repeat(43)}` })).status).toBe(401);
  });
  test('the same secret does not open another tenant', async () => {
    const browser = house.browser();
    await browser.signsIn('anna');
    const there = browser.cookie?.replace('shop.', 'bank.');
    expect(await sessionOf(house.deps, there)).toBeNull();
  });
  test('the only tenant is told, of several none', async () => {
    expect((await house.browser().asks('GET', '/api/sign-in')).body).toEqual({ tenants: [] });
    house.centres.delete('bank');
    expect((await house.browser().asks('GET', '/api/sign-in')).body).toEqual({ tenants: [{ key: 'shop', name: 'shop' }] });
  });
  test.each([{ login: '' }, { password: '' }, { password: 'x'.repeat(201) }, { tenant: 7 }, { force: 'yes' }])(
    'an invalid request is refused: %j',
    async (more) => {
      expect((await house.browser().signsIn('anna', more)).status).toBe(400);
    },
  );
});

describe('[US2] what is wrong is not told', () => {
  test('a wrong password, an unknown user, a user without a password and an unknown tenant get the same answer', async () => {
    const answers = [
      await house.browser().signsIn('anna', wrong),
      await house.browser().signsIn('nobody', wrong),
      await house.browser().signsIn('nadia'),
      await house.browser().signsIn('constructor', wrong),
      await house.browser().signsIn('anna', { tenant: 'nowhere' }),
    ];
    for (const { status, body } of answers) expect([status, body]).toEqual([401, answers[0]?.body]);
    expect(answers[0]?.refused).toBe('signIn.badCredentials');
  });
  test('an unknown tenant has limits too', async () => {
    const guess = () => house.browser('10.9.9.9').signsIn('anna', { tenant: 'nowhere' });
    for (let n = 0; n < 5; n++) expect((await guess()).status).toBe(401);
    expect(await guess()).toMatchObject({ status: 429, refused: 'signIn.tooMany' });
  });
});

describe('[US4] shut out', () => {
  const disabled = { users: { anna: { name: 'Anna', role: 'agent', disabled: true } } };
  test('a disabled user is told so with the right password only', async () => {
    house.centres.set('shop', centre('shop', disabled));
    expect(await house.browser().signsIn('anna')).toMatchObject({ status: 403, refused: 'signIn.userDisabled' });
    expect(await house.browser().signsIn('anna', wrong)).toMatchObject({ status: 401, refused: 'signIn.badCredentials' });
  });
  test('so is the user of a disabled tenant', async () => {
    house.centres.set('shop', centre('shop', { tenant: { key: 'shop', name: 'Shop', disabled: true } }));
    expect(await house.browser().signsIn('anna')).toMatchObject({ status: 403, refused: 'signIn.tenantDisabled' });
    expect(await house.browser().signsIn('anna', wrong)).toMatchObject({ status: 401, refused: 'signIn.badCredentials' });
  });
  test('who is signed in is out with the next request, and back when enabled again', async () => {
    const browser = house.browser();
    await browser.signsIn('anna');
    house.centres.set('shop', centre('shop', disabled));
    expect((await browser.asks('GET', '/api/session')).status).toBe(401);
    house.centres.delete('shop');
    expect((await browser.asks('GET', '/api/session')).status).toBe(401);
    house.centres.set('shop', centre());
    expect((await browser.asks('GET', '/api/session')).status).toBe(200);
  });
  test('another role counts from the next request on', async () => {
    const browser = house.browser();
    await browser.signsIn('anna');
    house.centres.set('shop', centre('shop', { users: { anna: { name: 'Anna', role: 'supervisor' } } }));
    expect((await sessionOf(house.deps, browser.cookie))?.person.may).toContain('seeAllWork');
  });
});

describe('[US5] one session at a time', () => {
  test('a second one is refused, and by force throws the first out with its own message', async () => {
    const [here, there] = [house.browser(), house.browser()];
    await there.signsIn('anna');
    expect(await here.signsIn('anna')).toMatchObject({ status: 409, refused: 'signIn.alreadySignedIn' });
    expect((await there.asks('GET', '/api/session')).status).toBe(200);
    expect((await here.signsIn('anna', { force: true })).status).toBe(200);
    expect(house.told).toEqual([['signIn.elsewhere', 1]]);
    expect((await there.asks('GET', '/api/session')).status).toBe(401);
    expect((await here.asks('GET', '/api/session')).status).toBe(200);
  });
  test('the same browser replaces its own session', async () => {
    const browser = house.browser();
    await browser.signsIn('anna');
    const before = browser.cookie;
    expect((await browser.signsIn('anna')).status).toBe(200);
    expect(browser.cookie).not.toBe(before);
    expect(await sessionOf(house.deps, before)).toBeNull();
  });
  test('another user in the same browser ends the session of the first and takes them out of routing', async () => {
    const browser = house.browser();
    await browser.signsIn('anna');
    const before = browser.cookie;
    expect((await browser.signsIn('ben')).status).toBe(200);
    expect(house.told).toEqual([['signIn.replaced', 1]]);
    expect(house.loggedOff).toEqual(['anna']);
    expect(await sessionOf(house.deps, before)).toBeNull();
  });
  test('of two at once one comes in', async () => {
    const both = await Promise.all([house.browser().signsIn('anna'), house.browser().signsIn('anna')]);
    expect(both.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    expect(await rows("select 1 from sessions where user_id = 'anna'")).toHaveLength(1);
  });
  test('the second sees the first, however close they are', async () => {
    const first = async (run: Run) => {
      await holdPassword(run, shop, 'anna');
      await beginSession(run, { tenant: shop, user: 'anna', sessionId: 'the first' }, { at: house.clock.now(), address: '' });
    };
    expect(await meanwhile(first, () => house.browser().signsIn('anna'))).toMatchObject({ status: 409 });
  });
  test('a password that changes while it is checked no longer opens', async () => {
    const [old] = await rows("select hash from passwords where user_id = 'anna'");
    const hash = await hashOf('another-horse-battery');
    const change = async (run: Run) => {
      await holdPassword(run, shop, 'anna');
      await keepPassword(run, shop, { user: 'anna', hash, at: 0 });
    };
    expect(await meanwhile(change, () => house.browser().signsIn('anna'))).toMatchObject({ status: 401 });
    await keepPassword(house.database.db.as(shop), shop, { user: 'anna', hash: String(old?.['hash']), at: 0 });
  });
  test('a session that is over does not count', async () => {
    await house.browser().signsIn('anna');
    house.clock.pass(12 * hour);
    expect((await house.browser().signsIn('anna')).status).toBe(200);
  });
});

describe('[US6] guessing', () => {
  const guess = (login = 'anna', address?: string) => house.browser(address).signsIn(login, wrong);

  test('after five wrong passwords the address waits for this account, with the seconds', async () => {
    for (let n = 0; n < 5; n++) expect((await guess()).status).toBe(401);
    house.clock.pass(300_000);
    const late = await house.browser().signsIn('anna');
    expect(late).toMatchObject({ status: 429, refused: 'signIn.tooMany', body: { with: { seconds: 600 } } });
    expect(late.headers['retry-after']).toBe('600');
    house.clock.pass(600_000);
    expect((await house.browser().signsIn('anna')).status).toBe(200);
  });
  test('nobody is locked out: the right password from another address works, and other accounts from the same one', async () => {
    for (let n = 0; n < 6; n++) await guess('anna', '10.66.0.1');
    expect((await guess('anna', '10.66.0.1')).status).toBe(429);
    expect((await house.browser('10.0.0.2').signsIn('anna')).status).toBe(200);
    expect((await house.browser('10.66.0.1').signsIn('ben')).status).toBe(200);
  });
  test('an address is limited over all accounts together', async () => {
    house.centres.set('shop', centre('shop', { signIn: { perAddress: 4 } }));
    for (const login of ['anna', 'ben', 'sam', 'nobody']) expect((await guess(login)).status).toBe(401);
    expect((await guess('another')).status).toBe(429);
    expect((await house.browser().signsIn('anna')).status).toBe(429);
    expect((await house.browser('10.0.0.2').signsIn('anna')).status).toBe(200);
  });
  test('addresses of one IPv6 network are one', async () => {
    for (let n = 1; n <= 5; n++) await guess('anna', `2001:db8::${n}`);
    expect((await guess('anna', '2001:db8::99')).status).toBe(429);
    expect((await guess('anna', '2001:db8:0:1::1')).status).toBe(401);
  });
  test('a right password forgets the wrong ones before it', async () => {
    for (let n = 0; n < 4; n++) await guess();
    await house.browser().signsIn('anna');
    for (let n = 0; n < 5; n++) expect((await guess()).status).toBe(401);
  });
  test('many at once are counted as many', async () => {
    const all = await Promise.all(Array.from({ length: 12 }, () => guess()));
    expect(all.filter((answer) => answer.status === 401)).toHaveLength(5);
    expect(all.filter((answer) => answer.status === 429)).toHaveLength(7);
  });
  test('two cannot take the last try', async () => {
    const limits = centre('shop', { signIn: { perAccountAndAddress: 1 } }).signIn;
    const one = (id: string) => ({ id, user: 'anna', address: '10.5.5.5', at: house.clock.now() });
    const take = () => house.database.db.transaction(shop, (run) => takeTry(run, shop, one('second'), limits));
    expect(await meanwhile((run) => takeTry(run, shop, one('first'), limits), take)).toBe(900);
  });
  test('what is out of the window is forgotten', async () => {
    await guess();
    house.clock.pass(901_000);
    await guess('ben');
    expect(await rows('select user_id from sign_in_tries')).toEqual([{ user_id: 'ben' }]);
  });
});

describe('[US7] floods', () => {
  test('more than can wait from one address are turned away at once, and do not count as wrong', async () => {
    house.centres.set('shop', centre('shop', { signIn: { perAccountAndAddress: 1000, perAddress: 1000 } }));
    const all = await Promise.all(Array.from({ length: 60 }, () => house.browser('10.77.0.1').signsIn('anna', wrong)));
    const full = all.filter((answer) => answer.status === 503);
    expect(full.length).toBeGreaterThan(0);
    expect(full[0]).toMatchObject({ refused: 'signIn.unavailable', headers: { 'retry-after': '1' } });
    const counted = await rows("select 1 from sign_in_tries where address = '10.77.0.1'");
    expect(counted).toHaveLength(all.filter((answer) => answer.status === 401).length);
  });
  test('when the database does not answer, nobody is told that their password is wrong', async () => {
    house.outage.on = true;
    const answer = await house.browser().signsIn('anna');
    house.outage.on = false;
    expect(answer).toMatchObject({ status: 503, refused: 'signIn.unavailable' });
    expect((await house.browser().signsIn('anna')).status).toBe(200);
  });
  test('only what passes counts as an outage; a bug stays a bug', () => {
    expect(isOutage(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }))).toBe(true);
    expect(isOutage(Object.assign(new Error('the server restarts'), { code: '57P01' }))).toBe(true);
    expect(isOutage(Object.assign(new Error('no such column'), { code: '42703' }))).toBe(false);
    expect(isOutage(new Error('Connection terminated unexpectedly'))).toBe(true);
  });
});

describe('[US8] a session', () => {
  test('lives on while it is used, and is over after the hours of the centre', async () => {
    const browser = house.browser();
    await browser.signsIn('anna');
    for (let n = 0; n < 3; n++) {
      house.clock.pass(11 * hour);
      expect((await browser.asks('GET', '/api/session')).status).toBe(200);
    }
    house.clock.pass(12 * hour);
    expect((await browser.asks('GET', '/api/session')).status).toBe(401);
  });
  test('is noted as seen at most once a minute', async () => {
    const browser = house.browser();
    await browser.signsIn('anna');
    const seen = async () => (await rows('select seen_at - created_at as after from sessions'))[0]?.['after'];
    house.clock.pass(59_999);
    await browser.asks('GET', '/api/session');
    expect(await seen()).toBe('0');
    house.clock.pass(1);
    await browser.asks('GET', '/api/session');
    expect(await seen()).toBe('60000');
  });
  test('reading it renews the cookie of the browser', async () => {
    const browser = house.browser();
    await browser.signsIn('anna');
    expect((await browser.asks('GET', '/api/session')).headers['set-cookie']).toMatch(/Max-Age=43200/);
  });
  test('gets a new secret every time', async () => {
    const browser = house.browser();
    await browser.signsIn('anna');
    const first = browser.cookie;
    await browser.asks('DELETE', '/api/session');
    await browser.signsIn('anna');
    expect(browser.cookie).not.toBe(first);
  });
});

describe('[US9] other web sites', () => {
  test.each([
    ['POST', '/api/session'],
    ['DELETE', '/api/session'],
    ['DELETE', '/api/sessions'],
    ['POST', '/api/password'],
  ] as const)('cannot %s %s', async (method, path) => {
    const browser = house.browser();
    await browser.signsIn('anna');
    const body = { tenant: 'shop', login: 'anna', password, old: password, next: 'another-horse-battery' };
    const from = (origin: string) => browser.asks(method, path, method === 'POST' ? body : undefined, { origin, host: 'desk.example' });
    expect(await from('https://evil.example')).toMatchObject({ status: 403, refused: 'signIn.foreign' });
    expect(await from('null')).toMatchObject({ status: 403 });
    expect((await browser.asks('GET', '/api/session')).status).toBe(200);
  });
  test('our own pages can', async () => {
    const headers = { origin: 'https://desk.example', host: 'desk.example' };
    expect((await house.browser().asks('POST', '/api/session', { tenant: 'shop', login: 'anna', password }, headers)).status).toBe(200);
  });
  test('a form that posts text is no request of ours', async () => {
    const plain = { 'content-type': 'text/plain' };
    const payload = JSON.stringify({ tenant: 'shop', login: 'anna', password });
    expect((await house.browser().asks('POST', '/api/session', payload as never, plain)).status).toBe(400);
  });
});

describe('[US5] several desktops, where the centre allows them', () => {
  beforeEach(() => void house.centres.set('shop', centre('shop', { signIn: { severalDesktops: true } })));

  test('a second one is let in, and the first goes on', async () => {
    const [first, second] = [house.browser(), house.browser('10.0.0.2')];
    expect((await first.signsIn('anna')).status).toBe(200);
    expect((await second.signsIn('anna')).status).toBe(200);
    expect([(await first.asks('GET', '/api/session')).status, (await second.asks('GET', '/api/session')).status]).toEqual([200, 200]);
    expect(house.told).toEqual([]);
  });
  test('[US10] leaving one changes nothing for the other, also with work open; leaving the last is as ever', async () => {
    const [first, second] = [house.browser(), house.browser('10.0.0.2')];
    await first.signsIn('anna');
    await second.signsIn('anna');
    house.working.add('anna');
    expect((await first.asks('DELETE', '/api/session')).status).toBe(204);
    expect(house.loggedOff).toEqual([]);
    expect((await second.asks('DELETE', '/api/session')).refused).toBe('agents.workOpen');
    house.working.delete('anna');
    expect((await second.asks('DELETE', '/api/session')).status).toBe(204);
    expect(house.loggedOff).toEqual(['anna']);
  });
  test('whoever asks for it still ends the others', async () => {
    const [first, second] = [house.browser(), house.browser('10.0.0.2')];
    await first.signsIn('anna');
    await second.signsIn('anna', { force: true });
    expect((await first.asks('GET', '/api/session')).status).toBe(401);
    expect(house.told).toEqual([['signIn.elsewhere', 1]]);
  });
});

describe('[US10] signing out', () => {
  test('ends the session, takes the agent out of routing and the cookie from the browser', async () => {
    const browser = house.browser();
    await browser.signsIn('anna');
    const before = browser.cookie;
    const answer = await browser.asks('DELETE', '/api/session');
    expect(answer.status).toBe(204);
    expect(answer.headers['set-cookie']).toMatch(/^patchbay=; Max-Age=0/);
    expect(house.loggedOff).toEqual(['anna']);
    expect(house.told).toEqual([['signIn.signedOut', 1]]);
    expect(await sessionOf(house.deps, before)).toBeNull();
  });
  test('is refused while work is open', async () => {
    const browser = house.browser();
    await browser.signsIn('anna');
    house.working.add('anna');
    expect(await browser.asks('DELETE', '/api/session')).toMatchObject({ status: 409, refused: 'agents.workOpen' });
    expect(house.loggedOff).toEqual([]);
    expect((await browser.asks('GET', '/api/session')).status).toBe(200);
  });
  test('is for who is signed in', async () => {
    expect((await house.browser().asks('DELETE', '/api/session')).status).toBe(401);
    expect((await house.browser().asks('DELETE', '/api/sessions')).status).toBe(401);
  });
  test('everywhere ends the others at once, this one only without open work', async () => {
    const browser = house.browser();
    await browser.signsIn('anna');
    const stolen = 'B'.repeat(43);
    await rows(
      `insert into sessions select tenant_id, '${stolen}', user_id, created_at, seen_at, address from sessions where user_id = 'anna'`,
    );
    house.working.add('anna');
    expect((await browser.asks('DELETE', '/api/sessions')).status).toBe(409);
    expect(house.told).toEqual([['signIn.signedOut', 1]]);
    expect(await rows("select 1 from sessions where user_id = 'anna'")).toHaveLength(1);
    house.working.clear();
    expect((await browser.asks('DELETE', '/api/sessions')).status).toBe(204);
    expect(await rows("select 1 from sessions where user_id = 'anna'")).toHaveLength(0);
  });
});

describe('[US11] changing the password', () => {
  const next = 'another-horse-battery';
  const change = (browser: ReturnType<Reception['browser']>, old: string, wanted: string) =>
    browser.asks('POST', '/api/password', { old, next: wanted });

  test('needs the old one and a strong next one; then only the next one works, and other sessions are over', async () => {
    const browser = house.browser();
    await browser.signsIn('sam');
    await rows(
      `insert into sessions select tenant_id, 'elsewhere', user_id, created_at, seen_at, address from sessions where user_id = 'sam'`,
    );
    expect(await change(browser, 'wrong-horse-battery', next)).toMatchObject({ status: 409, refused: 'signIn.badCredentials' });
    expect(await change(browser, password, 'short')).toMatchObject({ status: 409, refused: 'signIn.weakPassword' });
    expect(await change(browser, password, 'sam-the-supervisor')).toMatchObject({ status: 409, refused: 'signIn.weakPassword' });
    expect(await change(browser, password, password)).toMatchObject({ status: 409, refused: 'signIn.weakPassword' });
    expect(house.told).toEqual([]);
    expect((await change(browser, password, next)).status).toBe(204);
    expect(house.told).toEqual([['signIn.passwordChanged', 1]]);
    expect((await browser.asks('GET', '/api/session')).status).toBe(200);
    await browser.asks('DELETE', '/api/session');
    expect((await browser.signsIn('sam')).status).toBe(401);
    expect((await browser.signsIn('sam', { password: next })).status).toBe(200);
  });
  test('a stolen session cannot guess it', async () => {
    const browser = house.browser();
    await browser.signsIn('anna');
    for (let n = 0; n < 5; n++) expect((await change(browser, `wrong-horse-${n}`, next)).status).toBe(409);
    expect(await change(browser, password, next)).toMatchObject({ status: 429, refused: 'signIn.tooMany' });
  });
  test('is for who is signed in', async () => {
    expect((await change(house.browser(), password, next)).status).toBe(401);
  });
});

test('[US13] the audit notes who came, went and failed, and no login that nobody has', async () => {
  const first = Number((await rows('select coalesce(max(id), 0) as id from audit'))[0]?.['id']);
  const browser = house.browser('10.3.3.3');
  await browser.signsIn('anna', wrong);
  await browser.signsIn('my-secret-typed-here', wrong);
  await browser.signsIn('anna');
  await house.browser('10.3.3.4').signsIn('anna', { force: true });
  await browser.signsIn('ben');
  await browser.asks('DELETE', '/api/session');
  expect(await rows(`select actor, what, address from audit where id > ${first} order by id`)).toEqual([
    { actor: 'anna', what: 'signInFailed', address: '10.3.3.3' },
    { actor: '', what: 'signInFailed', address: '10.3.3.3' },
    { actor: 'anna', what: 'signedIn', address: '10.3.3.3' },
    { actor: 'anna', what: 'signedInByForce', address: '10.3.3.4' },
    { actor: 'ben', what: 'signedIn', address: '10.3.3.3' },
    { actor: 'ben', what: 'signedOut', address: '10.3.3.3' },
  ]);
});

test('[US12] one tenant sees nothing of another: sessions, passwords, tries, audit', async () => {
  await house.browser().signsIn('anna');
  const nothing = house.database.db.as('other' as TenantId);
  for (const table of ['sessions', 'passwords', 'sign_in_tries', 'audit'])
    expect(await nothing({ text: `select 1 from ${table}` })).toEqual([]);
  await expect(nothing({ text: `update sessions set user_id = 'x' returning 1` })).resolves.toEqual([]);
});
