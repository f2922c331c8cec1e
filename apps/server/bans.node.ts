import { type Refusal, refuse, type TenantId } from '@patchbay/base/decision.ts';
import type { Plan } from '@patchbay/base/execute.node.ts';
import { bannedUntil, bansOf, keepingBan, liftingBan, type Marks } from '@patchbay/chat/bans.node.ts';
import type { Chat } from '@patchbay/chat/chat.ts';
import type { Visitor } from '@patchbay/chat/visitors.node.ts';
import { contactShown, familyOf } from '@patchbay/contacts/store.node.ts';
import { maySee } from '@patchbay/interactions/access.ts';
import { interactionById } from '@patchbay/interactions/store.node.ts';
import { noting } from '@patchbay/users/audit.node.ts';
import { z } from 'zod';
import type { Asker, StaffCommand } from './commands.node.ts';
import { type Http, say } from './http.node.ts';
import { spokenTime } from './reception.ts';
import type { Identify } from './routes.node.ts';
import type { Site } from './site.node.ts';

type Banning = Extract<StaffCommand, { readonly type: 'ban' | 'liftBan' }>;
/** A command about a ban with its rows and its note for the audit. */
interface Completed {
  readonly command: object;
  readonly also: NonNullable<Plan['also']>;
}
const day = 24 * 3_600_000;

export const isBanning = (command: StaffCommand): command is Banning => command.type === 'ban' || command.type === 'liftBan';

/** What only the server knows of a ban: until when, by what the customer is known again; and what is kept of it. [CH70] */
export async function banning(site: Site, asker: Asker, command: Banning): Promise<Completed | Refusal> {
  const { tenant, person, address } = asker;
  const centre = site.centres.of(tenant);
  const run = site.k.db.as(tenant);
  const chat = (await interactionById(run, tenant, command.interaction))?.state as Chat | undefined;
  if (!centre || !chat || !maySee(person, chat)) return refuse('interactions.notFound');
  const now = site.k.clock.now();
  const note = (what: 'banned' | 'banLifted' | 'banRestored', about: string) =>
    noting(tenant, { at: now, actor: person.agent, what, address, about: `${chat.id} ${about}`.trim() });
  if (command.type === 'liftBan') {
    const what = command.lifted ? 'banLifted' : 'banRestored';
    return { command, also: [...liftingBan(tenant, chat.id, command.lifted ? now : null), note(what, '')] };
  }
  const { days, addresses, ...rest } = command;
  if (days > centre.bans.mostDays) return refuse('chat.banTooLong', { most: centre.bans.mostDays });
  const until = now + days * day;
  const { reason, interaction } = rest;
  const marks = await marksOf(site, tenant, chat, addresses);
  const ban = { interaction, contact: chat.contact, by: person.agent, reason, until, marks };
  const also = keepingBan(tenant, ban, { now, callingCode: centre.tenant.callingCode });
  return { command: { ...rest, until }, also: [...also, note('banned', `${days} days`)] };
}

/** The browser and the contact with all that went into it; addresses only where the agent says so: what was typed is not proved. */
async function marksOf(site: Site, tenant: TenantId, { contact, work }: Chat, addresses: boolean): Promise<Marks> {
  const run = site.k.db.as(tenant);
  const known = contact ? await contactShown(run, tenant, contact) : undefined;
  const contacts = known ? await familyOf(run, tenant, known.id) : [];
  if (!addresses) return { visitor: work.visitor, contacts };
  const of = (kind: 'email' | 'phone') => [
    work.form[kind],
    ...(known?.state.addresses ?? []).flatMap((one) => (one.kind === kind ? [one.normal] : [])),
  ];
  return { visitor: work.visitor, contacts, emails: of('email'), phones: of('phone') };
}

/** What a customer says of themselves. */
interface Comes {
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly language?: string | undefined;
}
/** Why this customer may not come now; undefined: they may. [CH71] */
export async function keptOut(site: Site, who: Visitor, { email, phone, language }: Comes): Promise<Refusal | undefined> {
  const centre = site.centres.of(who.tenant);
  const entryPoint = centre?.widgets[who.widget]?.entryPoint;
  if (!centre || !entryPoint) return undefined;
  const now = site.k.clock.now();
  const marks = { visitor: who.visitor, emails: [email, who.identity?.email], phones: [phone] };
  const until = await bannedUntil(site.k.db.as(who.tenant), who.tenant, marks, { now, callingCode: centre.tenant.callingCode });
  if (until === null) return undefined;
  return refuse('widget.banned', {
    why: 'banned',
    until,
    when: spokenTime({ centre, entryPoint, language: language ?? centre.tenant.language }, until),
  });
}

/** The bans that hold: to whoever sees all work all of them, to others those they have spoken. [CH72] */
export function banRoutes(app: Http, site: Site, identify: Identify): void {
  app.get(
    '/api/bans',
    { schema: { description: 'The bans that hold now; to agents those they have spoken.', response: { 200: z.unknown() } } },
    async (request, reply) => {
      const signed = await identify(request);
      if (!signed) return say(request, reply, 401, refuse('requests.notSignedIn'));
      const by = signed.person.may.includes('seeAllWork') ? null : signed.person.agent;
      return { bans: await bansOf(site.k.db.as(signed.tenant), signed.tenant, by, site.k.clock.now()) };
    },
  );
}
