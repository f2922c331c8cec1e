import { type Filled, visible } from '../form.ts';

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
