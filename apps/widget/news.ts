import type { VisitorEntry, VisitorView } from '@patchbay/chat/visitor.ts';
import { unread } from './conversation.ts';
import type { Picture } from './picture.ts';
import { minutesIn, type Say, unreadText } from './words.ts';

/** What a screen reader says of a change, in one sentence; empty: nothing. [WI13] */
export function newsOf(before: Picture, after: Picture, say: Say): string {
  if (after.lost && !before.lost) return say('lost');
  const [was, is] = [before.conversation.view, after.conversation.view];
  const waits = is?.stage === 'waiting' ? placeText(is, say) : '';
  if (!is || was?.interaction !== is.interaction) return waits;
  const heard = is.entries.filter((e) => e.n > was.version).flatMap((e) => spoken(e, say));
  if (heard.length) return after.open ? heard.join(' ') : unreadText(unread(after.conversation), say) || heard.join(' ');
  return was.position === is.position ? '' : waits;
}

/** Where the customer stands in the queue, and for how long. [RT44] */
export function placeText({ position, wait }: Pick<VisitorView, 'position' | 'wait'>, say: Say): string {
  if (position === null) return say('finding');
  const text = position <= 1 ? say('next') : say('place', { n: position });
  return wait ? `${text} ${say('wait', { n: minutesIn(wait) })}` : text;
}

function spoken(e: VisitorEntry, say: Say): readonly string[] {
  if (e.type === 'joined' || e.type === 'added' || e.type === 'gone') return [say(e.type, { name: e.name })];
  if (e.type === 'told') return [e.text];
  if (e.type === 'ended') return [say('ended')];
  return e.type === 'said' && e.from === 'agent' ? [`${e.name ?? say('agent')}: ${e.text || e.file?.name}`] : [];
}
