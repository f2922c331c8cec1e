import type { ContactId, Happened } from '@patchbay/base/decision.ts';
import type { Kind } from '@patchbay/base/subject.ts';

/** A customer as we know them. What a visitor typed is not proved to be theirs: `verified` says so. */
export interface Contact {
  readonly id: ContactId;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly verified: boolean;
  readonly createdAt: number;
}

export type ContactEvent =
  | Happened<'contact.created', { readonly contact: Contact }>
  | Happened<'contact.told', Partial<Pick<Contact, 'name' | 'email' | 'phone'>>>;

/** What an event changes. */
export function evolve(contact: Contact, event: ContactEvent): Contact {
  if (event.type === 'contact.created') return event.contact;
  const { type: _, ...told } = event;
  return { ...contact, ...told };
}

/** How a contact is stored and folded. */
export const contactKind: Kind<Contact, ContactEvent> = { name: 'contact', table: 'contacts', evolve, due: () => null };

/** What a form tells of a contact: only what is filled in and new. Nothing that somebody typed goes into a verified contact. */
export function told(contact: Contact, form: Readonly<Record<string, string | undefined>>): readonly ContactEvent[] {
  if (contact.verified) return [];
  const news = (['name', 'email', 'phone'] as const).filter((field) => form[field] && form[field] !== contact[field]);
  return news.length ? [{ type: 'contact.told', ...Object.fromEntries(news.map((field) => [field, form[field]])) }] : [];
}
