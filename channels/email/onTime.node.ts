import { isRefused, type TenantId } from '@patchbay/base/decision.ts';
import { execute, type Kernel, load } from '@patchbay/base/execute.node.ts';
import { changed } from '@patchbay/base/subject.ts';
import { caseOverdue, decideCase } from './case.ts';
import { caseKind } from './kind.ts';

/** Does what the timers of a case order now: it closes, its clock presses. [EM22] [EM142] */
export async function caseOnTime(k: Kernel, tenant: TenantId, id: string): Promise<void> {
  const due = await load(k.db.as(tenant), tenant, caseKind, id);
  for (const command of due ? caseOverdue(due.state, k.clock.now()) : [])
    await execute(k, { tenant, by: 'system' }, async (scene) => {
      const stored = await scene.load(caseKind, id);
      const events = stored ? decideCase(stored.state, command, scene.now) : [];
      return stored && !isRefused(events) && events.length ? { changes: [changed(caseKind, stored, events) as never] } : { changes: [] };
    });
}
