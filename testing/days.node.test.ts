import { expect, test } from 'vitest';
import { startWorld } from './world.node.ts';

interface Days {
  readonly days: readonly {
    readonly agent: string;
    readonly spent: readonly { readonly is: string; readonly reason: string | null; readonly paid: boolean; readonly ms: number }[];
    readonly counts: object;
  }[];
}
interface Sessions {
  readonly sessions: readonly { readonly agent: string }[];
}
const minute = 60_000;

test('[SV42] [AG25] [AG26] [AG60] [SV75] a day adds up and ends as it ended, is read off the events, and is told to the agent and to who looks after them', async () => {
  const world = await startWorld({});
  try {
    const begin = world.clock.now();
    const [anna, ben, sam] = [await world.agent('anna'), await world.agent('ben'), await world.staff('sam')];
    const ask = async (who: typeof anna, from = begin, to = world.clock.now() + 1) =>
      ((await who.request('GET', `/api/days?from=${from}&to=${to}`)).body as unknown as Days).days;
    const ofAnna = async (from = begin, to?: number) => (await ask(sam, from, to)).find(({ agent }) => agent === 'anna');
    world.clock.pass(5 * minute); // Not Ready since signing in
    await anna.goesReady();
    world.clock.pass(10 * minute);
    const eva = await world.customer('Eva');
    await eva.startsChat();
    const first = await anna.seesOffer('Eva');
    await anna.accepts(first);
    world.clock.pass(3 * minute);
    await anna.ends(first);
    await anna.wrapsUp(first, 'solved');
    await anna.asks({ type: 'setNotReady', reason: 'lunch' });
    world.clock.pass(20 * minute);
    await anna.goesReady();
    await (await world.customer('Tom')).startsChat();
    await anna.rejects(await anna.seesOffer('Tom'));
    const day = await ofAnna();
    expect(day).toMatchObject({ counts: { handled: 1, missed: 0, declined: 1, withdrawn: 0 } });
    const told = Object.fromEntries(day?.spent.map(({ is, reason, paid, ms }) => [`${is} ${reason} ${paid}`, ms]) ?? []);
    expect(told).toEqual({
      'busy null true': 3 * minute,
      'ready null true': 10 * minute,
      'notReady system.signIn true': 5 * minute,
      'notReady lunch false': 20 * minute,
    });
    expect((await ask(ben)).map(({ agent }) => agent)).toEqual(['ben']);
    expect((await ask(anna)).map(({ agent }) => agent)).toEqual(['anna']);
    expect((await sam.request('GET', `/api/days?from=0&to=${begin}`)).status).toBe(400);

    const noon = world.clock.now();
    world.clock.pass(60 * minute); // the hour of housekeeping: how agents stand is noted
    const late = world.clock.now();
    world.clock.pass(60 * minute);
    await expect
      .poll(async () => (await ofAnna(late))?.spent)
      .toEqual([{ is: 'notReady', reason: 'system.declined', paid: true, ms: 60 * minute }]);
    expect((await ofAnna(begin, noon))?.spent).toEqual(day?.spent);

    const sessions = (who: typeof anna, as = 'json') =>
      who.request('GET', `/api/working-sessions?from=${begin}&to=${world.clock.now() + 1}&as=${as}`);
    const ofThem = async () => ((await sessions(sam)).body as unknown as Sessions).sessions.filter(({ agent }) => agent === 'anna');
    expect(await ofThem()).toMatchObject([{ from: begin, to: null, ended: null, workMs: 3 * minute, name: 'Anna Winter' }]);
    await sam.does({ type: 'forceLogOff', agent: 'anna', why: '=went home' });
    await expect.poll(ofThem, { timeout: 5000 }).toMatchObject([{ ended: 'supervisor', by: 'sam', why: '=went home' }]);
    expect((await sessions(anna)).status).toBe(404);
    const file = await fetch(`${world.url}/api/working-sessions?from=${begin}&to=${world.clock.now() + 1}&as=csv`, {
      headers: { cookie: sam.cookie },
    });
    expect(await file.text()).toMatch(/^agent,name,login[^]*anna,Anna Winter,[^]*,supervisor,sam,'=went home,180,/);
    expect(file.headers.get('content-disposition')).toContain('sessions.csv');
  } finally {
    await world.close();
  }
}, 60_000);
