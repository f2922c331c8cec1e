import { randomBytes } from 'node:crypto';
import { openDatabase, type Run } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { chatted } from './chatted.node.ts';
import { demoAs, startWorld, type World } from './world.node.ts';

const [demo, other] = ['demo', 'other'] as TenantId[] as [TenantId, TenantId];
const both = [
  [demo, other],
  [other, demo],
] as const;

interface Table {
  readonly name: string;
  /** The column that names the tenant. */
  readonly tenant: string;
  /** The columns that a row is written with. */
  readonly columns: string;
}
interface House {
  readonly world: World;
  /** As the administrator of the cluster, whom no policy binds. */
  readonly admin: pg.Client;
  readonly tables: readonly Table[];
  as(tenant: TenantId): Run;
  close(): Promise<void>;
}

/** A database of the test's own: of the cluster's administrator, or of an ordinary role that owns nothing but it. */
async function ownDatabase(kind: 'administrator' | 'owner') {
  const cluster = new pg.Client({ connectionString: inject('postgresUrl') });
  await cluster.connect();
  const name = `test_${randomBytes(6).toString('hex')}`;
  const url = new URL(inject('postgresUrl'));
  if (kind === 'owner') {
    await cluster.query(`create role ${name} login password '${name}' nosuperuser nobypassrls nocreaterole nocreatedb`);
    [url.username, url.password] = [name, name];
  }
  await cluster.query(`create database ${name} ${kind === 'owner' ? `owner ${name}` : ''}`);
  url.pathname = `/${name}`;
  const drop = async () => {
    await cluster.query(`drop database ${name} with (force)`);
    if (kind === 'owner') await cluster.query(`drop role ${name}`);
    await cluster.end();
  };
  return { url: url.href, name, drop };
}

async function house(kind: 'administrator' | 'owner'): Promise<House> {
  const own = await ownDatabase(kind);
  const world = await startWorld({ database: own.url, more: [demoAs('other')] });
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${own.name}`;
  const admin = new pg.Client({ connectionString: url.href });
  await admin.connect();
  for (const tenant of [demo, other]) {
    await chatted(world, tenant);
    await admin.query('insert into effects (tenant_id, id, channel, body, due_at) values ($1, $2, $3, $4, 0)', [
      tenant,
      'e1',
      'chat',
      '{}',
    ]); // no channel has any yet
    // No site of the demo signs who its customers are.
    await admin.query('insert into identities (tenant_id, widget, subject, contact) values ($1, $2, $3, $4)', [
      tenant,
      'shop',
      'eva',
      'c1',
    ]);
    await admin.query("insert into voice_phones (tenant_id, id, ha1) values ($1, 'desk', 'x')", [tenant]); // no demo has calls
    await admin.query("insert into voice_lines (tenant_id, id, interaction, leg, way) values ($1, 'l', 'i', 'customer', 'in')", [tenant]);
    await admin.query('insert into agent_marks (tenant_id, agent, at, version, state) values ($1, $2, 0, 1, $3)', [tenant, 'anna', '{}']);
    await admin.query('insert into push_tokens (tenant_id, id, visitor, kind, token, expires_at) values ($1, $2, $2, $3, $2, 0)', [
      tenant,
      'token-1',
      'other',
    ]);
    // No demo has a mail server.
    await admin.query("insert into mail_places values ($1, 'shop', 'INBOX', 1, 1, 0, null, null, 0)", [tenant]);
    await admin.query("insert into mail_seen values ($1, 'shop', 'INBOX', 1, 1, 'h')", [tenant]);
    await admin.query("insert into mail_arrivals values ($1, 'a1', 'shop', 'h', 1, 0, 'aside', 'tooDeep', '', 1, 0)", [tenant]);
    await admin.query("insert into mail_attempts (tenant_id, id, mail, holder, began_at) values ($1, 'e1', 'm1', 'h', 0)", [tenant]);
    for (const text of mailTables) await admin.query(text, [tenant]); // no demo has mail
    await admin.query("insert into paces (tenant_id, queue, at, pace) values ($1, 'service', 0, '{}')", [tenant]); // nobody has waited
    await admin.query('insert into identity_uses (tenant_id, id, until) values ($1, $2, 0)', [tenant, 'shop token-1']);
  }
  const db = await openDatabase(own.url, { max: 2 });
  return {
    world,
    admin,
    tables: await tablesIn(admin),
    as: db.as,
    async close() {
      await Promise.all([db.close(), admin.end()]);
      await world.close();
      await own.drop();
    },
  };
}

const mailTables = [
  "insert into email_cases (tenant_id, id, version, state) values ($1, 'c', 1, '{}')",
  'insert into email_numbers (tenant_id, last) values ($1, 1)',
  `insert into email_mails (tenant_id, id, case_id, interaction, direction, mailbox, head, sender, speaker, author, subject, text, created_at, bytes)
    values ($1, 'm', 'c', 'i', 'in', 'shop', '{}', '', 'contact', 'person', '', '', 0, 0)`,
  `insert into email_files (tenant_id, id, n, name, declared, size, hash, scan, created_at) values ($1, 'f', 0, 'a', '', 0, '', 'clean', 0)`,
  "insert into email_search values ($1, 'm', 'c', 0, 'a')",
  "insert into email_picture_senders (tenant_id, agent, address, at) values ($1, 'anna', 'a@b.example', 0)",
  "insert into email_rewrites (tenant_id, mail) values ($1, 'm')",
  "insert into email_masks (tenant_id, id, case_id, letters, weak, sealed, digest) values ($1, 'k', 'c', 4, 0, '', '')",
  "insert into email_parts values ($1, 'anna', 'c', 0)",
  "insert into mail_copies (tenant_id, mail, mailbox, at, due_at) values ($1, 'm', 'shop', 0, 0)",
  "insert into email_notes values ($1, 'n', 'c', 'anna', 'x', 0)",
  "insert into email_drafts (tenant_id, interaction, body, rev, by_agent, at) values ($1, 'i', '{}', '', 'anna', 0)",
];

/** Every table there is; `migrations` names files of the program and belongs to no tenant. */
async function tablesIn(admin: pg.Client): Promise<readonly Table[]> {
  const { rows } = await admin.query<Table & { columns: string }>(`
    select c.relname as name, case c.relname when 'tenants' then 'id' else 'tenant_id' end as tenant,
      (select string_agg(a.attname, ', ') from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attidentity = '') as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema' and c.relname <> 'migrations' order by 1`);
  return rows;
}
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  );
const ones = async (client: pg.Client, text: string) => (await client.query<{ one: string }>(text)).rows.map((row) => row.one);

describe.each(['administrator', 'owner'] as const)('[BA13] a server that is given the address of the %s', (kind) => {
  let there: House;
  beforeAll(async () => {
    there = await house(kind);
  });
  afterAll(() => there.close());

  test('[BA13] works as a role that row-level security binds', async () => {
    const [role] = await there.as(demo)({
      text: `select rolsuper or rolbypassrls or rolcreaterole as free, pg_has_role(current_user, 'pg_write_all_data', 'member') as all,
        exists (select from pg_roles r where (r.rolsuper or r.rolbypassrls) and pg_has_role(current_user, r.oid, 'member')) as becomes
        from pg_roles where rolname = current_user`,
    });
    expect(role).toEqual({ free: false, all: false, becomes: false });
  });

  test('[BA13] every table has row-level security, forced on its owner too, and a policy', async () => {
    expect(there.tables.length).toBeGreaterThan(10);
    const bare = await ones(
      there.admin,
      `select relname as one from pg_class c where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and relname <> 'migrations'
        and not (relrowsecurity and relforcerowsecurity and exists (select from pg_policy p where p.polrelid = c.oid))`,
    );
    expect(bare).toEqual([]);
  });

  test('[BA13] nothing else shows rows: no view, no foreign table, no function with the rights of its owner', async () => {
    const kinds = "select relname as one from pg_class where relkind in ('v', 'm', 'f') and relnamespace = 'public'::regnamespace";
    const functions = "select proname as one from pg_proc where prosecdef and pronamespace = 'public'::regnamespace";
    expect([...(await ones(there.admin, kinds)), ...(await ones(there.admin, functions))]).toEqual([]);
  });

  test('[BA13] after a day of two tenants every table has rows of both (else the tests below prove nothing)', async () => {
    for (const { name, tenant } of there.tables)
      expect([name, ...(await ones(there.admin, `select distinct ${tenant} as one from ${name} order by 1`))]).toEqual([name, demo, other]);
  });

  test.each(both)('[BA13] who works for %s sees no row of %s', async (me, them) => {
    for (const { name, tenant } of there.tables) {
      if (name === 'tenants') continue; // the list of names is no secret
      const seen = await there.as(me)<{ one: string }>({ text: `select distinct ${tenant} as one from ${name}` });
      expect([name, ...seen.map((row) => row.one)]).toEqual([name, me]);
      expect(await there.as(me)({ text: `select from ${name} where ${tenant} = $1`, values: [them] })).toEqual([]);
    }
  });

  test.each(both)('[BA13] who works for %s changes and deletes no row of %s', async (me, them) => {
    for (const { name, tenant } of there.tables) {
      const before = await ones(there.admin, `select t::text as one from ${name} t where ${tenant} = '${them}' order by 1`);
      for (const verb of [`update ${name} set ${tenant} = ${tenant}`, `delete from ${name}`])
        expect(await there.as(me)({ text: `${verb} where ${tenant} = '${them}' returning 1` })).toEqual([]);
      expect(await ones(there.admin, `select t::text as one from ${name} t where ${tenant} = '${them}' order by 1`)).toEqual(before);
    }
  });

  test.each(both)('[BA13] who works for %s writes no row for %s, neither a new one nor an own one given away', async (me, them) => {
    for (const { name, tenant, columns } of there.tables) {
      const [row] = await ones(there.admin, `select to_jsonb(t)::text as one from ${name} t where ${tenant} = '${them}' limit 1`);
      const insert = {
        text: `insert into ${name} (${columns}) select ${columns} from jsonb_populate_record(null::${name}, $1)`,
        values: [row],
      };
      expect([name, await codeOf(there.as(me)(insert))]).toEqual([name, '42501']);
      const away = { text: `update ${name} set ${tenant} = '${them}' where ${tenant} = '${me}'` };
      expect([name, await codeOf(there.as(me)(away))]).toEqual([name, '42501']);
    }
  });

  test('[BA13] who works for nobody sees nothing but the names of the tenants', async () => {
    const nobody = '' as TenantId;
    for (const { name } of there.tables)
      expect([name, (await there.as(nobody)({ text: `select from ${name}` })).length]).toEqual([name, name === 'tenants' ? 2 : 0]);
    const [{ role } = {}] = await there.as(demo)<{ role: string }>({ text: 'select current_user as role' });
    await there.admin.query(`set role ${role}`); // a connection that never said for whom it works
    for (const { name } of there.tables)
      expect([name, (await there.admin.query(`select from ${name}`)).rowCount]).toEqual([name, name === 'tenants' ? 2 : 0]);
    await there.admin.query('reset role');
  });

  test('[BA13] a failed or rolled back piece of work leaves the next one with its own tenant', async () => {
    const tenantsSeen = async (me: TenantId) =>
      (await there.as(me)<{ one: string }>({ text: 'select distinct tenant_id as one from events' })).map((row) => row.one);
    for (const me of [demo, other, demo]) {
      await expect(there.as(me)({ text: 'select 1 / 0' })).rejects.toThrow('division');
      expect(await tenantsSeen(me)).toEqual([me]);
    }
    expect(await Promise.all([demo, other, demo, other, other].map(tenantsSeen))).toEqual([[demo], [other], [demo], [other], [other]]);
  });
});

test('[BA13] servers that start at the same moment do not stand in one another’s way', async () => {
  const [one, two] = [await ownDatabase('administrator'), await ownDatabase('administrator')];
  const opened = await Promise.all(Array.from({ length: 12 }, (_, n) => openDatabase((n % 2 ? one : two).url, { max: 1 })));
  expect(await Promise.all(opened.map((db) => db.as(demo)({ text: 'select 1 as one' })))).toEqual(opened.map(() => [{ one: 1 }]));
  for (const db of opened) await db.close();
  await one.drop();
  await two.drop();
});
