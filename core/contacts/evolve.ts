import type { Address, Contact, ContactEvent, Field } from './contact.ts';

type Of<T extends ContactEvent['type']> = Extract<ContactEvent, { readonly type: T }>;
const changes: { readonly [T in ContactEvent['type']]: (contact: Contact, event: Of<T>) => Contact } = {
  'contact.created': (_, { contact }) => contact,
  'contact.edited': (c, { field, value, by, at }) => ({ ...c, ...valued(field, value), saved: { ...c.saved, [field]: { by, at } } }),
  'contact.addressPut': (c, { address, by, at }) => ({
    ...c,
    addresses: put(c.addresses, address),
    saved: { ...c.saved, [address.id]: { by, at } },
  }),
  'contact.addressRemoved': (c, { address, by, at }) => ({
    ...c,
    addresses: c.addresses.filter(({ id }) => id !== address),
    saved: { ...c.saved, [address]: { by, at } },
  }),
  'contact.verified': (c, { verified, by, at }) => ({ ...c, verified, saved: { ...c.saved, verified: { by, at } } }),
  'contact.proposed': (c, { proposals }) => ({ ...c, proposed: [...c.proposed, ...proposals] }),
  'contact.proposalSettled': (c, { proposal }) => ({ ...c, proposed: c.proposed.filter(({ id }) => id !== proposal) }),
  'contact.absorbed': (c, { absorbed, addresses }) => ({
    ...c,
    name: absorbed.gaveName ? absorbed.name : c.name,
    addresses: [...c.addresses, ...addresses],
    absorbed: [...c.absorbed, absorbed],
  }),
  'contact.released': (c, { contact }) => {
    const one = c.absorbed.find((a) => a.contact === contact);
    return {
      ...c,
      name: one?.gaveName && c.name === one.name ? '' : c.name,
      addresses: c.addresses.filter(({ id }) => !one?.gave.includes(id)),
      absorbed: c.absorbed.filter((a) => a !== one),
    };
  },
  'contact.merged': (c, { into }) => ({ ...c, mergedInto: into }),
  'contact.split': (c) => ({ ...c, mergedInto: null }),
  'contact.toldApart': (c, { from }) => ({ ...c, apart: [...c.apart, from] }),
  'contact.anonymised': (c, { at }) => ({
    ...c,
    name: '',
    addresses: [],
    language: null,
    consent: null,
    verified: false,
    proposed: [],
    absorbed: c.absorbed.map((a) => ({ ...a, name: '' })),
    anonymisedAt: at,
    saved: {},
  }),
};

/** What an event changes. */
export function evolve(contact: Contact, event: ContactEvent): Contact {
  const change = changes[event.type] as (contact: Contact, event: ContactEvent) => Contact;
  return change(contact, event);
}

const valued = (field: Field, value: string | null): Partial<Contact> => (field === 'name' ? { name: value ?? '' } : { [field]: value });

function put(addresses: readonly Address[], address: Address): readonly Address[] {
  return addresses.some(({ id }) => id === address.id)
    ? addresses.map((one) => (one.id === address.id ? address : one))
    : [...addresses, address];
}
