import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ApiAgent } from './agent.node.ts';
import { demo, demoAs, startWorld, type World } from './world.node.ts';

const minute = 60_000;
const idle = (yaml: string) => yaml.replace('sessionHours:', 'idleMinutes: 30\n  sessionHours:');
let world: World;
beforeAll(async () => {
  world = await startWorld({ more: [demoAs('other')] });
});
afterAll(() => world.close());

/** An agent who talks with a customer of theirs. */
async function atWork(
  login: string,
  name: string,
): Promise<{ readonly agent: ApiAgent; readonly talk: string; readonly over: () => Promise<unknown> }> {
  const agent = await world.agent(login);
  await agent.goesReady();
  const customer = await world.customer(name);
  await customer.startsChat('Hello');
  const talk = await agent.seesOffer(name);
  await agent.accepts(talk);
  return { agent, talk, over: () => customer.leaves() };
}
const leave = (agent: ApiAgent, how = '') => agent.request('DELETE', `/api/session${how}`);

describe('[US20] signing out with open work', () => {
  test('gives it back to its queue, where the next agent gets it, and is refused without that wish', async () => {
    const { agent: anna, talk, over } = await atWork('anna', 'Eva');
    expect((await leave(anna)).body).toMatchObject({ refused: 'agents.workOpen', code: 'PB206' });
    expect((await leave(anna, '?open=giveBack')).status).toBe(204);
    expect((await anna.request('GET', '/api/session')).status).toBe(401);
    const ben = await world.agent('ben');
    await ben.goesReady();
    expect(await ben.seesOffer('Eva')).toBe(talk);
    expect((await leave(ben, '?open=giveBack')).body).toMatchObject({ refused: 'signIn.offerOpen' });
    await ben.accepts(talk);
    await over();
    await ben.sees('the wrap-up', (a) => a.me?.work.some(({ stage }) => stage === 'wrapUp') || undefined);
    expect((await leave(ben, '?open=giveBack')).status).toBe(204);
  });
  test('is refused where the centre wants it finished', async () => {
    await world.apply(demo.replace('afterReject: notReady', 'afterReject: notReady\n  giveBack: false'));
    const { agent: cleo, over } = await atWork('cleo', 'Uma');
    const refused = () => leave(cleo, '?open=giveBack').then(({ body }) => body['refused']);
    await expect.poll(refused).toBe('signIn.mayNotGiveBack');
    await world.apply(demo);
    await expect.poll(() => leave(cleo, '?open=giveBack').then(({ status }) => status)).toBe(204);
    await over();
  });
});

describe('[US22] an administrator signs somebody out', () => {
  test('with a reason they read; what is open goes back; supervisors and strangers cannot', async () => {
    const { agent: anna, talk } = await atWork('anna', 'Ida');
    const [ada, sam, other] = [await world.staff('ada'), await world.staff('sam'), await world.staff('ada', 'other')];
    const out = (who: ApiAgent, user: string) => who.request('POST', '/api/sessions/end', { user, why: 'The building is closed.' });
    expect((await out(sam, 'anna')).body).toMatchObject({ refused: 'agents.mayNotForce' });
    expect([(await out(ada, 'nobody')).status, (await out(anna, 'ben')).status]).toEqual([404, 404]);
    expect((await out(other, 'anna')).status).toBe(204); // their own Anna, who is not signed in
    expect(anna.signedOut).toBeNull();

    expect((await out(ada, 'anna')).status).toBe(204);
    await anna.sees('that she is out', (a) => a.signedOut ?? undefined);
    expect(anna.frames.at(-1)).toEqual({
      f: 'signedOut',
      why: 'signIn.forced',
      with: { by: 'Ada Lindqvist', reason: 'The building is closed.' },
    });
    const ben = await world.agent('ben');
    await ben.goesReady();
    expect(await ben.seesOffer('Ida')).toBe(talk);
  });
});

describe('[US21] a desktop that nobody uses', () => {
  beforeEach(async () => {
    await world.apply(idle(demo));
  });

  test('is told two minutes before, stays when it is used, and signs out when it is not', async () => {
    const dora = await world.agent('dora');
    await expect.poll(() => world.server.site.centres.of('demo')?.signIn.idleMinutes).toBe(30);
    world.clock.pass(28 * minute);
    const end = await dora.sees('that it ends', (a) => a.ending ?? undefined);
    expect(end - world.clock.now()).toBeGreaterThanOrEqual(2 * minute);
    dora.uses();
    await dora.sees('that it does not', (a) => a.ending === null || undefined);
    world.clock.pass(28 * minute);
    await dora.sees('that it ends again', (a) => a.ending ?? undefined);
    world.clock.pass(2 * minute);
    await dora.sees('that it has ended', (a) => a.signedOut ?? undefined);
    expect(dora.signedOut).toBe('signIn.idle');
    expect((await dora.request('GET', '/api/session')).status).toBe(401);
  });
  test('stays while work is open', async () => {
    const { agent: emil } = await atWork('emil', 'Kim');
    const unused = await world.agent('dora');
    world.clock.pass(28 * minute);
    await unused.sees('that it ends', (a) => a.ending ?? undefined);
    world.clock.pass(2 * minute);
    await unused.sees('that it has ended', (a) => a.signedOut ?? undefined);
    expect([emil.ending, emil.signedOut]).toEqual([null, null]);
  });
});
