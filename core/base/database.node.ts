import { createHmac } from 'node:crypto';
import pg from 'pg';
import type { TenantId } from './decision.ts';
import { newHolder } from './holder.node.ts';
import { type Listening, listenOn } from './listener.node.ts';

export interface Row {
  readonly [column: string]: unknown;
}
export interface Query {
  readonly text: string;
  readonly values?: readonly unknown[];
  /** Prepared once per connection under this name; for hot paths. */
  readonly name?: string;
}
/** Runs a statement as this tenant: row-level security shows and takes only its rows. */
export type Run = <R extends Row = Row>(query: Query) => Promise<readonly R[]>;

/** Connections of a role that row-level security binds. */
export interface Database {
  as(tenant: TenantId): Run;
  /** Several statements in one transaction; rolled back when `work` throws. */
  transaction<T>(tenant: TenantId, work: (run: Run) => Promise<T>): Promise<T>;
  /** The tenants there are. */
  tenants(): Promise<readonly TenantId[]>;
  /** Tells what other processes say on this channel, until closed. */
  listen(channel: string, listening: Listening): Promise<() => Promise<void>>;
  /**
   * Holds a name that nobody else can hold meanwhile; null: somebody does. It ends with this process, however that dies, and with its
   * connection: then `lost` is called. Answers how to let go.
   */
  hold(name: string, lost: () => void): Promise<(() => Promise<void>) | null>;
  close(): Promise<void>;
}

const appRole = 'patchbay_app';
/** Our statements are prepared and find their rows by key: planning them anew each time costs more than it finds. */
const settings = '-c idle_in_transaction_session_timeout=10000 -c statement_timeout=30000 -c plan_cache_mode=force_generic_plan';

/**
 * Connects as a role that cannot bypass row-level security: the one of the address, or, if that one could, `patchbay_app`.
 * Expects a migrated database.
 */
export async function openDatabase(url: string, { max = 16 } = {}): Promise<Database> {
  const config = { ...(await bound(url)), options: settings };
  const pool = new pg.Pool({ ...config, max, idleTimeoutMillis: 0 });
  pool.on('error', () => undefined); // an idle connection broke: the next query opens another and tells whoever asks
  pool.on('connect', (client) => client.on('error', () => undefined)); // one in use broke between two statements: the next one tells
  const asTenant = new WeakMap<pg.PoolClient, string>();

  async function withClient<T>(tenant: string, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      if (asTenant.get(client) !== tenant) {
        await client.query({ name: 'tenant', text: "select set_config('app.tenant', $1, false)", values: [tenant] });
        asTenant.set(client, tenant);
      }
      return await work(client);
    } catch (error) {
      if (error instanceof Error && !('code' in error && /^\d|^P/.test(String(error.code)))) broken = error; // not the server's word: the connection is gone
      throw error;
    } finally {
      client.release(broken);
    }
  }
  const holder = newHolder(config);
  const runOn =
    (client: pg.PoolClient): Run =>
    async <R extends Row>(query: Query) =>
      (await client.query<R>({ ...query, values: [...(query.values ?? [])] })).rows;

  return {
    as: (tenant) => (query) => withClient(tenant, (client) => runOn(client)(query)) as never,
    transaction: (tenant, work) =>
      withClient(tenant, async (client) => {
        await client.query('begin');
        try {
          const answer = await work(runOn(client));
          await client.query('commit');
          return answer;
        } catch (error) {
          await client.query('rollback').catch(() => undefined); // the connection may be gone; the first error says why
          throw error;
        }
      }),
    tenants: async () =>
      (await withClient('', (c) => c.query<{ id: TenantId }>('select id from tenants order by id'))).rows.map((r) => r.id),
    listen: (channel, listening) => listenOn(config, channel, listening),
    hold: holder.hold,
    async close() {
      await holder.close();
      await pool.end();
    },
  };
}

/** The password of our role follows from the administrator's: nothing to store, the same on every node. */
const appPassword = (password: string): string => createHmac('sha256', password).update(appRole).digest('hex');

async function bound(url: string): Promise<pg.ClientConfig> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    const { rows } = await admin.query<{ free: boolean }>(
      'select rolsuper or rolbypassrls as free from pg_roles where rolname = current_user',
    );
    if (!rows[0]?.free) return { connectionString: url };
    const ours = {
      host: admin.host,
      port: admin.port,
      database: admin.database ?? '',
      user: appRole,
      password: appPassword(admin.password ?? ''),
    };
    if (!(await opens(ours))) await makeRole(admin, ours.password);
    await admin.query('begin');
    await admin.query('select pg_advisory_xact_lock(7070)'); // one process of this database at a time
    await admin.query(`grant select, insert, update, delete on all tables in schema public to ${appRole}`);
    await admin.query(`grant usage, select on all sequences in schema public to ${appRole}`);
    await admin.query('commit');
    return ours;
  } finally {
    await admin.end();
  }
}

async function opens(config: pg.ClientConfig): Promise<boolean> {
  const client = new pg.Client(config);
  try {
    await client.connect();
    const { rows } = await client.query<{ free: boolean }>(
      'select rolsuper or rolbypassrls as free from pg_roles where rolname = current_user',
    );
    return rows[0]?.free === false;
  } catch {
    return false; // no such role yet, or another password: it is made
  } finally {
    await client.end();
  }
}

/** Roles belong to the cluster, so processes of other databases may make ours at the same moment: then once more. */
async function makeRole(admin: pg.Client, password: string, tries = 5): Promise<void> {
  try {
    await admin.query(`do $$ begin
      if not exists (select from pg_roles where rolname = '${appRole}') then create role ${appRole} login noinherit; end if; end $$`);
    await admin.query(`alter role ${appRole} login nosuperuser nobypassrls password ${admin.escapeLiteral(password)}`);
  } catch (error) {
    const { code = '' } = error as { code?: string };
    if (tries === 0 || !['XX000', '23505', '42710'].includes(code)) throw error;
    await makeRole(admin, password, tries - 1);
  }
}
