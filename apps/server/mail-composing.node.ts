import { type AgentId, type InteractionId, isRefused, type QueueId, type Refusal, refuse } from '@patchbay/base/decision.ts';
import { type Answer, type Asking, execute } from '@patchbay/base/execute.node.ts';
import type { Change } from '@patchbay/base/subject.ts';
import type { Contact } from '@patchbay/contacts/contact.ts';
import { newCase, newWork, started } from '@patchbay/email/beginning.ts';
import type { Case } from '@patchbay/email/case.ts';
import { beginningDraft } from '@patchbay/email/drafts.node.ts';
import type { CaseId, Email } from '@patchbay/email/email.ts';
import { nextNumber } from '@patchbay/email/mails.node.ts';
import { remembering } from '@patchbay/email/parts.node.ts';
import { firstDraft, isAddress } from '@patchbay/email/writing.ts';
import { follow } from '@patchbay/interactions/act.node.ts';
import { interactionById } from '@patchbay/interactions/store.node.ts';
import type { Signed } from '@patchbay/users/sessions.node.ts';
import { seenContact } from './contacts.node.ts';
import { holdingOf, intoQueue, servesMail } from './email.node.ts';
import { signatureOf } from './mail-looks.node.ts';
import { cannotSend } from './mail-sending.node.ts';
import { mayKnow } from './seen.node.ts';
import type { Site } from './site.node.ts';

interface Composing {
  readonly queue: string;
  readonly contact?: string | undefined;
  readonly to?: string | undefined;
  readonly beside?: string | undefined;
}

/** A new mail: a case of its own, in the hands of whoever writes it. [EM115] */
export async function composed(site: Site, { tenant, person }: Signed, asking: Asking, { queue, ...wanted }: Composing): Promise<Answer> {
  const whom = await whomFor(site, { tenant, person }, wanted);
  if (isRefused(whom)) return whom;
  const centre = site.centres.of(tenant);
  const into = centre && servesMail(centre, person.agent, queue) ? intoQueue(centre, queue) : undefined;
  const holding = holdingOf(site, tenant);
  if (!centre || !into || !holding) return refuse('email.unknownQueue');
  if (cannotSend(centre, queue)) return refuse('email.noMailbox');
  const { k } = site;
  const signature = await signatureOf(site, { tenant, agent: person.agent, queue });
  const number = await nextNumber(k.db.as(tenant), tenant);
  return execute(k, asking, async (scene) => {
    const of = k.ids.next() as CaseId;
    const contact = (whom.known?.id ?? null) as Case['contact'];
    const id = k.ids.next() as InteractionId;
    const box = Object.entries(centre.mailboxes).find(([, one]) => one.queue === queue)?.[0];
    const initial = newWork({ id, of, contact, policy: into.policy, settings: into.settings, now: scene.now }, 'outbound');
    const work = started(
      { ...initial, queue: queue as QueueId },
      [{ by: 'system', type: 'start', agent: person.agent as AgentId }],
      scene.now,
    );
    const agents = await follow(scene, work as never);
    if (isRefused(agents)) return agents;
    const began = newCase({
      ...{ id: of, number, subject: '', contact, settings: holding.cases, at: { is: 'open' }, follows: null, due: null },
      ...(box && { mailbox: box }),
      ...(whom.links.length > 0 && { links: whom.links }),
    });
    const token = site.tokens(tenant).sign(number);
    const body = firstDraft({ what: 'new', of: null, ours: [], token, signature, ...addressed(whom.known?.state, wanted.to) });
    const draft = { body, rev: k.ids.next(), by: person.agent, at: scene.now };
    const also = [beginningDraft(tenant, id, draft), ...remembering(work.state as Email, [], scene.now)];
    return { changes: [began, work as Change, ...agents], also, answer: { interaction: id } };
  });
}

/** The contact it is for, and the conversation of theirs that belongs to its case. [EM297] */
async function whomFor(site: Site, signed: Pick<Signed, 'tenant' | 'person'>, { contact, to, beside }: Omit<Composing, 'queue'>) {
  if (to !== undefined && !isAddress(to)) return refuse('email.wrongAddress', { address: to });
  const known = contact === undefined ? null : await seenContact(site, signed, contact);
  if (known === undefined) return refuse('contacts.notFound');
  const links = await linkedTo(site, signed, beside, known?.id);
  return isRefused(links) ? links : { known, links };
}

/** The conversation beside which it is written, if whoever writes knows of it and it is of the same contact. (GE-10.4) */
async function linkedTo(
  site: Site,
  { tenant, person }: Pick<Signed, 'tenant' | 'person'>,
  beside: string | undefined,
  contact: string | undefined,
): Promise<readonly InteractionId[] | Refusal> {
  if (beside === undefined) return [];
  const found = (await interactionById(site.k.db.as(tenant), tenant, beside))?.state;
  if (!found || !mayKnow(person, found)) return refuse('interactions.notFound');
  return found.channel !== 'email' && contact !== undefined && found.contact === contact ? [found.id] : [];
}

/** Whom it is for, with the name of the contact if that is theirs; else the address of the contact, if there is one. */
function addressed(contact: Contact | undefined, to: string | undefined) {
  const known = contact?.addresses.filter(({ kind }) => kind === 'email').map(({ normal }) => normal) ?? [];
  const address = to ?? known[0];
  return address ? { to: { name: known.includes(address) ? (contact?.name ?? '') : '', address } } : {};
}
