import type { TenantId } from '@patchbay/base/decision.ts';
import { openBetween } from '@patchbay/configuration/hours.ts';
import type { Case } from '@patchbay/email/case.ts';
import { type Clock, clockAt } from '@patchbay/email/clock.ts';
import { type Email, holderOf, lastOf } from '@patchbay/email/email.ts';
import type { Signed } from '@patchbay/users/sessions.node.ts';
import { mailQueues } from './mail-access.node.ts';
import type { Site } from './site.node.ts';

/** A line of the lists. */
export interface MailRow {
  readonly interaction: string;
  readonly case: string;
  readonly number: number;
  readonly subject: string;
  readonly from: string;
  /** Of whoever wrote: as it is kept of them, else as their last mail says; null: nobody knows. */
  readonly language: string | null;
  readonly queue: string | null;
  readonly since: number;
  /** When the last mail of its case came or went. */
  readonly changedAt: number;
  /** In whose workbin it lies, or who wrote what is in review; null: it waits. */
  readonly holder: string | null;
  /** What it can be ended with. */
  readonly reasons: readonly string[];
  readonly came: number;
  readonly files: boolean;
  readonly priority: number | null;
  readonly is: 'waiting' | 'shelved' | 'drafted' | 'inReview' | 'sending' | 'failed';
  /** What somebody has found it to be while it waits; null: nobody has. [EM270] */
  readonly noted: string | null;
  /** What was sent and is not with the mail server yet; `until`: it can be taken back. */
  readonly leaving: { readonly mail: string; readonly until: number | null } | null;
  readonly clock: Clock | null;
}

interface Found {
  readonly [column: string]: unknown;
  readonly state: Email;
  readonly of: Case;
  readonly name: string | null;
  readonly language: string | null;
  readonly files: boolean;
  readonly changed: number | null;
}
const most = 500;

/** What waits in the queues of this person, and what lies in their workbin, in the order in which it is to be done; to whoever sees all work also what lies in those of others, and what is to be read before it is sent. [EM120] [EM7] */
export async function mailList(
  site: Site,
  { tenant, person }: Signed,
): Promise<{ readonly [L in 'team' | 'mine' | 'outbox' | 'review' | 'bins']: readonly MailRow[] }> {
  const queues = new Set(mailQueues(site, { tenant, person }));
  const reviews = person.may.includes('seeAllWork');
  const found = await openMails(site, tenant, { queues: [...queues], agent: person.agent, reviews });
  const rows = (which: (i: Email) => boolean) =>
    found
      .filter(({ state }) => which(state))
      .map((one) => rowOf(site, tenant, one))
      .sort(first);
  return {
    team: rows(({ at }) => at.stage === 'queued' && queues.has(at.queue)),
    mine: rows((i) => (holderOf(i) === person.agent && i.work.doing.doing !== 'sending' ? true : isFailed(i, person.agent))),
    outbox: rows((i) => i.at.stage === 'active' && i.work.doing.doing === 'sending' && holderOf(i) === person.agent && !hasFailed(i)),
    bins: reviews ? rows((i) => (isKept(i) && holderOf(i) !== person.agent) || isFailedOfOthers(i, person.agent)) : [],
    review: reviews ? rows((i) => i.at.stage === 'active' && i.work.doing.doing === 'inReview' && holderOf(i) !== person.agent) : [],
  };
}

/** What this person may take, of one queue or of all of theirs, in the order in which it is to be done; not what they have handed on themselves. [EM271] */
export async function mailsWaiting(site: Site, { tenant, person }: Signed, queue?: string): Promise<readonly string[]> {
  const queues = mailQueues(site, { tenant, person }).filter((one) => queue === undefined || one === queue);
  const found = await openMails(site, tenant, { queues, agent: person.agent, reviews: false });
  return found
    .filter(({ state: { at } }) => at.stage === 'queued' && !at.not.some((one) => one.agent === person.agent && one.at === null))
    .map((one) => rowOf(site, tenant, one))
    .sort(first)
    .map(({ interaction }) => interaction);
}

const isKept = ({ at, work: { doing } }: Email): boolean =>
  at.stage === 'active' && (doing.doing === 'shelved' || doing.doing === 'drafted');
const isFailedOfOthers = (i: Email, agent: string): boolean =>
  i.at.stage === 'active' && i.work.doing.doing === 'sending' && i.work.outgoing.some(({ by, failed }) => failed !== null && by !== agent);
const hasFailed = ({ work: { outgoing } }: Email): boolean => outgoing.some(({ failed }) => failed !== null);
const isFailed = (i: Email, agent: string): boolean =>
  i.at.stage === 'active' && i.work.doing.doing === 'sending' && i.work.outgoing.some(({ by, failed }) => failed !== null && by === agent);

interface Whose {
  readonly queues: readonly string[];
  readonly agent: string;
  readonly reviews: boolean;
}
/** What may stand in the lists of this person: never cut off by what is in those of others. */
function openMails(site: Site, tenant: TenantId, { queues, agent, reviews }: Whose): Promise<readonly Found[]> {
  return site.k.db.as(tenant)<Found>({
    name: 'open-mails',
    text: `select i.state, c.state as of, ct.state ->> 'name' as name,
        coalesce(ct.state ->> 'language', (select lower(substring(f ->> 'value' from '^[A-Za-z]{2,3}'))
          from email_mails m cross join jsonb_array_elements(m.head -> 'fields') f
          where m.tenant_id = $1 and m.case_id = c.id and m.direction = 'in' and f ->> 'name' = 'content-language'
          order by m.created_at desc limit 1)) as language,
        exists (select from email_files f join email_mails m on m.tenant_id = $1 and m.id = f.mail where f.tenant_id = $1 and m.case_id = c.id and f.cid is null) as files,
        (select max(m.created_at)::float8 from email_mails m where m.tenant_id = $1 and m.case_id = c.id) as changed
      from interactions i join email_cases c on c.tenant_id = $1 and c.id = case_root(i.case_id)
        left join contacts ct on ct.tenant_id = $1 and ct.id = c.contact
      where i.tenant_id = $1 and i.stage <> 'closed' and i.case_id is not null
        and (i.stage = 'queued' and i.state ->> 'queue' = any($2) or i.state #>> '{work,doing,holder}' = $3
          or $4 and i.state #>> '{work,doing,doing}' = any('{inReview,shelved,drafted,sending}'))
      order by i.started_at limit ${most}`,
    values: [tenant, queues, agent, reviews],
  });
}

function rowOf(site: Site, tenant: TenantId, { state, of, name, language, files, changed }: Found): MailRow {
  const last = lastOf(state.work);
  return {
    ...{
      interaction: state.id,
      case: of.id,
      number: of.number,
      subject: of.subject,
      from: name ?? '',
      language,
      queue: state.queue,
      since: state.startedAt,
      changedAt: changed ?? state.startedAt,
      holder: holderOf(state),
      reasons: state.policy.reasons,
      noted: state.work.disposed?.reason ?? null,
      leaving: last && !last.failed ? { mail: last.mail, until: last.until } : null,
    },
    ...{
      came: state.work.came,
      files,
      priority: state.policy.priority ?? null,
      is: howItIs(state),
      clock: clockOf(site, tenant, state.queue, of),
    },
  };
}

function howItIs(i: Email): MailRow['is'] {
  const { doing } = i.work.doing;
  if (i.at.stage === 'queued') return 'waiting';
  if (doing === 'drafted' || doing === 'inReview' || doing === 'shelved') return doing;
  return hasFailed(i) ? 'failed' : 'sending';
}

/** The clock of a case now. [EM120] [EM141] */
export function clockOf(site: Site, tenant: TenantId, queue: string | null, { due }: Case): Clock | null {
  if (!due) return null;
  const centre = site.centres.of(tenant);
  const hours = centre?.hours[centre.queues[queue ?? '']?.hours ?? ''] ?? null;
  const now = site.k.clock.now();
  const left = now <= due.at ? Math.min(due.ms, openBetween(hours, now, due.at)) : -openBetween(hours, due.at, now);
  return clockAt({ at: due.at, left, of: due.ms });
}

const band = (row: MailRow): number => row.priority ?? 50;
function first(a: MailRow, b: MailRow): number {
  if (band(a) !== band(b)) return band(b) - band(a);
  const [one, other] = [a.clock?.at ?? Infinity, b.clock?.at ?? Infinity];
  return one === other ? a.since - b.since || (a.interaction < b.interaction ? -1 : 1) : one - other;
}
