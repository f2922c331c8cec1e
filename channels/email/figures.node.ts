import type { Run } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import { figuresOf, type MailHappening } from './figures.ts';

interface Row {
  readonly [column: string]: unknown;
  readonly work: string;
  readonly queue: string | null;
  readonly at: number;
  readonly event: MailHappening['event'];
  readonly what: MailHappening['what'];
}

/** What was done with mails in a span of time, by agent and queue, read off the events. [EM299] */
export async function mailFigures(run: Run, tenant: TenantId, span: { readonly from: number; readonly to: number }) {
  const rows = await run<Row>({
    name: 'mail-figures',
    text: `with done as (
        select distinct subject from events where tenant_id = $1 and kind = 'interaction' and at >= $2 and at < $3
          and (type = 'email.dispatched' or type = 'email.unanswered' or type = 'email.settled'))
      select e.subject as work, i.state ->> 'queue' as queue, e.at::float8 as at, e.body as event, m.draft ->> 'what' as what
      from done join events e on e.tenant_id = $1 and e.kind = 'interaction' and e.subject = done.subject and e.at < $3
        and e.type = any('{interaction.accepted,interaction.ownerChanged,participation.done,email.dispatched,email.unanswered,email.settled}')
        join interactions i on i.tenant_id = $1 and i.id = done.subject
        left join email_mails m on m.tenant_id = $1 and m.id = e.body ->> 'mail'
      order by e.subject, e.version`,
    values: [tenant, span.from, span.to],
  });
  return figuresOf(rows, span);
}
