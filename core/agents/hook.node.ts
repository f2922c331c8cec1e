import type { Run } from '@patchbay/base/database.node.ts';
import type { AgentId, TenantId } from '@patchbay/base/decision.ts';

/** The agents of a tenant whose phone is off the hook. [AG80] */
export async function offHookIn(run: Run, tenant: TenantId): Promise<readonly AgentId[]> {
  const rows = await run<{ readonly id: AgentId }>({
    text: `select id from agents where tenant_id = $1 and (state ->> 'offHook') is not null`,
    values: [tenant],
  });
  return rows.map(({ id }) => id);
}
