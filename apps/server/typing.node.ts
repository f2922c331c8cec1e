import { isOf } from '@patchbay/chat/access.ts';
import type { Chat } from '@patchbay/chat/chat.ts';
import type { Visitor } from '@patchbay/chat/visitors.node.ts';
import { ownerOf } from '@patchbay/interactions/interaction.ts';
import { interactionById } from '@patchbay/interactions/store.node.ts';
import type { Signed } from '@patchbay/users/sessions.node.ts';
import { shownName } from './policy.ts';
import type { Site } from './site.node.ts';

/** Tells the other side that somebody is typing. Not stored. [BP-47] */
export async function typing(
  site: Site,
  who: Signed | Visitor,
  { interaction, on }: { readonly interaction: string; readonly on: boolean },
): Promise<void> {
  const chat = (await interactionById(site.k.db.as(who.tenant), who.tenant, interaction))?.state as Chat | undefined;
  const owner = chat && ownerOf(chat);
  if (!chat || !owner) return;
  if ('visitor' in who) {
    if (!isOf(who.visitor)(chat)) return;
    const readers = chat.participations.filter((p) => p.stage === 'active').map((p) => p.agent);
    for (const reader of readers)
      for (const one of site.hub.standing(who.tenant, `agent:${reader}`)) one.say({ f: 'typing', interaction, from: 'customer', on });
  } else if ([owner, ...chat.work.guests].includes(who.person.agent)) {
    const centre = site.centres.of(who.tenant);
    const name = centre ? shownName(centre, who.person.agent) : who.person.agent;
    for (const one of site.hub.standing(who.tenant, `visitor:${chat.work.visitor}`)) one.say({ f: 'typing', on, name });
  }
}
