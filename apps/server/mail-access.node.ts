import type { Person, TenantId } from '@patchbay/base/decision.ts';
import type { Subject } from '@patchbay/base/subject.ts';
import { ringOf } from '@patchbay/configuration/serving.ts';
import type { Case } from '@patchbay/email/case.ts';
import type { Email } from '@patchbay/email/email.ts';
import { casesWith, mailById, type StoredMail, workOn } from '@patchbay/email/mails.node.ts';
import { hasPart } from '@patchbay/email/parts.node.ts';
import type { Signed } from '@patchbay/users/sessions.node.ts';
import { isServedBy } from './policy.ts';
import { mayKnow } from './seen.node.ts';
import type { Site } from './site.node.ts';

type Who = Pick<Signed, 'tenant' | 'person'>;

/** A case with the work on it, newest first; one that was merged is the one it went into. */
export interface SeenCase {
  readonly of: Subject<Case>;
  readonly works: readonly Subject<Email>[];
  /** What was merged into it. */
  readonly merged: readonly Subject<Case>[];
  /** Whether whoever looks has or had a part in it. */
  readonly mine: boolean;
}
/** A case as far as this person may see it: whoever has or had a part in it, serves the queue it waits in, or sees all cases; to others it does not exist. [EM117] */
export async function seenCase(site: Site, { tenant, person }: Who, id: string): Promise<SeenCase | undefined> {
  const run = site.k.db.as(tenant);
  const [[of, ...merged], works, part] = await Promise.all([
    casesWith(run, tenant, id),
    workOn(run, tenant, id),
    hasPart(run, tenant, person.agent, id),
  ]);
  const mine = part || works.some(({ state }) => mayKnow(person, state));
  const sees = mine || person.may.includes('seeAllCases') || works.some(({ state }) => maySeeMail(site, tenant, person, state));
  return of && sees ? { of, works, merged, mine } : undefined;
}
/** Whether this person may say what becomes of a case: not whoever only sees that it waits. [EM143] */
export const mayWorkOn = ({ person }: Who, { mine }: SeenCase): boolean => mine || person.may.includes('seeAllCases');

/** Whether this person may read the mails of a piece of work. [EM117] */
export function maySeeMail(site: Site, tenant: TenantId, person: Person, i: Email): boolean {
  return mayKnow(person, i) || isServedBy(site.centres.of(tenant), i, person.agent);
}

/** A mail of a case that this person may see, or undefined. */
export async function seenMail(site: Site, who: Who, id: string): Promise<StoredMail | undefined> {
  const mail = await mailById(site.k.db.as(who.tenant), who.tenant, id);
  return mail && (await seenCase(site, who, mail.case)) ? mail : undefined;
}

/** The queues of e-mail this person takes work from. */
export function mailQueues(site: Site, { tenant, person }: Who): readonly string[] {
  const centre = site.centres.of(tenant);
  return Object.entries(centre?.queues ?? {})
    .filter(
      ([, queue]) =>
        queue.channel === 'email' && (person.may.includes('seeAllWork') || (centre && ringOf(centre, person.agent, queue) !== null)),
    )
    .map(([id]) => id);
}
