import type { Run } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';

/** The teams that agents of this tenant have chosen to work in, by agent. [AG65] */
export async function chosenTeams(run: Run, tenant: TenantId): Promise<ReadonlyMap<string, string>> {
  const rows = await run<{ id: string; team: string }>({
    name: 'chosen-teams',
    text: "select id, state ->> 'team' as team from agents where tenant_id = $1 and state ? 'team'",
    values: [tenant],
  });
  return new Map(rows.map(({ id, team }) => [id, team]));
}
