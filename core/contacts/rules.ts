import {
  type Asks,
  type ContactId,
  type Decision,
  isRefused,
  look,
  type Person,
  type Refusal,
  type Rules,
  refuse,
} from '@patchbay/base/decision.ts';
import { mayAnonymise, mayEdit } from './access.ts';
import {
  type Absorbed,
  type Address,
  type AddressKind,
  type AddressLabel,
  type Contact,
  type ContactEvent,
  type Field,
  isLive,
  type Proposal,
} from './contact.ts';

/** What people ask of one contact. `base` is what they saw when they began to write: the first save wins. [CO5] */
export type ContactCommand =
  | Asks<'editContact', { readonly field: Field; readonly base: string | null; readonly value: string | null }>
  | Asks<'putAddress', Typed & { readonly id: string; readonly base: string | null }>
  | Asks<'removeAddress', { readonly address: string; readonly base: string }>
  | Asks<'verifyContact', { readonly verified: boolean }>
  | Asks<'settleProposal', { readonly proposal: string; readonly take: boolean; readonly id: string; readonly normal: string | null }>
  | Asks<'tellApart', { readonly from: ContactId }>
  | Asks<'anonymiseContact'>;

/** An address as somebody typed it, and as it is compared; null: it cannot be one. */
interface Typed {
  readonly kind: AddressKind;
  readonly label: AddressLabel | null;
  readonly typed: string;
  readonly normal: string | null;
}

const mostAddresses = 20;
const mostProposals = 10;
const day = 24 * 3_600_000;

const live: Rules<Contact, ContactCommand, ContactEvent> = {
  editContact: (c, { by, field, base, value }, now) =>
    mayNot(mayEdit(by)) ??
    savedFirst(c, field, { base, now: textOf(c, field) }) ??
    (value === textOf(c, field) ? [] : [{ type: 'contact.edited', field, value, by: by.agent, at: now }]),
  putAddress: (c, { by, id, base, kind, label, typed, normal }, now) =>
    mayNot(mayEdit(by)) ??
    savedFirst(c, id, { base, now: c.addresses.find((a) => a.id === id)?.typed ?? null }) ??
    puts(c, { id, kind, label, typed, normal }, { by: by.agent, at: now }),
  removeAddress: (c, { by, address, base }, now) =>
    mayNot(mayEdit(by)) ??
    savedFirst(c, address, { base, now: c.addresses.find((a) => a.id === address)?.typed ?? null }) ?? [
      { type: 'contact.addressRemoved', address, by: by.agent, at: now },
    ],
  verifyContact: (c, { by, verified }, now) =>
    mayNot(mayEdit(by)) ?? (verified === c.verified ? [] : [{ type: 'contact.verified', verified, by: by.agent, at: now }]),
  settleProposal: (c, { by, proposal, take, id, normal }, now) =>
    mayNot(mayEdit(by)) ?? settles(c, proposal, take && { id, normal, by: by.agent, at: now }),
  tellApart: (c, { by, from }) => mayNot(mayEdit(by)) ?? (c.apart.includes(from) ? [] : [{ type: 'contact.toldApart', from }]),
  anonymiseContact: (_, { by }, now) => mayNot(mayAnonymise(by)) ?? [{ type: 'contact.anonymised', at: now }],
};

/** Decides one command about one contact. */
export const decide = (contact: Contact, command: ContactCommand, now: number): Decision<ContactEvent> =>
  isLive(contact)
    ? (look<Contact, ContactCommand, ContactEvent>(contact, command, now, live) ?? refuse('contacts.notFound'))
    : refuse('contacts.gone');

/** What somebody typed of themselves, without proof: kept in a contact nobody has verified, only proposed to one that is. [CO4] */
export interface Told {
  readonly name: string;
  readonly addresses: readonly Address[];
}
export function told(c: Contact, { name, addresses }: Told, now: number): readonly ContactEvent[] {
  const fresh = addresses.filter((a) => !c.addresses.some((one) => isSame(one, a)));
  const visitors = fresh.filter(({ kind }) => kind === 'visitor'); // proved by the key of their browser
  const typed = fresh.filter(({ kind }) => kind !== 'visitor');
  const saved = { by: 'customer', at: now };
  const put = (a: Address): ContactEvent => ({ type: 'contact.addressPut', address: a, ...saved });
  const known = visitors.slice(0, mostAddresses - c.addresses.length).map(put);
  if (c.verified) return [...known, ...proposing(c, { name, addresses: typed }, now)];
  const room = mostAddresses - c.addresses.length - known.length;
  return [
    ...(name && name !== c.name ? [{ type: 'contact.edited', field: 'name', value: name, ...saved } as const] : []),
    ...known,
    ...typed.slice(0, Math.max(0, room)).map(put),
  ];
}

function proposing(c: Contact, { name, addresses }: Told, now: number): readonly ContactEvent[] {
  const all: readonly Omit<Proposal, 'id' | 'at'>[] = [
    ...(name && name !== c.name ? [{ field: 'name', value: name } as const] : []),
    ...addresses.flatMap(({ kind, typed }) => (kind === 'visitor' ? [] : [{ field: kind, value: typed }])),
  ];
  const fresh = all.filter((p) => !c.proposed.some((one) => one.field === p.field && one.value === p.value));
  const proposals = fresh.slice(0, Math.max(0, mostProposals - c.proposed.length)).map((p, n) => ({ ...p, id: `${now}-${n}`, at: now }));
  return proposals.length ? [{ type: 'contact.proposed', proposals }] : [];
}

/** Which of two contacts of one customer stays: the verified one, else the older. */
export function survivor(a: Contact, b: Contact): readonly [stays: Contact, goes: Contact] {
  const first = a.verified === b.verified ? a.createdAt < b.createdAt || (a.createdAt === b.createdAt && a.id < b.id) : a.verified;
  return first ? [a, b] : [b, a];
}

/** One contact goes into another: what happens to both. Nothing of the one that goes is changed, so that it can be split off again. [CO6] */
export function merges(stays: Contact, goes: Contact, by: Person, now: number): Both | Refusal {
  const why =
    mayNot(mayEdit(by)) ??
    (stays.id === goes.id ? refuse('contacts.same') : undefined) ??
    (isLive(stays) && isLive(goes) ? undefined : refuse('contacts.gone'));
  if (why) return why;
  const addresses = goes.addresses.filter((a) => !stays.addresses.some((one) => isSame(one, a)));
  const gaveName = stays.name === '' && goes.name !== '';
  const absorbed: Absorbed = { contact: goes.id, name: goes.name, by: by.agent, at: now, gave: addresses.map(({ id }) => id), gaveName };
  return { stays: [{ type: 'contact.absorbed', absorbed, addresses }], goes: [{ type: 'contact.merged', into: stays.id }] };
}
/** What happens to the contact that stays and to the one that goes. */
export interface Both {
  readonly stays: readonly ContactEvent[];
  readonly goes: readonly ContactEvent[];
}

/** Undoes a merge, for a day. [CO6] */
export function splits(stays: Contact, goes: Contact, by: Person, now: number): Both | Refusal {
  const absorbed = stays.absorbed.find(({ contact }) => contact === goes.id);
  const why = mayNot(mayEdit(by)) ?? (isLive(stays) && absorbed && goes.mergedInto === stays.id ? undefined : refuse('contacts.notMerged'));
  if (why) return why;
  if (!absorbed || now > absorbed.at + day) return refuse('contacts.tooLate');
  return { stays: [{ type: 'contact.released', contact: goes.id }], goes: [{ type: 'contact.split' }] };
}

/** A field as the text that is compared and shown. */
export const textOf = (c: Contact, field: Field): string | null => (field === 'name' ? c.name || null : c[field]);

const isSame = (a: Pick<Address, 'kind' | 'normal'>, b: Pick<Address, 'kind' | 'normal'>): boolean =>
  a.kind === b.kind && a.normal === b.normal;
const mayNot = (may: boolean) => (may ? undefined : refuse('contacts.notAllowed'));

/** Somebody saved another value meanwhile: who, and which. */
const savedFirst = (c: Contact, key: string, seen: { readonly base: string | null; readonly now: string | null }) =>
  seen.base === seen.now ? undefined : refuse('contacts.savedFirst', { by: c.saved[key]?.by ?? 'system', value: seen.now ?? '' });

function puts(
  c: Contact,
  { normal, ...typed }: Typed & { readonly id: string },
  saved: { readonly by: string; readonly at: number },
): Decision<ContactEvent> {
  if (normal === null) return refuse('contacts.badAddress');
  const others = c.addresses.filter(({ id }) => id !== typed.id);
  if (others.some((one) => isSame(one, { kind: typed.kind, normal }))) return refuse('contacts.knownAddress');
  if (others.length >= mostAddresses) return refuse('contacts.tooManyAddresses', { most: mostAddresses });
  return [{ type: 'contact.addressPut', address: { ...typed, normal }, ...saved }];
}

type Taking = { readonly id: string; readonly normal: string | null; readonly by: string; readonly at: number };
function settles(c: Contact, id: string, taking: Taking | false): Decision<ContactEvent> {
  const proposal = c.proposed.find((p) => p.id === id);
  if (!proposal) return refuse('contacts.settled');
  const settled: ContactEvent = { type: 'contact.proposalSettled', proposal: id };
  if (!taking) return [settled];
  const { by, at, normal } = taking;
  if (proposal.field === 'name') return [settled, { type: 'contact.edited', field: 'name', value: proposal.value, by, at }];
  const put = puts(c, { id: taking.id, kind: proposal.field, label: null, typed: proposal.value, normal }, { by, at });
  return isRefused(put) ? put : [settled, ...put];
}
