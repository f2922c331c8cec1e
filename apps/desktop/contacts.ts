import type { Contact } from '@patchbay/contacts/contact.ts';

/** A contact as the server shows it, with others that could be the same customer. */
export interface ContactShown extends Contact {
  readonly version: number;
  readonly alike: readonly ContactLine[];
}
/** A contact in a list. */
export interface ContactLine {
  readonly id: string;
  readonly name: string;
  readonly verified: boolean;
  readonly createdAt: number;
  readonly addresses: readonly { readonly kind: 'email' | 'phone' | 'handle'; readonly typed: string }[];
}
/** A page of the list. */
export interface ContactPage {
  readonly contacts: readonly ContactLine[];
  readonly more: boolean;
}

/** Merges that can still be undone. */
export const undoable = ({ absorbed }: Contact, now: number): Contact['absorbed'] => absorbed.filter(({ at }) => now - at < 24 * 3_600_000);
