import type { TenantId } from '@patchbay/base/decision.ts';
import type { Kernel } from '@patchbay/base/execute.node.ts';
import { gathering } from '@patchbay/base/gathering.ts';
import type { Subject } from '@patchbay/base/subject.ts';
import type { Contact } from '@patchbay/contacts/contact.ts';
import { contactsWithEach } from '@patchbay/contacts/store.node.ts';
import { arrivedAs, mailsNamed, nextNumbers } from './mails.node.ts';

type Found<F extends (...asked: never[]) => Promise<unknown>> = Awaited<ReturnType<F>>;
/** What those ask who receive mails at the same time: with one statement for all of them. [EM330] */
export interface Questions {
  arrivedAs(key: string): Promise<ReturnType<Found<typeof arrivedAs>['get']>>;
  /** Also of mails that others ask for. */
  named(ids: readonly string[]): Promise<Found<typeof mailsNamed>>;
  contactsWith(terms: readonly string[]): Promise<readonly Subject<Contact>[]>;
  nextNumber(): Promise<number>;
}

const asked = new WeakMap<Kernel, Map<TenantId, Questions>>();

/** The questions about a tenant that are asked in this process. */
export function questionsOf(k: Kernel, tenant: TenantId): Questions {
  const tenants = asked.get(k) ?? new Map<TenantId, Questions>();
  asked.set(k, tenants);
  const questions = tenants.get(tenant) ?? newQuestions(k, tenant);
  tenants.set(tenant, questions);
  return questions;
}

function newQuestions(k: Kernel, tenant: TenantId): Questions {
  const run = k.db.as(tenant);
  const number = gathering<null, number>(async (all) => {
    const numbers = await nextNumbers(run, tenant, all.length);
    return (_, n) => numbers[n] as number;
  });
  return {
    arrivedAs: gathering(async (keys) => {
      const found = await arrivedAs(run, tenant, keys);
      return (key) => found.get(key);
    }),
    named: gathering(async (ids) => {
      const found = await mailsNamed(run, tenant, ids.flat());
      return () => found;
    }),
    contactsWith: gathering((terms) => contactsWithEach(run, tenant, terms.flat())),
    nextNumber: () => number(null),
  };
}
