import { type Filled, visible } from '../form.ts';
import type { Absence } from '../frames.ts';
import type { WordKey } from '../words.ts';

/** The command that leaves a message; `id` names it, so that it is kept once. [WI23] */
export const leaving = (
  filled: Filled,
  { id, page, language }: { readonly id: string; readonly page: string; readonly language: string },
) => ({
  type: 'leaveMessage' as const,
  id,
  name: visible(filled.name ?? ''),
  email: visible(filled.email ?? ''),
  text: visible(filled.subject ?? ''),
  page: page.slice(0, 2000),
  language,
});

/** Why no chat can begin, in our words. [WI40] */
export const awayKeys: Readonly<Record<Absence['why'], WordKey>> = {
  always: 'awayMail',
  nobody: 'away',
  closed: 'awayClosed',
  full: 'awayFull',
};

/** "Monday 30 November at 09:00", by the customer's own clock. */
export const spokenTime = (moment: number, language: string): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
  }).format(moment);
