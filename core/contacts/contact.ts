import type { AgentId, ContactId, Happened } from '@patchbay/base/decision.ts';
import type { Kind } from '@patchbay/base/subject.ts';
import { evolve } from './evolve.ts';

/** A customer as we know them. What a visitor typed is not proved to be theirs: `verified` says that somebody has made sure. */
export interface Contact {
  readonly id: ContactId;
  readonly name: string;
  readonly addresses: readonly Address[];
  readonly language: string | null;
  /** Whether we may write to them of our own accord; null: nobody has asked. */
  readonly consent: Consent | null;
  readonly verified: boolean;
  readonly createdAt: number;
  /** What visitors typed about a verified contact; somebody has to look at it first. */
  readonly proposed: readonly Proposal[];
  /** Contacts that are the same customer, and what each of them brought. */
  readonly absorbed: readonly Absorbed[];
  /** Contacts that look alike and are somebody else. */
  readonly apart: readonly ContactId[];
  /** The contact this one went into; it is shown in place of this one. */
  readonly mergedInto: ContactId | null;
  /** When everything personal was removed. */
  readonly anonymisedAt: number | null;
  /** Who saved what last, by field or address. */
  readonly saved: Readonly<Record<string, Saved>>;
}
export type Consent = 'given' | 'refused';
export interface Saved {
  readonly by: string;
  readonly at: number;
}

/** Where a customer is reached; `normal` is what is compared, `typed` what somebody wrote. */
export interface Address {
  readonly id: string;
  readonly kind: AddressKind;
  readonly typed: string;
  readonly normal: string;
  readonly label: AddressLabel | null;
}
export const addressKinds = ['email', 'phone', 'handle', 'visitor'] as const;
export type AddressKind = (typeof addressKinds)[number];
export const addressLabels = ['work', 'private', 'mobile', 'other'] as const;
export type AddressLabel = (typeof addressLabels)[number];

/** Something a visitor typed that a verified contact does not have. */
export interface Proposal {
  readonly id: string;
  readonly field: 'name' | Exclude<AddressKind, 'visitor'>;
  readonly value: string;
  readonly at: number;
}
/** A contact that was merged into this one: what it gave is taken back when they are split. */
export interface Absorbed {
  readonly contact: ContactId;
  readonly name: string;
  readonly by: AgentId;
  readonly at: number;
  readonly gave: readonly string[];
  /** This one had no name and took the other's. */
  readonly gaveName: boolean;
}

/** Fields an agent edits as text; null is empty. */
export const fields = ['name', 'language', 'consent'] as const;
export type Field = (typeof fields)[number];

export type ContactEvent =
  | Happened<'contact.created', { readonly contact: Contact }>
  | Happened<'contact.edited', Saved & { readonly field: Field; readonly value: string | null }>
  | Happened<'contact.addressPut', Saved & { readonly address: Address }>
  | Happened<'contact.addressRemoved', Saved & { readonly address: string }>
  | Happened<'contact.verified', Saved & { readonly verified: boolean }>
  | Happened<'contact.proposed', { readonly proposals: readonly Proposal[] }>
  | Happened<'contact.proposalSettled', { readonly proposal: string }>
  | Happened<'contact.absorbed', { readonly absorbed: Absorbed; readonly addresses: readonly Address[] }>
  | Happened<'contact.released', { readonly contact: ContactId }>
  | Happened<'contact.merged', { readonly into: ContactId }>
  | Happened<'contact.split'>
  | Happened<'contact.toldApart', { readonly from: ContactId }>
  | Happened<'contact.anonymised', { readonly at: number }>;

/** How a contact is stored and folded. */
export const contactKind: Kind<Contact, ContactEvent> = { name: 'contact', table: 'contacts', evolve, due: () => null };

/** Whether this is still a customer of its own: not merged away, not anonymised. */
export const isLive = ({ mergedInto, anonymisedAt }: Contact): boolean => mergedInto === null && anonymisedAt === null;

/** A contact nothing is known of yet. */
export const newContact = (id: ContactId, name: string, createdAt: number): Contact => ({
  id,
  name,
  addresses: [],
  language: null,
  consent: null,
  verified: false,
  createdAt,
  proposed: [],
  absorbed: [],
  apart: [],
  mergedInto: null,
  anonymisedAt: null,
  saved: {},
});
