import { testClock } from '@patchbay/testing/clock.ts';
import { type TestDatabase, testDatabase } from '@patchbay/testing/database.node.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Bus, type Committed, processBus } from './bus.ts';
import { systemIds } from './clock.node.ts';
import { refuse, type TenantId } from './decision.ts';
import { type Claimed, carryOutDue } from './effects.node.ts';
import { type Asking, execute, type Kernel, kernel, load } from './execute.node.ts';
import { type Change, changed } from './subject.ts';
import { type Counter, type CounterEvent, counterKind, zero } from './test/counter.ts';
import { startTimers } from './timers.node.ts';

const tenant = 'a' as TenantId;
let database: TestDatabase;
let bus: Bus;
let k: Kernel;
let told: Committed[];
const clock = testClock();
beforeAll(async () => {
  database = await testDatabase();
  await database.db.as(tenant)({ text: "insert into tenants (id) values ('a')" });
});
afterAll(() => database.drop());
beforeEach(() => {
  bus = processBus((error) => {
    throw error;
  });
  told = [];
  bus.subscribe((c) => told.push(c));
  k = kernel({ db: database.db, clock, ids: systemIds(clock), bus });
});

const key = (name: string, hash = 'same') => ({ key: name, hash });
const asking = (more: Partial<Asking> = {}): Asking => ({ tenant, by: 'ada', ...more });
const count = (id: string, by: number, from: Kernel = k, more?: Partial<Asking>) =>
  execute(from, asking(more), async ({ load: read }) => {
    const counter = (await read<Counter>(counterKind, id)) ?? { id, version: 0, state: zero };
    const event: CounterEvent = { type: 'counted', by };
    return { changes: [changed(counterKind, counter, [event]) as Change], answer: { count: counter.state.count + by } };
  });
const stored = (id: string) => load<Counter>(database.db.as(tenant), tenant, counterKind, id);

test('[BA1] a command changes state, version and events in one step and tells the bus once', async () => {
  expect(await count('one', 2)).toEqual({ ok: true, count: 2 });
  expect(await stored('one')).toMatchObject({ version: 1, state: { count: 2 } });
  expect(told.map((c) => c.changes.map((x) => x.id))).toEqual([['one']]);
});

test('[BA2] many at once on one subject, from two processes: each happens once, none is lost', async () => {
  const other = kernel({ db: database.db, clock, ids: systemIds(clock), bus });
  await Promise.all(Array.from({ length: 12 }, (_, n) => count('many', 1, n % 2 ? k : other)));
  expect(await stored('many')).toMatchObject({ version: 12, state: { count: 12 } });
  const rows = await database.db.as(tenant)<{ version: number }>({
    text: "select version from events where kind = 'contact' and subject = 'many' order by version",
  });
  expect(rows.map((r) => r.version)).toEqual(Array.from({ length: 12 }, (_, n) => n + 1));
});

test('[BA3] the same key gets the same answer, and it happens once, also at the same moment', async () => {
  const answers = await Promise.all(Array.from({ length: 5 }, () => count('keyed', 1, k, { key: key('k1') })));
  expect(answers).toEqual(Array.from({ length: 5 }, () => ({ ok: true, count: 1 })));
  expect((await stored('keyed'))?.state.count).toBe(1);
  expect(told.length).toBe(1);
});

test('[BA3] a refusal is kept under its key as well', async () => {
  let times = 0;
  const refused = () => execute(k, asking({ key: key('k2') }), async () => (times++ ? { changes: [] } : refuse('interactions.notNow')));
  expect(await refused()).toEqual({ refused: 'interactions.notNow' });
  expect(await refused()).toEqual({ refused: 'interactions.notNow' });
});

test('[BA4] another question under a used key is refused', async () => {
  await count('hashed', 1, k, { key: key('k3', 'first') });
  expect(await count('hashed', 5, k, { key: key('k3', 'second') })).toEqual({ refused: 'commands.keyReused' });
  expect((await stored('hashed'))?.state.count).toBe(1);
});

test('[BA14] of many at once, one stale, one asked twice, one that cannot be stored: each has the outcome it would have alone', async () => {
  const names = Array.from({ length: 20 }, (_, n) => `together${n}`);
  for (const name of names) await count(name, 1);
  await count('together3', 10, kernel({ db: database.db, clock, ids: systemIds(clock), bus })); // this process does not know
  told = [];
  const poison = { type: 'counted', by: '\0' } as never as CounterEvent;
  const asked = names.map((name, n) =>
    n === 7
      ? execute(k, asking(), async () => ({
          changes: [changed(counterKind, { id: name, version: 1, state: zero }, [poison]) as Change],
        }))
      : count(name, 1, k, { key: key(n === 9 ? 'together 8' : `together ${n}`) }),
  );
  const answers = await Promise.allSettled(asked);
  expect(answers.map((a) => (a.status === 'fulfilled' ? (a.value as { count?: number }).count : a.status))).toEqual(
    names.map((_, n) => (n === 7 ? 'rejected' : n === 3 ? 12 : 2)),
  );
  const counted = names.filter((_, n) => n !== 7 && n !== 3);
  const states = new Map(await Promise.all(names.map(async (name) => [name, (await stored(name))?.state.count] as const)));
  expect([states.get('together3'), states.get('together7')]).toEqual([12, 1]);
  const twice = counted.filter((name) => states.get(name) === 2);
  expect(twice.length).toBe(17);
  expect(twice.filter((name) => name === 'together8' || name === 'together9').length).toBe(1); // the key happened once
  expect(told.flatMap((c) => c.changes.map((x) => x.id)).toSorted()).toEqual([...twice, 'together3'].toSorted());
});

test('[BA5] one of several changes that is stale undoes all of them', async () => {
  await count('left', 1);
  await count('right', 1);
  const stale = {
    ...changed(counterKind, { id: 'right', version: 0, state: zero }, [{ type: 'counted', by: 1 }]),
    from: 7,
  } as unknown as Change;
  const fine = changed(counterKind, { id: 'left', version: 1, state: { ...zero, count: 1 } }, [
    { type: 'counted', by: 1 } as CounterEvent,
  ]) as Change;
  await expect(execute(k, asking(), async () => ({ changes: [fine, stale] }))).rejects.toThrow('somebody faster every time');
  expect(await stored('left')).toMatchObject({ version: 1 });
});

test('[BA16] what was given and is not so is not written: the command is decided anew, and knows', async () => {
  await count('given', 1);
  const seen: boolean[] = [];
  const once = async ({ again }: { readonly again: boolean }) => {
    seen.push(again);
    if (again) return refuse('interactions.notNow');
    const change = changed(counterKind, { id: 'given', version: 1, state: { ...zero, count: 1 } }, [
      { type: 'counted', by: 1 } as CounterEvent,
    ]);
    return {
      changes: [change as Change],
      given: [(v: (value: unknown) => string) => `not exists (select from contacts where id = ${v('given')})`],
    };
  };
  expect(await execute(k, asking(), once)).toEqual({ refused: 'interactions.notNow' });
  expect(seen).toEqual([false, true]);
  expect(await stored('given')).toMatchObject({ version: 1 });
});

test('[BA6] a refusal given on memory is confirmed on what is stored', async () => {
  const other = kernel({ db: database.db, clock, ids: systemIds(clock), bus });
  await count('remembered', 1);
  await count('remembered', 5, other);
  const atLeastSix = await execute(k, asking(), async ({ load: read }) => {
    const counter = await read<Counter>(counterKind, 'remembered');
    return counter && counter.state.count >= 6 ? { changes: [], answer: { saw: counter.state.count } } : refuse('interactions.notNow');
  });
  expect(atLeastSix).toEqual({ ok: true, saw: 6 });
});

test('[BA7] an effect is written with its command, claimed by one worker, carried out again with the same id after a failure, and then done', async () => {
  const effect = { id: 'e1', channel: 'fake', body: { to: 'eva' }, dueAt: clock.now() };
  await execute(k, asking(), async () => ({
    changes: [changed(counterKind, { id: 'effects', version: 0, state: zero }, [{ type: 'counted', by: 1 } as CounterEvent]) as Change],
    effects: [effect],
  }));
  const seen: Claimed[] = [];
  const fails = async (_: TenantId, claimed: Claimed) => {
    seen.push(claimed);
    throw new Error('the outside is down');
  };
  expect((await Promise.all([carryOutDue(k, tenant, fails), carryOutDue(k, tenant, fails)])).toSorted()).toEqual([0, 1]);
  expect(await carryOutDue(k, tenant, fails)).toBe(0); // it waits
  clock.pass(10_000);
  expect(await carryOutDue(k, tenant, async (_, claimed) => void seen.push(claimed))).toBe(1);
  expect(seen.map((s) => [s.id, s.attempts])).toEqual([
    ['e1', 1],
    ['e1', 2],
  ]);
  clock.pass(1_000_000);
  expect(await carryOutDue(k, tenant, fails)).toBe(0);
});

test('[BA8] whoever claimed an effect and died: it is claimed again after the lease', async () => {
  const effect = { id: 'e2', channel: 'fake', body: {}, dueAt: clock.now() };
  await execute(k, asking(), async () => ({
    changes: [changed(counterKind, { id: 'lease', version: 0, state: zero }, [{ type: 'counted', by: 1 } as CounterEvent]) as Change],
    effects: [effect],
  }));
  const never = new Promise<void>(() => undefined);
  void carryOutDue(k, tenant, () => never); // dies in the middle
  await expect
    .poll(
      async () =>
        (await database.db.as(tenant)<{ attempts: number }>({ text: "select attempts from effects where id = 'e2'" }))[0]?.attempts,
    )
    .toBe(1);
  clock.pass(60_001);
  expect(await carryOutDue(k, tenant, async () => undefined)).toBe(1);
});

test('[BA9] timers are read from the database: a restart loses none, an earlier one wakes the loop, one that fails holds up no other', async () => {
  const time = (id: string, at: number | null) =>
    execute(k, asking(), async ({ load: read }) => {
      const counter = (await read<Counter>(counterKind, id)) ?? { id, version: 0, state: zero };
      return { changes: [changed(counterKind, counter, [{ type: 'timed', at } as CounterEvent]) as Change] };
    });
  const now = clock.now();
  await time('before-start', now + 1000);
  const done: string[] = [];
  const failures: unknown[] = [];
  const stop = startTimers(
    k,
    [
      {
        kind: counterKind as never,
        async onDue(_, id) {
          if (id === 'bad' && !failures.length) throw new Error('bad');
          done.push(id);
          await time(id, null);
        },
      },
    ],
    (error) => failures.push(error),
  );
  await time('bad', now + 500);
  await time('earlier', now + 600);
  clock.pass(600);
  await expect.poll(() => done).toContain('earlier');
  expect(done).not.toContain('before-start');
  clock.pass(400);
  await expect.poll(() => done).toContain('before-start');
  await expect
    .poll(() => {
      clock.pass(1000);
      return done;
    })
    .toContain('bad');
  expect(failures.length).toBe(1);
  stop();
});
