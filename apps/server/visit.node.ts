import type { InteractionId } from '@patchbay/base/decision.ts';
import type { Listener, News } from '@patchbay/base/hub.ts';
import { type Chat, type ChatEvent, isOver } from '@patchbay/chat/chat.ts';
import { latestChat } from '@patchbay/chat/start.node.ts';
import { type VisitorEntry, type VisitorView, visitorEvent, visitorStage } from '@patchbay/chat/visitor.ts';
import type { Visitor } from '@patchbay/chat/visitors.node.ts';
import { act } from '@patchbay/interactions/act.node.ts';
import { ownerOf } from '@patchbay/interactions/interaction.ts';
import { timeline } from '@patchbay/interactions/store.node.ts';
import { minutesOf } from '@patchbay/routing/pace.ts';
import { transcriptGoes } from './chat-transcript.node.ts';
import type { Send } from './desk.node.ts';
import { shownName } from './policy.ts';
import { readOf } from './read-by-staff.node.ts';
import { shownFiles } from './reception.ts';
import type { Site } from './site.node.ts';
import { endOfTurn } from './turns.node.ts';

/** A customer's socket. */
export interface Visit {
  readonly listener: Listener;
  leave(): void;
}

const shownMs = 3_600_000;
const atMost = 1000;
/** A reload must not look like a lost line. */
const lostAfterMs = 5000;

/** Connects a customer to their chat: the whole of it first, then what happens. */
export async function openVisit(site: Site, who: Visitor, send: Send): Promise<Visit> {
  const { late, open } = endOfTurn((error) => site.log.error(error, 'a customer could not be told'));
  const tell = (news: News) => {
    if (news.change.kind.name !== 'interaction') return;
    const { id } = news.change;
    const chat = news.change.state as Chat;
    if (isOver(chat)) send(JSON.stringify({ ...place(site, who, id), mails: mailsOf(site, who.tenant, chat) })); // before the end: a widget listens no longer
    send(JSON.stringify(entriesFrame(site, who, news)));
    if (chat.at.stage === 'queued') send(JSON.stringify({ ...place(site, who, id), files: sendsIn(site, who.tenant, chat) }));
  };
  const listener: Listener = {
    tenant: who.tenant,
    stands: [`visitor:${who.visitor}`],
    told: (news) => late(() => tell(news)),
    say: (frame) => late(() => send(JSON.stringify(frame))),
  };
  const leave = site.hub.join(listener);
  try {
    await back(site, who);
    const view = await viewOf(site, who); // whoever reads it is heard at once: nothing is waited for any more
    send(JSON.stringify(view ? { f: 'chat', view, now: site.k.clock.now() } : { f: 'nothing' }));
    open();
  } catch (error) {
    leave();
    throw error;
  }
  return {
    listener,
    leave: () => {
      leave();
      site.k.clock.wake(
        site.k.clock.now() + lostAfterMs,
        () => void lost(site, who).catch((error) => site.log.error(error, 'a lost line could not be noted')),
      );
    },
  };
}

async function viewOf(site: Site, who: Visitor): Promise<VisitorView | null> {
  const run = site.k.db.as(who.tenant);
  const chat = await latestChat(run, who);
  if (!chat || (visitorStage(chat.state) === 'over' && chat.state.startedAt < site.k.clock.now() - shownMs)) return null;
  const entries = await timeline(run, who.tenant, chat.id, { before: chat.version + 1, limit: atMost });
  const owner = ownerOf(chat.state);
  return {
    interaction: chat.id as InteractionId,
    version: chat.version,
    stage: visitorStage(chat.state),
    agent: owner && nameIn(site, who)(owner),
    ...standing(site, who, chat.id),
    files: sendsIn(site, who.tenant, chat.state),
    mails: mailsOf(site, who.tenant, chat.state),
    read: readOf(site, who.tenant, chat.id),
    entries: entries.flatMap(({ n, at, event }) => entryOf(site, who, { n, at, event: event as ChatEvent })),
  };
}

/** What the customer may send in the queue their chat is in; null: nothing. [FI12] */
function sendsIn(site: Site, tenant: string, { queue }: Chat): NonNullable<VisitorView['files']> | null {
  const centre = site.centres.of(tenant);
  return centre ? shownFiles(centre, queue) : null;
}

/** Whether the transcript can be had by e-mail. [CH120] */
function mailsOf(site: Site, tenant: string, chat: Chat): boolean {
  const centre = site.centres.of(tenant);
  return centre !== undefined && transcriptGoes(centre, chat) !== null;
}

function entriesFrame(site: Site, who: Visitor, { change, committed }: News) {
  const { from, events, id } = change;
  const entries = events.flatMap((event, n) => entryOf(site, who, { n: from + n + 1, at: committed.at, event: event as ChatEvent }));
  return { f: 'entries', interaction: id, from, to: from + events.length, entries };
}
function entryOf(site: Site, who: Visitor, { n, at, event }: { n: number; at: number; event: ChatEvent }): readonly VisitorEntry[] {
  const shown = visitorEvent(event, nameIn(site, who));
  return shown ? [{ n, at, ...shown }] : [];
}
const nameIn = (site: Site, who: Visitor) => (agent: string) => {
  const centre = site.centres.of(who.tenant);
  return centre ? shownName(centre, agent) : agent;
};

/** Where this chat stands in its line, and for how long. [RT44] */
export const place = (site: Site, who: Pick<Visitor, 'tenant'>, interaction: string) => ({
  f: 'place',
  interaction,
  ...standing(site, who, interaction),
});
function standing(site: Site, { tenant }: Pick<Visitor, 'tenant'>, interaction: string): Pick<VisitorView, 'position' | 'wait'> {
  const { among, expected } = site.deciders.get(tenant)?.place(interaction) ?? { among: null, expected: null };
  return { position: among, wait: expected && minutesOf(expected) };
}

/** The customer's line is back. [CH5] */
async function back(site: Site, who: Visitor): Promise<void> {
  const chat = await latestChat(site.k.db.as(who.tenant), who);
  if (chat && chat.state.work.away !== null) await fact(site, who, chat.id, 'reconnected');
}

/** The customer's last socket is gone and none came back. [CH5] */
export async function lost(site: Site, who: Pick<Visitor, 'tenant' | 'visitor'>): Promise<void> {
  for (const _ of site.hub.standing(who.tenant, `visitor:${who.visitor}`)) return;
  const chat = await latestChat(site.k.db.as(who.tenant), who);
  if (chat && visitorStage(chat.state) !== 'over' && chat.state.work.away === null) await fact(site, who, chat.id, 'connectionLost');
}

const fact = (site: Site, { tenant }: Pick<Visitor, 'tenant'>, id: string, type: 'reconnected' | 'connectionLost') =>
  act(site.k, site.channels, { tenant, by: 'customer' }, { interaction: id as InteractionId, command: { type, by: 'outside' } });
