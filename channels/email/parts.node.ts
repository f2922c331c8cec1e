import type { Run } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import type { Plan } from '@patchbay/base/execute.node.ts';
import { ownerOf } from '@patchbay/interactions/interaction.ts';
import { type Email, type EmailEvent, holderOf } from './email.ts';

/** Who did something in a piece of work, or has it now. [EM143] */
function doersOf(i: Email, events: readonly EmailEvent[]): readonly string[] {
  const did = events.flatMap((event) => {
    if (event.type === 'participation.done') return [event.agent];
    return event.type === 'email.held' || event.type === 'email.settled' || event.type === 'email.disposed' ? [event.by] : [];
  });
  return [...new Set([...did, ownerOf(i), holderOf(i)].filter((one) => one !== null))].sort();
}

/** Remembers that these agents have a part in the work on a case, and when they last did something. [EM143] [EM147] */
export function remembering(i: Email, events: readonly EmailEvent[], now: number): NonNullable<Plan['also']> {
  const agents = doersOf(i, events);
  if (agents.length === 0) return [];
  return [
    (v) => `insert into email_parts (tenant_id, agent, case_id, at)
      select current_setting('app.tenant', true), agent, ${v(i.work.case)}, ${v(now)} from unnest(${v(agents)}::text[]) agent
      on conflict (agent, case_id, tenant_id) do update set at = greatest(email_parts.at, excluded.at)`,
  ];
}

/** Whether an agent has or had a part in the work on a case, or on one that was merged into it. */
export async function hasPart(run: Run, tenant: TenantId, agent: string, id: string): Promise<boolean> {
  const rows = await run({
    name: 'part-in-case',
    text: 'select from email_parts where tenant_id = $1 and agent = $2 and case_id = any(array(select cases_with($3))) limit 1',
    values: [tenant, agent, id],
  });
  return rows.length > 0;
}
