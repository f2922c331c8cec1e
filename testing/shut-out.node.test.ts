import { randomBytes } from 'node:crypto';
import { openDatabase, type Row } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ApiAgent } from './agent.node.ts';
import { dropDatabase, freshDatabase } from './database.node.ts';
import { inDatabase } from './stories/stage.node.ts';
import { demo, startWorld, type World } from './world.node.ts';

const hour = 3_600_000;
const minute = 60_000;
let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

const annaIs = (what: string) => demo.replace('name: Anna Winter', `${what}, name: Anna Winter`);
const disabled = annaIs('disabled: true');
const removed = demo.replace(/^ {2}anna:.*\n/m, '');
const asSupervisor = demo.replace(/(anna: .*)role: agent/, '$1role: supervisor');

async function rows<R extends Row>(text: string): Promise<readonly R[]> {
  const db = await openDatabase(world.database, { max: 1 });
  try {
    return await db.as('demo' as TenantId)<R>({ text });
  } finally {
    await db.close();
  }
}
/** Asks the database until it answers what is wanted; for what no client is told. */
async function until<T>(read: () => Promise<T>, wanted: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await read();
    if (wanted(value)) return value;
  }
}
const agentRow = async (id: string) =>
  (await rows<{ state: ApiAgent['me'] & Row }>(`select state from agents where id = '${id}'`))[0]?.state;

/** Anna talks with Eva, wraps up Ida and is offered Uma. */
async function annaAtWork() {
  const anna = await world.agent('anna');
  await anna.goesReady();
  const [ida, eva, uma] = [await world.customer('Ida'), await world.customer('Eva'), await world.customer('Uma')];
  await ida.startsChat('I am Ida.');
  const wrapped = await anna.seesOffer('Ida');
  await anna.accepts(wrapped);
  await anna.ends(wrapped);
  await eva.startsChat('I am Eva.');
  const talk = await anna.seesOffer('Eva');
  await anna.accepts(talk);
  await anna.says(talk, 'I am Anna.');
  await eva.hears('I am Anna.');
  await uma.startsChat('I am Uma.');
  const offer = await anna.seesOffer('Uma');
  return { anna, eva, uma, wrapped, talk, offer };
}

describe('[SV4] whom an administrator shuts out', () => {
  test.each([
    ['disabled', disabled],
    ['removed', removed],
  ])('a user who is %s is told so and out; the customers are not lost: others get the offer and the conversation', async (_, text) => {
    const { anna, eva, uma, wrapped, talk, offer } = await annaAtWork();
    const { cookie } = anna;
    const ben = await world.agent('ben');
    await world.apply(text);
    await anna.sees('that she is out', (a) => a.signedOut ?? undefined);
    expect(anna.signedOut).toBe('signIn.userDisabled');
    expect(await anna.closed).toBe(4401);
    expect((await anna.request('GET', '/api/desk')).status).toBe(401);

    await eva.sees('that she waits again', (c) => (c.view?.stage === 'waiting' ? true : undefined));
    await ben.goesReady();
    expect(await ben.seesOffer('Eva')).toBe(talk);
    expect(await ben.seesOffer('Uma')).toBe(offer);
    await ben.accepts(talk);
    await ben.reads(talk);
    expect(ben.said(talk).map((m) => m.text)).toEqual(['I am Eva.', 'I am Anna.']);
    await eva.sees('Ben', (c) => (c.view?.agent === 'Ben' ? true : undefined));
    await ben.accepts(offer);
    await uma.sees('Ben', (c) => (c.view?.agent === 'Ben' ? true : undefined));

    const state = await until(
      () => agentRow('anna'),
      (a) => a?.work.length === 0,
    );
    expect(state?.channels.chat).toMatchObject({ is: 'loggedOff', by: 'system' });
    expect(await inDatabase(world, wrapped)).toMatchObject({ stage: 'closed', reason: 'no-disposition' });
    expect((await inDatabase(world, talk)).owners).toEqual(['ben']);

    await world.apply(demo);
    await until(
      async () => (await anna.signsIn()).status,
      (status) => status === 200,
    ); // as soon as the server has heard of it
    expect((await anna.request('GET', '/api/session', undefined, { cookie })).status, 'the old session stays over').toBe(401);
    await anna.opens();
    await anna.goesReady();
  });

  test('a tenant that is disabled ends every desktop, also of whoever has nothing to do', async () => {
    const all = [await world.agent('anna'), await world.agent('ben'), await world.staff('sam')];
    await all[2]?.connects();
    await world.apply(demo.replace('language: en', 'disabled: true\n  language: en'));
    for (const one of all) {
      await one.sees('that they are out', (a) => a.signedOut ?? undefined);
      expect([one.signedOut, await one.closed]).toEqual(['signIn.tenantDisabled', 4401]);
    }
    await until(
      () => rows('select from sessions'),
      (left) => left.length === 0,
    );
  });

  test('others notice nothing: their desktops stay open, their work is theirs', async () => {
    const ben = await world.agent('ben');
    await ben.goesReady();
    const eva = await world.customer('Eva');
    await eva.startsChat('Hello');
    const id = await ben.seesOffer('Eva');
    await ben.accepts(id);
    const anna = await world.agent('anna');
    await world.apply(disabled);
    await anna.sees('that she is out', (a) => a.signedOut ?? undefined);
    await until(
      () => rows<{ user_id: string }>('select user_id from sessions'),
      (left) => left.every((one) => one.user_id !== 'anna'),
    );
    await ben.says(id, 'Still here.');
    await eva.hears('Still here.');
    expect(ben.signedOut).toBeNull();
  });

  test('what was applied while no server ran is done at the next start', async () => {
    const database = await freshDatabase();
    let there = await startWorld({ database });
    const anna = await there.agent('anna');
    await anna.goesReady();
    const eva = await there.customer('Eva');
    await eva.startsChat('Hello');
    const id = await anna.seesOffer('Eva');
    await anna.accepts(id);
    await there.close();
    await world.close();
    world = there;
    await there.apply(disabled);
    there = await startWorld({ database });
    world = { ...there, close: () => there.close().then(() => dropDatabase(database)) };
    const ben = await there.agent('ben');
    await ben.goesReady();
    expect(await ben.seesOffer('Eva')).toBe(id);
    expect((await agentRow('anna'))?.channels.chat?.is).toBe('loggedOff');
  });

  test('two at once, and the same one twice: nobody is lost', async () => {
    const { anna, talk, offer } = await annaAtWork();
    const ben = await world.agent('ben');
    await ben.goesReady();
    await Promise.all([world.apply(disabled), world.apply(removed), world.apply(disabled)]);
    await anna.sees('that she is out', (a) => a.signedOut ?? undefined);
    expect([await ben.seesOffer('Eva'), await ben.seesOffer('Uma')].sort()).toEqual([talk, offer].sort());
  });
});

describe('[SV5] an open desktop', () => {
  test('whose session is over is told so within a minute, and closed', async () => {
    const anna = await world.agent('anna');
    await rows('delete from sessions'); // as another server does
    world.clock.pass(minute);
    await anna.sees('that it is over', (a) => a.signedOut ?? undefined);
    expect([anna.signedOut, await anna.closed]).toEqual(['signIn.expired', 4401]);
  });

  test('counts as use: its session does not end, one without does', async () => {
    const anna = await world.agent('anna');
    const ben = await world.staff('ben');
    for (let n = 0; n < 3; n++) {
      world.clock.pass(11 * hour);
      const now = world.clock.now();
      await until(
        () => rows<{ seen_at: string }>("select seen_at from sessions where user_id = 'anna'"),
        ([one]) => Number(one?.seen_at) >= now,
      );
    }
    expect((await anna.request('GET', '/api/desk')).status).toBe(200);
    expect((await ben.request('GET', '/api/desk')).status).toBe(401);
    expect(anna.signedOut).toBeNull();
  });

  test('of somebody who gets or loses permissions gets another picture at once', async () => {
    const ben = await world.agent('ben');
    await ben.goesReady();
    const secret = `only Ben knows ${randomBytes(4).toString('hex')}`;
    const eva = await world.customer('Eva');
    await eva.startsChat(secret);
    const id = await ben.seesOffer('Eva');
    await ben.accepts(id);
    const anna = await world.agent('anna');
    expect(anna.chat(id)).toBeUndefined();
    await world.apply(asSupervisor);
    await anna.sees('the work of Ben', (a) => a.chat(id));
    await world.apply(demo);
    await anna.sees('no work of Ben', (a) => (a.chat(id) ? undefined : true));
    await eva.says('Anna does not hear this.');
    await ben.hears(id, 'Anna does not hear this.');
    expect([
      anna
        .said(id)
        .map((m) => m.text)
        .includes('Anna does not hear this.'),
      anna.signedOut,
    ]).toEqual([false, null]);
  });
});
