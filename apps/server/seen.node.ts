import type { Person } from '@patchbay/base/decision.ts';
import type { News } from '@patchbay/base/hub.ts';
import type { EventsFrame, SubjectFrame } from '@patchbay/base/stream.ts';
import {
  audience as chatAudience,
  chatSeenBy,
  chatUnworded,
  eventSeenBy,
  hasWords,
  isAmid,
  isVeiled,
  unworded,
} from '@patchbay/chat/access.ts';
import type { Chat, ChatEvent } from '@patchbay/chat/chat.ts';
import { audience as emailAudience } from '@patchbay/email/access.ts';
import { type Email, holderOf } from '@patchbay/email/email.ts';
import { maySee } from '@patchbay/interactions/access.ts';
import type { Interaction } from '@patchbay/interactions/interaction.ts';
import type { Entry } from '@patchbay/interactions/store.node.ts';
import {
  audience as callAudience,
  callEventSeen,
  callEventUnworded,
  callSeen,
  callUnworded,
  hidesNumber,
  isCalled,
  isInCall,
} from '@patchbay/voice/access.ts';
import type { CallEvent } from '@patchbay/voice/asked.ts';
import type { Call } from '@patchbay/voice/call.ts';

/** Who may see an interaction, as its channel says. */
export function audience(i: Interaction): readonly string[] {
  if (i.channel === 'voice') return callAudience(i as Call);
  return i.channel === 'email' ? emailAudience(i as Email) : chatAudience(i as Chat);
}

/** Whether this person of staff may know of it: also the colleague whose phone rings, or in whose workbin it lies. */
export const mayKnow = (by: Person, i: Interaction): boolean =>
  maySee(by, i) || isCalled(i as Call, by.agent) || (i.channel === 'email' && holderOf(i as Email) === by.agent);

/** Who looks, and whether they have opened an interaction, so that its words come to them though they have no part in it. [CH115] */
export interface Sight {
  readonly by: Person;
  readonly opened: (interaction: string) => boolean;
}
/** Whether the words of an interaction are kept from who looks. */
function isUnworded(i: Interaction, { by, opened }: Sight): boolean {
  if (i.channel === 'voice') return !isInCall(i as Call, by) && !opened(i.id);
  return i.channel === 'chat' && !isAmid(i as Chat, by) && !opened(i.id);
}

/** A thing as this person of staff may know it. [CH85] [CH115] */
export function stateSeenBy<S>(kind: string, state: S, sight: Sight): S {
  if (kind !== 'interaction') return state;
  const { channel } = state as { channel?: string };
  if (channel === 'voice') {
    const call = callSeen(state as Call);
    return (isUnworded(call, sight) ? callUnworded(call) : call) as S;
  }
  if (channel !== 'chat') return state;
  const chat = chatSeenBy(state as Chat, sight.by);
  return (isUnworded(chat, sight) ? chatUnworded(chat) : chat) as S;
}

const eventSeen = (event: unknown, by: Person): ChatEvent => eventSeenBy(callEventSeen(event as CallEvent) as ChatEvent, by);
/** Whether anything of it is kept from some of staff, or all. */
const isKept = (event: unknown): boolean => isVeiled(event as ChatEvent) || hidesNumber(event as CallEvent);

/** What happened in this interaction, as this person may know it; of who did what is kept from them nothing is told. [CH81] [CH85] [CH115] */
export function frameSeenBy<F extends EventsFrame | SubjectFrame>(frame: F, i: Interaction | undefined, sight: Sight): F {
  if (frame.kind !== 'interaction') return frame;
  if (frame.f === 'subject') return { ...frame, state: stateSeenBy(frame.kind, frame.state, sight) };
  const bare = i !== undefined && isUnworded(i, sight);
  const events = frame.events.map((event) => {
    const seen = eventSeen(event, sight.by);
    if (!bare) return seen;
    return i.channel === 'voice' ? callEventUnworded(seen as CallEvent) : unworded(seen);
  });
  return { ...frame, events, by: isHidden(events, frame.events) ? 'system' : frame.by };
}

/** The same of the lines of a timeline. */
export const entriesSeenBy = (entries: readonly Entry[], by: Person): readonly Entry[] =>
  entries.map((entry) => {
    const event = eventSeen(entry.event, by);
    return event === entry.event ? entry : { ...entry, event, by: isHidden([event], [entry.event]) ? 'system' : entry.by };
  });

type Texts = Pick<News, 'eventsFrame' | 'subjectFrame'>;
/** Frames without words, written once for all from whom they are kept. */
const bareTexts = new WeakMap<Texts, string>();

/** The text of a frame for this person: the one that is written once for all, unless something is kept from them. */
export function textFor({ kind, events, state }: News['change'], news: Texts, sight: Sight, fresh: boolean): string {
  const text = fresh ? news.subjectFrame() : news.eventsFrame();
  if (kind.name !== 'interaction') return text;
  const veiled = fresh
    ? stateSeenBy(kind.name, state, sight) !== state
    : events.some(isKept) || (events.some(hasWords) && isUnworded(state as Interaction, sight));
  if (!veiled) return text;
  const seen = () => JSON.stringify(frameSeenBy(JSON.parse(text) as EventsFrame | SubjectFrame, state as Interaction, sight));
  if (fresh || events.some(isKept)) return seen();
  const bare = bareTexts.get(news) ?? seen();
  bareTexts.set(news, bare);
  return bare;
}

const isHidden = (seen: readonly { readonly type: string }[], all: readonly { readonly type: string }[]): boolean =>
  seen.every((one, n) => one.type === 'interaction.noted' && all[n]?.type !== one.type);
