import { type ContactId, isRefused, type Person, type Refusal, refuse, type TenantId } from '@patchbay/base/decision.ts';
import { type Answer, type Asking, execute, type Kernel, type Plan, type Scene } from '@patchbay/base/execute.node.ts';
import { type Change, changed, type Subject } from '@patchbay/base/subject.ts';
import { mayEdit } from './access.ts';
import { type Contact, type ContactEvent, contactKind, newContact } from './contact.ts';
import { type Both, type ContactCommand, decide, merges, splits, survivor } from './rules.ts';
import { indexing, unlistedContacts } from './store.node.ts';

/** Makes a contact by hand. Answers `{ contact }`. */
export function createContact(k: Kernel, asking: Asking, by: Person, name: string): Promise<Answer> {
  const id = k.ids.next() as ContactId;
  return execute(k, asking, async ({ now, tenant }) => {
    if (!mayEdit(by)) return refuse('contacts.notAllowed');
    const contact = newContact(id, name, now);
    return planOf(tenant, [[{ id, version: 0, state: contact }, [{ type: 'contact.created', contact }]]], { contact: id });
  });
}

/** Carries out a command about one contact. */
export function actOnContact(k: Kernel, asking: Asking, id: string, command: ContactCommand): Promise<Answer> {
  return inTurn(k, [id], () =>
    execute(k, asking, async ({ load, now, tenant }) => {
      const stored = await load(contactKind, id);
      if (!stored) return refuse('contacts.notFound');
      const events = decide(stored.state, command, now);
      if (isRefused(events)) return events;
      return planOf(tenant, [[stored, events]], {});
    }),
  );
}

/** The contacts that become one, and what is written with that. */
export interface Merging {
  readonly pair: readonly [string, string];
  readonly also: NonNullable<Plan['also']>;
}
/** Two contacts become one customer. Answers the one that stays. [CO6] */
export const mergeContacts = (k: Kernel, asking: Asking, by: Person, { pair, also }: Merging): Promise<Answer> =>
  both(k, asking, pair, (a, b, now) => {
    const [stays, goes] = survivor(a.state, b.state);
    const events = merges(stays, goes, by, now);
    return isRefused(events) ? events : { stays: stays === a.state ? a : b, goes: goes === a.state ? a : b, events, also };
  });

/** Undoes a merge. [CO6] */
export const splitContact = (k: Kernel, asking: Asking, by: Person, pair: readonly [stays: string, goes: string]): Promise<Answer> =>
  both(k, asking, pair, (stays, goes, now) => {
    const events = splits(stays.state, goes.state, by, now);
    return isRefused(events) ? events : { stays, goes, events };
  });

type Stored = Subject<Contact>;
type Decided = { readonly stays: Stored; readonly goes: Stored; readonly events: Both; readonly also?: Merging['also'] };

function both(
  k: Kernel,
  asking: Asking,
  pair: readonly [string, string],
  decideBoth: (a: Stored, b: Stored, now: number) => Decided | Refusal,
): Promise<Answer> {
  return inTurn(k, pair, () =>
    execute(k, asking, async ({ load, now, tenant }: Scene) => {
      const [a, b] = [await load(contactKind, pair[0]), await load(contactKind, pair[1])];
      if (!a || !b) return refuse('contacts.notFound');
      const decided = decideBoth(a, b, now);
      if (isRefused(decided)) return decided;
      const { stays, goes, events, also = [] } = decided;
      const plan = planOf(
        tenant,
        [
          [stays, events.stays],
          [goes, events.goes],
        ],
        { contact: stays.id },
      );
      return { ...plan, also: [...(plan.also ?? []), ...also] };
    }),
  );
}

const inTurn = <T>(k: Kernel, ids: readonly string[], work: () => Promise<T>): Promise<T> =>
  k.inTurn(
    ids.map((id) => `contact ${id}`),
    work,
  );

function planOf(tenant: TenantId, parts: readonly (readonly [Stored, readonly ContactEvent[]])[], answer: object): Plan {
  const changes = parts.filter(([, events]) => events.length > 0).map(([stored, events]) => changed(contactKind, stored, events));
  const also = changes.flatMap((change) => indexing(tenant, change.before, change.state));
  return { changes: changes as readonly Change[], also, answer };
}

/** Makes contacts that are older than the search findable. */
export async function listContacts(k: Kernel, tenant: TenantId): Promise<void> {
  const atOnce = 500;
  for (;;) {
    const some = await unlistedContacts(k.db.as(tenant), tenant, atOnce);
    for (const { state } of some)
      await execute(k, { tenant, by: 'system' }, async () => ({ changes: [], also: indexing(tenant, null, state) }));
    if (some.length < atOnce) return;
  }
}
