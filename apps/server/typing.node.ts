import type { Frame } from '@patchbay/base/stream.ts';
import { isOf } from '@patchbay/chat/access.ts';
import type { Chat } from '@patchbay/chat/chat.ts';
import { talksToCustomer } from '@patchbay/chat/monitoring.ts';
import type { Visitor } from '@patchbay/chat/visitors.node.ts';
import { ownerOf } from '@patchbay/interactions/interaction.ts';
import type { Signed } from '@patchbay/users/sessions.node.ts';
import { shownName } from './policy.ts';
import { chatNow, readersOf } from './received.node.ts';
import type { Site } from './site.node.ts';

/** That somebody types; `text`: what a customer has typed so far. */
interface Types {
  readonly interaction: string;
  readonly on: boolean;
  readonly text?: string | undefined;
  /** A note for staff: the customer is told nothing. */
  readonly note?: true | undefined;
}

/** Tells the other side that somebody is typing, and staff what, where the queue shows it. Not stored. [BP-47] [CH75] */
export async function typing(site: Site, who: Signed | Visitor, types: Types): Promise<void> {
  const chat = await chatNow(site, who.tenant, types.interaction);
  if (!chat || !ownerOf(chat)) return;
  if ('visitor' in who) byCustomer(site, who, chat, types);
  else if (!types.note) byStaff(site, who, chat, types.on);
}

function byCustomer(site: Site, who: Visitor, chat: Chat, { interaction, on, text }: Types): void {
  if (!isOf(who.visitor)(chat)) return;
  const shown = on && text !== undefined && chat.policy.preview ? { text } : {};
  const frame: Frame = { f: 'typing', interaction, from: 'customer', on, ...shown };
  for (const reader of readersOf(chat)) for (const one of site.hub.standing(who.tenant, `agent:${reader}`)) one.say(frame);
}

function byStaff(site: Site, { tenant, person }: Signed, chat: Chat, on: boolean): void {
  if (!talksToCustomer(chat, person.agent)) return;
  const centre = site.centres.of(tenant);
  const name = centre ? shownName(centre, person.agent) : person.agent;
  for (const one of site.hub.standing(tenant, `visitor:${chat.work.visitor}`)) one.say({ f: 'typing', on, name });
}
