import type { Run } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import type { Address } from './threads/head.ts';

const lookedAt = 500;
const most = 8;
const escaped = (typed: string): string => typed.replace(/[\\%_]/g, '\\$&');

/** Whom this agent has lately written to, by what stands in name or address; the latest first. [EM170] */
export async function writtenTo(
  run: Run,
  { tenant, agent, typed }: { readonly tenant: TenantId; readonly agent: string; readonly typed: string },
): Promise<readonly Address[]> {
  return run<Address & { readonly [column: string]: unknown }>({
    name: 'mails-written-to',
    text: `select address, (array_agg(name order by name = '', at desc))[1] as name from (
        select one ->> 'address' as address, one ->> 'name' as name, created_at as at
        from (select head, bcc, created_at from email_mails
            where tenant_id = $1 and agent = $2 and direction = 'out' and state <> 'takenBack' order by created_at desc limit ${lookedAt}) m,
          jsonb_array_elements((head -> 'to') || (head -> 'cc') || bcc) one) all_of
      where address ilike $3 or name ilike $3
      group by address order by max(at) desc, address limit ${most}`,
    values: [tenant, agent, `%${escaped(typed)}%`],
  });
}

/** Those of some domains from which nobody has ever written to us. [EM171] */
export async function strangeDomains(run: Run, tenant: TenantId, domains: readonly string[]): Promise<readonly string[]> {
  if (domains.length === 0) return [];
  const rows = await run<{ domain: string }>({
    name: 'strange-domains',
    text: `select domain from unnest($2::text[]) domain where not exists
      (select from email_mails where tenant_id = $1 and direction = 'in' and split_part(sender, '@', 2) = domain)`,
    values: [tenant, domains],
  });
  return rows.map(({ domain }) => domain);
}
