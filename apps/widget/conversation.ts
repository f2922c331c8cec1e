import type { InteractionId } from '@patchbay/base/decision.ts';
import { type VisitorView, visitorEvolve } from '@patchbay/chat/visitor.ts';
import type { VisitorFrame } from './frames.ts';
import { type Outbox, without } from './outbox.ts';

/** What the customer's browser knows of the chat. */
export interface Conversation {
  readonly view: VisitorView | null;
  readonly outbox: Outbox;
  /** Who is typing, and until when we believe it. */
  readonly typing: { readonly name: string | null; readonly until: number } | null;
  /** The last entry the customer has seen. */
  readonly seen: number;
  /** A chat the customer has put away: its frames are no longer for us. */
  readonly dismissed: InteractionId | null;
}

export const empty: Conversation = { view: null, outbox: [], typing: null, seen: 0, dismissed: null };

/** A typing notice is forgotten after this time. */
export const typingLasts = 6000;

/** Folds one frame; `ask`: something is missing, say hello again. [WI7] */
export function fold(c: Conversation, frame: VisitorFrame, now: number): { readonly conversation: Conversation; readonly ask: boolean } {
  switch (frame.f) {
    case 'chat':
      return known(frame.view.interaction === c.dismissed || isOlder(frame.view, c.view) ? c : begun(c, frame.view));
    case 'entries':
      return entries(c, frame);
    case 'place':
    case 'read': {
      const { f: _, ...part } = frame;
      return known(c.view?.interaction === frame.interaction ? { ...c, view: { ...c.view, ...part } } : c);
    }
    case 'typing':
      return known({ ...c, typing: frame.on ? { name: frame.name, until: now + typingLasts } : null });
    default:
      return known(c);
  }
}

/** How many messages of the other side the customer has not seen. [WI9] */
export const unread = ({ view, seen }: Conversation): number =>
  view?.entries.filter((e) => e.n > seen && e.type === 'said' && e.from === 'agent').length ?? 0;

/** The customer looks at the chat: everything is seen. */
export const looked = (c: Conversation): Conversation => {
  const last = c.view?.entries.at(-1)?.n ?? 0;
  return last > c.seen ? { ...c, seen: last } : c;
};

/** The customer puts the chat away; what is still to be sent stays to be sent. */
export const dismissed = (c: Conversation): Conversation => ({ ...empty, outbox: c.outbox, dismissed: c.view?.interaction ?? c.dismissed });

function entries(c: Conversation, frame: Extract<VisitorFrame, { readonly f: 'entries' }>) {
  if (frame.interaction === c.dismissed) return known(c);
  if (!c.view || c.view.interaction !== frame.interaction || frame.from > c.view.version) return { conversation: c, ask: true };
  const view = visitorEvolve(c.view, frame.to, frame.entries);
  const answered = frame.entries.some((e) => e.type !== 'said' || e.from === 'agent');
  return known(delivered({ ...c, view, typing: answered ? null : c.typing }));
}

const begun = (c: Conversation, view: VisitorView): Conversation =>
  delivered({
    ...c,
    view,
    seen: c.view && c.view.interaction !== view.interaction ? 0 : c.seen,
    typing: view.stage === 'chatting' ? c.typing : null,
  });

const delivered = (c: Conversation): Conversation => ({ ...c, outbox: without(c.outbox, saidIn(c.view)) });
const saidIn = (view: VisitorView | null): ReadonlySet<string> => new Set(view?.entries.flatMap((e) => (e.type === 'said' ? [e.id] : [])));
const isOlder = (view: VisitorView, than: VisitorView | null) => than?.interaction === view.interaction && view.version < than.version;
const known = (conversation: Conversation) => ({ conversation, ask: false });
