import { type ContactId, isRefused, type TenantId } from '@patchbay/base/decision.ts';
import { execute, type Kernel } from '@patchbay/base/execute.node.ts';
import { changed } from '@patchbay/base/subject.ts';
import { normalOf } from '@patchbay/contacts/addresses.ts';
import { type Contact, contactKind, newContact } from '@patchbay/contacts/contact.ts';
import { indexing } from '@patchbay/contacts/store.node.ts';
import type { Claims, Identity } from './identity.node.ts';

/** A customer of the site of a widget. */
export interface Named {
  readonly tenant: TenantId;
  readonly widget: string;
  readonly subject: string;
  readonly identity: Identity;
}

/** Notes that a token was used; false: it was used before. [CH41] */
export async function firstUse(
  { db }: Pick<Kernel, 'db'>,
  { tenant, widget }: Pick<Named, 'tenant' | 'widget'>,
  { token, until }: Claims,
): Promise<boolean> {
  const rows = await db.as(tenant)({
    name: 'use-identity',
    text: 'insert into identity_uses (tenant_id, id, until) values ($1, $2, $3) on conflict do nothing returning 1',
    values: [tenant, `${widget} ${token}`, until],
  });
  return rows.length > 0;
}

/** The verified contact of a customer whom a site has named; made when there is none. What visitors typed is never joined to it. [CH42] */
export function contactOfIdentity(k: Kernel, who: Named): Promise<ContactId> {
  const { tenant, widget, subject, identity } = who;
  return k.inTurn(`identity ${tenant} ${widget} ${subject}`, async () => {
    const known = await contactOf(k, who);
    if (known) return known;
    const id = k.ids.next() as ContactId;
    const made = await execute(k, { tenant, by: 'customer' }, async ({ now }) => {
      const contact = verified(newContact(id, identity.name, now), identity.email, k.ids.next());
      return {
        changes: [changed(contactKind, { id, version: 0, state: contact }, [{ type: 'contact.created', contact }]) as never],
        also: [
          ...indexing(tenant, null, contact),
          (v) =>
            `insert into identities (tenant_id, widget, subject, contact) values (${v(tenant)}, ${v(widget)}, ${v(subject)}, ${v(id)})`,
        ],
      };
    });
    if (isRefused(made)) throw new Error(`The contact of an identity was refused: ${made.refused}`);
    return id;
  });
}

/** What the site says of them needs no further proof. */
function verified(contact: Contact, email: string | null, id: string): Contact {
  const normal = email === null ? null : normalOf('email', email, null);
  const addresses = email === null || normal === null ? [] : [{ id, kind: 'email', typed: email, normal, label: null } as const];
  return { ...contact, verified: true, addresses };
}

async function contactOf({ db }: Kernel, { tenant, widget, subject }: Named): Promise<ContactId | undefined> {
  const rows = await db.as(tenant)<{ contact: ContactId }>({
    name: 'contact-of-identity',
    text: 'select contact from identities where tenant_id = $1 and widget = $2 and subject = $3',
    values: [tenant, widget, subject],
  });
  return rows[0]?.contact;
}
