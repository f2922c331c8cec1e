import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TenantId } from '@patchbay/base/decision.ts';
import { configurationChannel } from '@patchbay/configuration/store.node.ts';
import { testClock } from '@patchbay/testing/clock.ts';
import { dropDatabase, emptyDatabase, type TestDatabase, testDatabase } from '@patchbay/testing/database.node.ts';
import { isRight } from '@patchbay/users/passwords.node.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { applyCentre, planCentre } from './centre.node.ts';
import { configure } from './config.node.ts';

const demo = readFileSync(new URL('../../config/demo.yaml', import.meta.url), 'utf8');
const small = `tenant: { key: shop, name: Shop }
users:
  anna: { name: Anna, role: agent, password: first-of-anna }
  ben: { name: Ben, role: agent }
skills:
  german: { label: German }
`;
const shop = 'shop' as TenantId;

let house: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), 'patchbay-config-'));
beforeAll(async () => {
  house = await testDatabase();
});
afterAll(async () => {
  await house.drop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  for (const table of ['configuration', 'passwords', 'sessions', 'audit']) await rows(`delete from ${table}`);
});

const rows = (text: string) => house.db.as(shop)({ text });
const apply = (text: string) => applyCentre({ db: house.db, clock: testClock() }, text);
const hashOfAnna = async () => String((await rows("select hash from passwords where user_id = 'anna'"))[0]?.['hash']);
const everything = async () =>
  JSON.stringify([
    await rows('select * from configuration order by list, key'),
    await rows('select * from passwords order by 2'),
    await rows('select * from sessions'),
    await rows('select * from audit'),
  ]);

async function run(...args: string[]) {
  return runWith({ DATABASE_URL: house.url }, ...args);
}
async function runWith(env: Readonly<Record<string, string | undefined>>, ...args: string[]) {
  const out: string[] = [];
  const error: string[] = [];
  const exit = await configure(args, { env, folder, out: (line) => out.push(line), error: (line) => error.push(line) });
  return { exit, out, error };
}
const file = (text: string | Buffer, name = 'centre.yaml') => {
  writeFileSync(join(folder, name), text);
  return name;
};

describe('applying', () => {
  test('[CF7] the first password of the file counts once; the user changes it, and it stays changed', async () => {
    expect(await apply(small)).toMatchObject({ applied: true, difference: { firstPasswords: ['anna'] } });
    const hash = await hashOfAnna();
    expect(await isRight('first-of-anna', hash)).toBe(true);
    expect(await apply(small.replace('first-of-anna', 'second-of-anna'))).toMatchObject({
      difference: { firstPasswords: [], changed: [] },
    });
    expect(await hashOfAnna()).toBe(hash);
  });
  test('[CF7] passwords stand nowhere but hashed', async () => {
    await apply(small);
    expect(await everything()).not.toContain('first-of-anna');
  });
  test('[CF8] a user who is gone loses sessions and password, others keep theirs; named again, the file counts again', async () => {
    await apply(small);
    for (const user of ['anna', 'ben']) await rows(`insert into sessions values ('shop', 'secret of ${user}', '${user}', 0, 0, '')`);
    await apply(small.replace(/ {2}anna.*\n/, ''));
    expect(await rows('select user_id from sessions')).toEqual([{ user_id: 'ben' }]);
    expect(await rows('select user_id from passwords')).toEqual([]);
    expect(await apply(small)).toMatchObject({ difference: { added: [{ list: 'users', key: 'anna' }], firstPasswords: ['anna'] } });
  });
  test('[CF4] a bad file changes nothing', async () => {
    await apply(small);
    const before = await everything();
    const bad = `${small}queues:\n  q: { label: Q, teams: [none], dispositions: [none] }\n`;
    expect(await apply(bad)).toMatchObject({ problems: [{ line: 8 }, { line: 8 }] });
    expect(await everything()).toBe(before);
  });
  test('[CF4] two at once leave one whole file, never a mixture', async () => {
    const one = small.replace('German', 'One').replace('name: Shop', 'name: One');
    const two = small.replace('German', 'Two').replace('name: Shop', 'name: Two');
    const done = await Promise.all([apply(one), apply(two)]);
    const labels = await rows(
      "select coalesce(body ->> 'label', body ->> 'name') as label from configuration where key in ('german', 'tenant')",
    );
    expect(new Set(labels.map((row) => row['label'])).size).toBe(1);
    expect(done.filter((each) => 'applied' in each && each.difference.added.length > 0)).toHaveLength(1);
  });
  test('[CF4] running servers are told', async () => {
    let hear: (tenant: string) => void = () => undefined;
    const heard = new Promise<string>((resolve) => (hear = resolve));
    const close = await house.db.listen(configurationChannel, { told: hear, missed: () => undefined });
    await apply(small);
    expect(await heard).toBe('shop');
    await close();
  });
  test('[CF6] a plan says the same and changes nothing', async () => {
    await apply(small);
    const before = await everything();
    const next = small.replace('German', 'Deutsch');
    const planned = await planCentre({ db: house.db }, next);
    expect(await everything()).toBe(before);
    expect(await apply(next)).toMatchObject({ difference: 'difference' in planned ? planned.difference : 'none' });
  });
  test('[US13] is noted', async () => {
    await apply(small);
    expect(await rows('select actor, what from audit')).toEqual([{ actor: 'administrator', what: 'configurationApplied' }]);
  });
});

describe('npm run config', () => {
  test('plan and apply print the difference; a second apply has nothing to do', async () => {
    const name = file(small);
    const planned = [
      '+ tenant',
      '+ signIn',
      '+ agents',
      '+ files',
      '+ bans',
      '+ push',
      '+ map',
      '+ cases',
      '+ user anna',
      '+ user ben',
      '+ skill german',
      '+ first password of user anna',
    ];
    expect(await run('plan', name)).toEqual({ exit: 0, out: [...planned, 'This would change tenant shop.'], error: [] });
    expect(await run('apply', name)).toEqual({ exit: 0, out: [...planned, 'Applied to tenant shop.'], error: [] });
    expect(await run('apply', name)).toEqual({ exit: 0, out: ['Nothing to change in tenant shop.'], error: [] });
    file(small.replace(/ {2}ben.*\n/, '').replace('German', 'Deutsch'));
    expect((await run('plan', name)).out).toEqual([
      '~ skill german',
      '    label: "German" -> "Deutsch"',
      '- user ben',
      'This would change tenant shop.',
    ]);
  });
  test('what is exported can be applied and changes nothing; passwords are not in it', async () => {
    file(demo);
    await run('apply', 'centre.yaml');
    const exported = await run('export', 'demo');
    const text = exported.out.join('\n');
    expect(exported.exit).toBe(0);
    expect(text).not.toContain('password');
    expect((await run('plan', file(text, 'exported.yaml'))).out).toEqual(['Nothing to change in tenant demo.']);
  });
  test('a bad file is refused with file, line, column, field and reason: exit 1', async () => {
    const name = file(`${small}queus: {}\n`);
    const refused = { exit: 1, out: [], error: ['centre.yaml:7:1: queus: There is no field "queus" here.', 'Nothing was changed.'] };
    expect(await run('plan', name)).toEqual(refused);
    expect(await run('apply', name)).toEqual(refused);
    expect(await rows('select 1 from configuration')).toEqual([]);
  });
  test.each([[], ['plan'], ['destroy', 'x'], ['toString', 'x'], ['apply', 'a', 'b']])(
    'wrong usage tells the right one: exit 2 (%s %s)',
    async (...args) => {
      const told = await run(...args);
      expect(told.exit).toBe(2);
      expect(told.error.join()).toContain('npm run config -- plan FILE');
    },
  );
  test('a file that is missing or no text: exit 2', async () => {
    expect(await run('plan', 'missing.yaml')).toMatchObject({ exit: 2, error: [expect.stringContaining('missing.yaml cannot be read')] });
    expect(await run('apply', file(Buffer.from([0xff, 0xfe, 0x00]), 'binary.yaml'))).toMatchObject({
      exit: 2,
      error: ['binary.yaml is not a text in UTF-8.'],
    });
  });
  test('an unknown tenant: exit 2', async () => {
    expect(await run('export', 'nowhere')).toEqual({ exit: 2, out: [], error: ['There is no tenant "nowhere".'] });
  });
  test('no database: exit 2, with what to do', async () => {
    const name = file(small);
    expect(await runWith({ PATCHBAY_DATA: folder }, 'plan', name)).toMatchObject({
      exit: 2,
      error: [expect.stringContaining('npm start')],
    });
    expect(await runWith({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }, 'apply', name)).toMatchObject({
      exit: 2,
      error: [expect.stringContaining('does not answer')],
    });
    expect(await runWith({ DATABASE_URL: `${house.url}_gone` }, 'apply', name)).toMatchObject({
      exit: 2,
      error: [expect.stringContaining('no such database')],
    });
    expect(await runWith({ DATABASE_URL: 'nonsense' }, 'apply', name)).toMatchObject({ exit: 2 });
  });
  test('the embedded database is found by its data folder', async () => {
    const { port, password } = new URL(house.url);
    writeFileSync(join(folder, 'postgres.port'), `${port}\n`);
    writeFileSync(join(folder, 'postgres.password'), `${decodeURIComponent(password)}\n`);
    const told = await runWith({ PATCHBAY_DATA: folder }, 'export', 'shop');
    expect(told).toMatchObject({ exit: 2, error: [expect.stringContaining('no such database')] }); // the server of the tests has no database "patchbay"
  });
  test('apply prepares an empty database, plan says that it is not', async () => {
    const url = await emptyDatabase();
    const name = file(small);
    expect(await runWith({ DATABASE_URL: url }, 'plan', name)).toMatchObject({ exit: 2, error: [expect.stringContaining('not prepared')] });
    expect(await runWith({ DATABASE_URL: url }, 'apply', name)).toMatchObject({ exit: 0 });
    expect((await runWith({ DATABASE_URL: url }, 'plan', name)).out).toEqual(['Nothing to change in tenant shop.']);
    await dropDatabase(url);
  });
});
