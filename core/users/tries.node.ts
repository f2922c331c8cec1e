import type { Run } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import type { Centre } from '@patchbay/configuration/centre.ts';
import { secondsToWait, type Tries } from './limits.ts';

/** A password about to be checked. */
export interface Try {
  readonly id: string;
  readonly user: string;
  readonly address: string;
  readonly at: number;
}

/** Takes one of the tries that are left and answers 0, or the seconds until there is one. Inside a transaction. [US6] */
export async function takeTry(run: Run, tenant: TenantId, wanted: Try, limits: Centre['signIn']): Promise<number> {
  await run({ text: 'select pg_advisory_xact_lock(hashtextextended($1, 0))', values: [`signIn ${tenant} ${wanted.address}`] });
  const seconds = secondsToWait(await triesOf(run, tenant, wanted, limits), limits, wanted.at);
  if (seconds > 0) return seconds;
  await run({
    text: 'delete from sign_in_tries where tenant_id = $1 and at <= $2',
    values: [tenant, wanted.at - limits.windowSeconds * 1000],
  });
  const text = 'insert into sign_in_tries (tenant_id, id, user_id, address, at) values ($1, $2, $3, $4, $5)';
  await run({ text, values: [tenant, wanted.id, wanted.user, wanted.address, wanted.at] });
  return 0;
}

/** A right password: what was tried before for this account from this address is forgotten. */
export async function forgetTries(run: Run, tenant: TenantId, { user, address }: Pick<Try, 'user' | 'address'>): Promise<void> {
  const text = 'delete from sign_in_tries where tenant_id = $1 and address = $2 and user_id = $3';
  await run({ text, values: [tenant, address, user] });
}

/** A try that was never checked does not count. */
export async function giveBack(run: Run, tenant: TenantId, id: string): Promise<void> {
  await run({ text: 'delete from sign_in_tries where tenant_id = $1 and id = $2', values: [tenant, id] });
}

async function triesOf(run: Run, tenant: TenantId, { user, address, at }: Try, limits: Centre['signIn']): Promise<Tries> {
  const text = `select
    (select at from sign_in_tries where tenant_id = $1 and address = $2 and user_id = $3 and at > $4 order by at desc offset $5 limit 1) as account,
    (select at from sign_in_tries where tenant_id = $1 and address = $2 and at > $4 order by at desc offset $6 limit 1) as address`;
  const since = at - limits.windowSeconds * 1000;
  const values = [tenant, address, user, since, limits.perAccountAndAddress - 1, limits.perAddress - 1];
  const [row] = await run<{ account: string | null; address: string | null }>({ text, values });
  const ms = (value: string | null | undefined) => (value == null ? null : Number(value));
  return { account: ms(row?.account), address: ms(row?.address) };
}
