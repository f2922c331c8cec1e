import type { Effect } from '@patchbay/base/commit.node.ts';
import type { Scene } from '@patchbay/base/execute.node.ts';
import { type Change, changed, type Subject } from '@patchbay/base/subject.ts';
import type { Follows } from '@patchbay/interactions/act.node.ts';
import type { Interaction } from '@patchbay/interactions/interaction.ts';
import type { Case } from './case.ts';
import { effects } from './effects.ts';
import type { CaseId, Email, EmailEvent } from './email.ts';
import { caseFollows } from './following.ts';
import { caseKind } from './kind.ts';
import { remembering } from './parts.node.ts';
import { unindexing } from './search.node.ts';

/** What is written along with what happens in a piece of work: its case, how its mails stand, and what is to be done outside. [IN61] [EM101] */
export async function follows({ load, now }: Pick<Scene, 'load' | 'now'>, change: Change<Interaction<never>>): Promise<Follows> {
  const state = change.state as Email;
  const events = change.events as readonly EmailEvent[];
  if (!events.some(({ type }) => matters.has(type))) return { changes: [] };
  const stored = await theCase(load, state.work.case);
  const happened = stored ? caseFollows(stored.state, state, events, now) : [];
  return {
    changes: stored && happened.length ? [changed(caseKind, stored, happened) as Change] : [],
    also: [...events.flatMap(mailStands), ...remembering(state, events, now)],
    effects: effects(state, events).map((body, n): Effect => {
      const id = `email ${change.id} ${change.from + events.length} ${n}`;
      return { id, channel: 'email', body: { ...body, interaction: change.id }, dueAt: now };
    }),
  };
}

/** The case of a piece of work; of one that was merged, the one that it went into. [EM144] */
async function theCase(load: Scene['load'], id: CaseId): Promise<Subject<Case> | undefined> {
  let found = await load(caseKind, id);
  for (let n = 0; found?.state.at.is === 'merged' && n < 50; n++) found = await load(caseKind, found.state.at.into);
  return found;
}

const matters: ReadonlySet<string> = new Set([
  ...['interaction.accepted', 'interaction.ownerChanged', 'interaction.ended', 'participation.done', 'email.shelved', 'email.drafted'],
  ...['email.toReview', 'email.reviewed', 'email.held', 'email.takenBack', 'email.dispatched', 'email.deferred', 'email.delivered'],
  ...['email.failed', 'email.bounced', 'email.settled', 'email.disposed', 'email.queueChanged'],
]);

type V = (value: unknown) => string;
const sets =
  (mail: string, state: string, said: string | null = null) =>
  (v: V): string =>
    `update email_mails set state = ${v(state)}, said = ${v(said)} where tenant_id = current_setting('app.tenant', true) and id = ${v(mail)}`;

/** How a mail of ours stands, beside its row; one that is taken back is a draft again. */
function mailStands(event: EmailEvent): NonNullable<Follows['also']> {
  switch (event.type) {
    case 'email.toReview':
      return [sets(event.mail, 'review')];
    case 'email.held':
      return [sets(event.mail, 'held')];
    case 'email.dispatched':
      return [sets(event.mail, 'sending')];
    case 'email.deferred':
      return [sets(event.mail, 'deferred', event.said)];
    case 'email.delivered':
      return [sets(event.mail, 'delivered')];
    case 'email.failed':
      return [sets(event.mail, 'failed', event.failed.said)];
    case 'email.bounced':
      return [sets(event.mail, 'bounced', event.said)];
    case 'email.reviewed':
      return event.approved ? [] : takenBack(event.mail);
    case 'email.takenBack':
      return takenBack(event.mail);
    default:
      return [];
  }
}
/** Nobody reads or finds it any more, and its author goes on writing. */
const takenBack = (mail: string) => [sets(mail, 'takenBack'), unindexing(mail), writtenAnew(mail)];
const writtenAnew =
  (mail: string) =>
  (v: V): string =>
    `insert into email_drafts (tenant_id, interaction, body, rev, by_agent, at)
    select tenant_id, interaction, draft, id, agent, created_at from email_mails
    where tenant_id = current_setting('app.tenant', true) and id = ${v(mail)} and draft is not null on conflict do nothing`;
