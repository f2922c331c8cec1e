import type { Ids } from '@patchbay/base/clock.ts';
import type { ContactId, TenantId } from '@patchbay/base/decision.ts';
import type { Plan, Scene } from '@patchbay/base/execute.node.ts';
import { type Change, changed, type Subject } from '@patchbay/base/subject.ts';
import { normalOf } from './addresses.ts';
import { type Address, type AddressKind, type Contact, contactKind, isLive, newContact } from './contact.ts';
import { termOf } from './finding.ts';
import { told } from './rules.ts';
import { contactShown, contactsWith, indexing } from './store.node.ts';

/** Somebody reaches us: who they are known as, if at all, and what they say of themselves without proof. */
export interface Arrival {
  readonly tenant: TenantId;
  readonly known: string | null;
  readonly name: string;
  readonly addresses: readonly { readonly kind: AddressKind; readonly typed: string }[];
  readonly callingCode: string | null;
}
/** Whose contact it is, and what is written of it. */
export interface Arrived {
  readonly contact: ContactId;
  readonly changes: readonly Change[];
  readonly also: NonNullable<Plan['also']>;
}

type Finding = (terms: readonly string[]) => Promise<readonly Subject<Contact>[]>;
const finding =
  ({ run, tenant }: Scene): Finding =>
  (terms) =>
    contactsWith(run, tenant, terms);

/**
 * Finds the contact of whoever arrives: who is known stays; one contact with such an address is joined, unless it is verified, for what
 * somebody typed proves nothing; else a new one is made, and those that look alike are shown to the agent. [CO3] [CO4]
 * `find` finds who has one of these terms.
 */
export async function arrive(scene: Scene, ids: Ids, arrival: Arrival, find: Finding = finding(scene)): Promise<Arrived> {
  const addresses = arrival.addresses.flatMap(({ kind, typed }): readonly Address[] => {
    const normal = normalOf(kind, typed, arrival.callingCode);
    return normal === null ? [] : [{ id: ids.next(), kind, typed, normal, label: null }];
  });
  const stored = (arrival.known && (await known(scene, arrival.known))) || (await joined(find, addresses));
  if (stored) return written(stored, told(stored.state, { name: arrival.name, addresses }, scene.now), arrival.tenant);
  const id = ids.next() as ContactId;
  const contact = { ...newContact(id, arrival.name, scene.now), addresses };
  return written({ id, version: 0, state: contact }, [{ type: 'contact.created', contact }], arrival.tenant);
}

async function known({ load, run, tenant }: Scene, id: string): Promise<Subject<Contact> | undefined> {
  const stored = await load(contactKind, id);
  const shown = stored?.state.mergedInto ? await contactShown(run, tenant, id) : stored;
  return shown && isLive(shown.state) ? shown : undefined;
}

async function joined(find: Finding, addresses: readonly Address[]): Promise<Subject<Contact> | undefined> {
  const typed = addresses.filter(({ kind }) => kind !== 'visitor');
  const hits = await find(typed.map(termOf));
  return hits.length === 1 && !hits[0]?.state.verified ? hits[0] : undefined;
}

function written(subject: Subject<Contact>, events: ReturnType<typeof told>, tenant: TenantId): Arrived {
  const contact = subject.id as ContactId;
  if (events.length === 0) return { contact, changes: [], also: [] };
  const change = changed(contactKind, subject, events);
  return { contact, changes: [change as Change], also: indexing(tenant, subject.version ? subject.state : null, change.state) };
}
