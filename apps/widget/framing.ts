import type { Api, Told } from './api.ts';
import type { Shared } from './visit.ts';

/** What is said to the chat in a frame, as its bridge hears it. [WI42] */
export type Word = { readonly type: string; readonly [field: string]: unknown };

/** What the page keeps of the chat in its frame, so that the loader goes on with it on the next page; null: nothing. [WI1] [WI64] */
export const markOf = ({ stage, open }: Told): string | null => (stage && stage !== 'over' ? JSON.stringify({ chat: stage, open }) : null);

/** The chat as the last page left it. */
export function restored(widget: string, mark: string | null): Told {
  const none: Told = { widget, open: false, unread: 0, stage: null };
  try {
    const { chat = null, open = false } = JSON.parse(mark ?? '{}') as { chat?: Told['stage']; open?: boolean };
    return { ...none, stage: chat, open: Boolean(chat) && open };
  } catch {
    return none; // not ours
  }
}

/** What a page asks of the chat, as words for the frame. */
export const wordsFor = (tell: (word: Word) => void): Omit<Api, 'open' | 'close' | 'identify'> => ({
  shareLocation: ({ lat, lng, acc, live }: Shared) =>
    tell({ type: 'locate', lat, lng, ...(acc !== undefined && { acc }), ...(live && { live }) }),
  shareLive: (on) => tell({ type: 'shareLive', on }),
  context: (values) => tell({ type: 'context', values }),
  attach: (files) => {
    for (const file of files) tell({ type: 'picture', file, name: file.name });
  },
  push: ({ kind, token }) => tell({ type: 'push', kind, token }),
  end: () => tell({ type: 'end' }),
  forget: () => tell({ type: 'forget' }),
});
