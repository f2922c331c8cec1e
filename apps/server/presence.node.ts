import type { Person, TenantId } from '@patchbay/base/decision.ts';
import type { Beside, Frame } from '@patchbay/base/stream.ts';
import { isShownBeside } from '@patchbay/chat/access.ts';
import type { Chat } from '@patchbay/chat/chat.ts';
import { maySee } from '@patchbay/interactions/access.ts';
import type { Signed } from '@patchbay/users/sessions.node.ts';
import { chatNow } from './received.node.ts';
import type { Site } from './site.node.ts';

/** One desktop, and the conversation that is open on it. */
interface Viewer {
  readonly tenant: TenantId;
  readonly person: Person;
  readonly say: (text: string) => void;
  interaction: string | null;
  /** What is being written in it; null: nothing. */
  writing: 'reply' | 'note' | null;
  /** What it was told last. */
  told: string;
}
/** What a desktop says of itself; kept only as long as its line. [CH87] */
export interface Presence {
  /** This conversation is open on it now; null: none. */
  view(interaction: string | null): Promise<void>;
  /** An answer is being written in it, or a note for staff. */
  writes(interaction: string, on: boolean, note?: true): Promise<void>;
  leave(): void;
}
const all = new WeakMap<Site, Set<Viewer>>();

/** A desktop that others on the same conversation hear of, as far as they may. */
export function presenceOf(site: Site, { tenant, person }: Pick<Signed, 'tenant' | 'person'>, say: (text: string) => void): Presence {
  const viewers = all.get(site) ?? new Set<Viewer>();
  all.set(site, viewers);
  const me: Viewer = { tenant, person, say, interaction: null, writing: null, told: '' };
  viewers.add(me);
  return {
    async view(interaction) {
      const before = me.interaction;
      const chat = interaction ? await chatNow(site, tenant, interaction) : undefined;
      Object.assign(me, { interaction: chat && maySee(person, chat) ? interaction : null, writing: null, told: '' });
      if (before && before !== me.interaction) await tell(site, tenant, before);
      if (me.interaction) await tell(site, tenant, me.interaction);
    },
    async writes(interaction, on, note) {
      const now = on ? (note ? 'note' : 'reply') : null;
      if (me.interaction !== interaction || me.writing === now) return;
      me.writing = now;
      await tell(site, tenant, interaction);
    },
    leave() {
      viewers.delete(me);
      if (me.interaction) tell(site, tenant, me.interaction).catch((error) => site.log.error(error, 'a presence could not be told'));
    },
  };
}

/** Who may be seen changes with what happens: who watches silently disappears. */
export const tellOfPresence = (site: Site, failed: (error: unknown) => void): (() => void) =>
  site.k.bus.subscribe(({ tenant, changes }) => {
    for (const { kind, id } of changes)
      if (kind.name === 'interaction' && on(site, tenant, id).length > 1) void tell(site, tenant, id).catch(failed);
  });

const on = (site: Site, tenant: TenantId, interaction: string): readonly Viewer[] =>
  [...(all.get(site) ?? [])].filter((one) => one.tenant === tenant && one.interaction === interaction);

async function tell(site: Site, tenant: TenantId, interaction: string): Promise<void> {
  const chat = await chatNow(site, tenant, interaction);
  const there = on(site, tenant, interaction);
  if (!chat) return;
  for (const viewer of there) {
    const text = JSON.stringify({ f: 'staff', interaction, staff: othersOf(chat, viewer, there) } satisfies Frame);
    if (text !== viewer.told) viewer.say(text);
    viewer.told = text;
  }
}

/** Each colleague once, however many windows they have; an answer to the customer counts before a note. */
function othersOf(chat: Chat, { person }: Viewer, there: readonly Viewer[]): readonly Beside[] {
  const writing = new Map<string, Viewer['writing']>();
  for (const { person: other, writing: now } of there)
    if (other.agent !== person.agent && isShownBeside(chat, other.agent, person))
      writing.set(other.agent, writing.get(other.agent) === 'reply' ? 'reply' : (now ?? writing.get(other.agent) ?? null));
  return [...writing]
    .map(([agent, now]): Beside => ({ agent, writing: now !== null, ...(now === 'note' && { note: true }) }))
    .toSorted((a, b) => (a.agent < b.agent ? -1 : 1));
}
