import type { Person } from '@patchbay/base/decision.ts';
import type { News } from '@patchbay/base/hub.ts';
import type { EventsFrame, SubjectFrame } from '@patchbay/base/stream.ts';
import { audience as chatAudience, chatSeenBy, eventSeenBy, isVeiled } from '@patchbay/chat/access.ts';
import type { Chat, ChatEvent } from '@patchbay/chat/chat.ts';
import { maySee } from '@patchbay/interactions/access.ts';
import type { Interaction } from '@patchbay/interactions/interaction.ts';
import type { Entry } from '@patchbay/interactions/store.node.ts';
import { audience as callAudience, isCalled } from '@patchbay/voice/access.ts';
import type { Call } from '@patchbay/voice/call.ts';

/** Who may see an interaction, as its channel says. */
export const audience = (i: Interaction): readonly string[] => (i.channel === 'voice' ? callAudience(i as Call) : chatAudience(i as Chat));

/** Whether this person of staff may know of it: also the colleague whose phone rings. */
export const mayKnow = (by: Person, i: Interaction): boolean => maySee(by, i) || isCalled(i as Call, by.agent);

/** A thing as this person of staff may know it. [CH85] */
export const stateSeenBy = <S>(kind: string, state: S, by: Person): S =>
  kind === 'interaction' && (state as { channel?: string }).channel === 'chat' ? (chatSeenBy(state as Chat, by) as S) : state;

/** What happened, as this person may know it; of who did what is kept from them nothing is told. [CH81] [CH85] */
export function frameSeenBy<F extends EventsFrame | SubjectFrame>(frame: F, by: Person): F {
  if (frame.kind !== 'interaction') return frame;
  if (frame.f === 'subject') return { ...frame, state: stateSeenBy(frame.kind, frame.state, by) };
  const events = frame.events.map((event) => eventSeenBy(event as ChatEvent, by));
  return { ...frame, events, by: isHidden(events, frame.events) ? 'system' : frame.by };
}

/** The same of the lines of a timeline. */
export const entriesSeenBy = (entries: readonly Entry[], by: Person): readonly Entry[] =>
  entries.map((entry) => {
    const event = eventSeenBy(entry.event as ChatEvent, by);
    return event === entry.event ? entry : { ...entry, event, by: isHidden([event], [entry.event]) ? 'system' : entry.by };
  });

/** The text of a frame for this person: the one that is written once for all, unless something is kept from them. */
export function textFor(
  { kind, events, state }: News['change'],
  news: Pick<News, 'eventsFrame' | 'subjectFrame'>,
  by: Person,
  fresh: boolean,
): string {
  const text = fresh ? news.subjectFrame() : news.eventsFrame();
  const veiled =
    kind.name === 'interaction' && (fresh ? stateSeenBy(kind.name, state, by) !== state : events.some((one) => isVeiled(one as ChatEvent)));
  return veiled ? JSON.stringify(frameSeenBy(JSON.parse(text) as EventsFrame | SubjectFrame, by)) : text;
}

const isHidden = (seen: readonly { readonly type: string }[], all: readonly { readonly type: string }[]): boolean =>
  seen.every((one, n) => one.type === 'interaction.noted' && all[n]?.type !== one.type);
