import type { Run } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import { type Step, type Told, tellingTypes, toldOf } from '@patchbay/email/history.ts';
import { mailsOf } from '@patchbay/email/mails.node.ts';
import { notesOf } from '@patchbay/email/notes.node.ts';
import type { SeenCase } from './mail-access.node.ts';

/** A line of the history: who did what, and when; `case`: of one that was merged into it. */
export type Line = { readonly at: number; readonly by: string | null } & (
  | Told
  | { readonly is: 'came' | 'went'; readonly mail: string; readonly who: string; readonly subject: string; readonly state: string }
  | { readonly is: 'note'; readonly note: string; readonly text: string }
);

interface Stored {
  readonly [column: string]: unknown;
  readonly subject: string;
  /** What was decided together. */
  readonly together: string;
  readonly at: number;
  readonly by: string;
  readonly event: Step[number];
}
const most = 1000;

/** What happened to a case, in order: mails that came and went, who had it and handed it on, notes, and how it stood. [EM143] [BP-63] */
export async function historyOf(run: Run, tenant: TenantId, { of, works, merged }: SeenCase): Promise<readonly Line[]> {
  const [mails, notes, steps] = await Promise.all([
    mailsOf(run, tenant, of.id),
    notesOf(run, tenant, of.id),
    stepsOf(run, tenant, { cases: [of, ...merged].map(({ id }) => id), works: works.map(({ id }) => id) }),
  ]);
  const lines: readonly Line[] = [
    ...mails.map(
      ({ id, direction, head, subject, agent, createdAt, state }): Line => ({
        ...{ at: createdAt, by: agent, is: direction === 'in' ? 'came' : 'went', mail: id, subject, state },
        who:
          direction === 'in' ? head.from?.name || head.from?.address || '' : head.to.map(({ name, address }) => name || address).join(', '),
      }),
    ),
    ...notes.map(({ id, agent, text, at }): Line => ({ at, by: agent, is: 'note', note: id, text })),
    ...steps.flatMap(({ at, by, step }) =>
      toldOf(step).map((told): Line => ({ at, by: by === 'system' || by === 'customer' ? null : by, ...told })),
    ),
  ];
  return lines.toSorted((a, b) => a.at - b.at);
}

async function stepsOf(run: Run, tenant: TenantId, of: { readonly cases: readonly string[]; readonly works: readonly string[] }) {
  const rows = await run<Stored>({
    name: 'history-of-case',
    text: `select subject, xid::text as together, at::float8 as at, actor as by, body as event from events
      where tenant_id = $1 and (kind = 'case' and subject = any($2) or kind = 'interaction' and subject = any($3)) and type = any($4)
      order by at, kind, subject, version limit ${most}`,
    values: [tenant, of.cases, of.works, tellingTypes],
  });
  return [...Map.groupBy(rows, ({ subject, together }) => `${subject} ${together}`).values()].flatMap((group) => {
    const [first] = group;
    return first ? [{ at: first.at, by: first.by, step: group.map(({ event }) => event) }] : [];
  });
}
