import { type AgentId, type ContactId, isRefused, type Refusal, refuse, type TenantId } from '@patchbay/base/decision.ts';
import type { Answer, Asking } from '@patchbay/base/execute.node.ts';
import type { Subject } from '@patchbay/base/subject.ts';
import { spreadingBans } from '@patchbay/chat/bans.node.ts';
import { maySee } from '@patchbay/contacts/access.ts';
import { actOnContact, createContact, mergeContacts, splitContact } from '@patchbay/contacts/act.node.ts';
import { masked, normalOf } from '@patchbay/contacts/addresses.ts';
import type { contactCommands } from '@patchbay/contacts/commands.ts';
import type { Address, Contact } from '@patchbay/contacts/contact.ts';
import { termOf } from '@patchbay/contacts/finding.ts';
import { contactShown, contactsWith, familyOf } from '@patchbay/contacts/store.node.ts';
import { tookPart } from '@patchbay/interactions/store.node.ts';
import type { Signed } from '@patchbay/users/sessions.node.ts';
import type { z } from 'zod';
import { anonymise } from './anonymising.node.ts';
import type { Site } from './site.node.ts';

export type AskedOfContacts = z.output<(typeof contactCommands)[number]>;
type Who = Pick<Signed, 'tenant' | 'person'>;

/** Carries out a command about contacts. What they may not see does not exist for them. [SV1] */
export async function actAsToContacts(site: Site, who: Who, asking: Asking, command: AskedOfContacts): Promise<Answer> {
  const { k } = site;
  const { person: by } = who;
  if (command.type === 'createContact') return createContact(k, asking, by, command.name);
  const { contact: id } = command;
  const contact = await seenContact(site, who, id);
  if (!contact) return refuse('contacts.notFound');
  if (command.type === 'mergeContacts') {
    const other = await knownBeside(site, who, contact, command.other);
    if (!other) return refuse('contacts.notFound');
    const run = k.db.as(who.tenant);
    const all = [...(await familyOf(run, who.tenant, contact.id)), ...(await familyOf(run, who.tenant, other))];
    return mergeContacts(k, asking, by, { pair: [contact.id, other], also: spreadingBans(who.tenant, all) });
  }
  if (command.type === 'splitContact') return named(site, who.tenant, await splitContact(k, asking, by, [contact.id, command.from]));
  if (command.type === 'anonymiseContact') return anonymise(site, who, asking, contact.id);
  const { tenant: { callingCode } = { callingCode: null }, agents: { maskNumbers: masks } = { maskNumbers: false } } =
    site.centres.of(who.tenant) ?? {};
  const seen = masks ? unmasked(command, contact.state) : command;
  const done = await actOnContact(k, asking, contact.id, {
    ...completed(seen, contact.state, { callingCode, id: k.ids.next() }),
    by,
  } as never);
  return named(site, who.tenant, masks ? maskedRefusal(command, contact.state, done) : done);
}

/** Who sees a number masked saves on what they see: it stands for the number that is there. [CD5] */
function unmasked(command: AskedOfContacts, { addresses }: Contact): AskedOfContacts {
  if (command.type !== 'putAddress' && command.type !== 'removeAddress') return command;
  const there = addresses.find(({ id }) => id === command.address);
  return there?.kind === 'phone' && command.base === masked(there.typed) ? ({ ...command, base: there.typed } as AskedOfContacts) : command;
}

/** Who was first is told, not with which number. */
function maskedRefusal(command: AskedOfContacts, { addresses }: Contact, answer: Answer): Answer {
  const about = 'address' in command && addresses.find(({ id }) => id === command.address);
  if (!isRefused(answer) || !about || about.kind !== 'phone' || typeof answer.with?.['value'] !== 'string') return answer;
  return refuse(answer.refused, { ...answer.with, value: masked(answer.with['value']) });
}

/** What the rules need beside what was asked: how an address is compared, and a name for a new one. */
function completed(command: AskedOfContacts, contact: Contact, { callingCode, id }: { callingCode: string | null; id: string }): object {
  if (command.type === 'putAddress') {
    const { address, contact: _, ...rest } = command;
    return { ...rest, id: address ?? id, normal: normalOf(command.kind, command.typed, callingCode) };
  }
  if (command.type === 'settleProposal') {
    const proposal = contact.proposed.find((p) => p.id === command.proposal);
    const normal = proposal && proposal.field !== 'name' ? normalOf(proposal.field, proposal.value, callingCode) : null;
    return { ...command, id, normal };
  }
  return command;
}

/** The contact shown under this id, if this person may see it. */
export async function seenContact(site: Site, { tenant, person }: Who, id: string): Promise<Subject<Contact> | undefined> {
  const run = site.k.db.as(tenant);
  const contact = await contactShown(run, tenant, id);
  if (!contact) return undefined;
  const took = maySee(person, false) || (await tookPart(run, tenant, await familyOf(run, tenant, contact.id), person.agent));
  return maySee(person, took) ? contact : undefined;
}

/** Another contact that may be put beside this one: one that is seen, or one that has an address of it. */
async function knownBeside(site: Site, who: Who, contact: Subject<Contact>, other: string): Promise<string | undefined> {
  const seen = await seenContact(site, who, other);
  if (seen) return seen.id;
  return (await alike(site, who.tenant, contact.state)).find(({ id }) => id === other)?.id;
}

/** Other contacts with one of its addresses, but for those somebody has told apart. [CO4] */
export async function alike(site: Site, tenant: TenantId, contact: Contact): Promise<readonly Contact[]> {
  const terms = contact.addresses.filter(({ kind }) => kind !== 'visitor').map(termOf);
  const some = await contactsWith(site.k.db.as(tenant), tenant, terms);
  const apart = ({ id, apart: theirs }: Contact) => contact.apart.includes(id as ContactId) || theirs.includes(contact.id);
  return some.map(({ state }) => state).filter((one) => one.id !== contact.id && !apart(one));
}

/** Puts the name of whoever saved first into a refusal. */
export function named(site: Site, tenant: TenantId, answer: Answer): Answer | Refusal {
  const by = isRefused(answer) ? answer.with?.['by'] : undefined;
  if (!isRefused(answer) || typeof by !== 'string') return answer;
  return refuse(answer.refused, { ...answer.with, by: shownAs(site, tenant, by as AgentId) });
}
const shownAs = (site: Site, tenant: TenantId, by: AgentId): string => site.centres.of(tenant)?.users[by]?.name ?? by;

/** A contact as a desktop may see it: where numbers are masked, none of them in clear, neither typed nor compared nor proposed. [CD5] */
export const contactSeen = (contact: Contact, masks: boolean): Contact =>
  masks
    ? {
        ...contact,
        addresses: contact.addresses.map((one) =>
          one.kind === 'phone' ? { ...one, typed: masked(one.typed), normal: masked(one.normal) } : one,
        ),
        proposed: contact.proposed.map((one) => (one.field === 'phone' ? { ...one, value: masked(one.value) } : one)),
      }
    : contact;

/** What of an address tells one contact from another in a list. */
export const addressShown = ({ kind, typed }: Address, masks: boolean): { readonly kind: Address['kind']; readonly typed: string } => ({
  kind,
  typed: masks && kind === 'phone' ? masked(typed) : typed, // [CD5]
});
