import type { Asked, FieldName, Identity } from './frames.ts';
import type { WordKey } from './words.ts';

/** What the customer filled in, by field. */
export type Filled = Readonly<Partial<Record<FieldName, string>>>;
/** What is wrong with a field, as the key of a text. */
export type Wrong = Readonly<Partial<Record<FieldName, WordKey>>>;

/** A message may be so long. */
export const longest = 4000;
const longestField = 500;

const needed = { name: 'needName', email: 'needEmail', phone: 'needPhone', subject: 'needSubject' } as const;

/** What still has to be asked of somebody whom the site has named. [WI21] */
export const askedOf = (form: readonly Asked[], identity: Identity | null): readonly Asked[] =>
  form.filter(({ field }) => !((field === 'name' || field === 'email') && identity?.[field]));

/** What the customer has to mend before the chat can start. [WI2] */
export function wrongIn(asked: readonly Asked[], filled: Filled): Wrong {
  return Object.fromEntries(
    asked.flatMap(({ field, required }) => {
      const key = wrongWith(field, (filled[field] ?? '').trim(), required);
      return key ? [[field, key]] : [];
    }),
  );
}

/** The command that starts the chat. What the customer asks is the first message, and the subject in short. [WI3] */
export function startChat(filled: Filled, page: string, language: string) {
  const form = Object.fromEntries(
    Object.entries(filled)
      .map(([field, value]) => [field, visible(value).slice(0, longestField)])
      .filter(([, value]) => value),
  );
  const text = visible(filled.subject ?? '');
  return { type: 'startChat' as const, form, ...(text && { text }), page: page.slice(0, 2000), language };
}

/** A text without characters that no one can see and the server refuses. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to remove
export const visible = (text: string): string => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '').trim();

function wrongWith(field: FieldName, value: string, required: boolean): WordKey | undefined {
  if (!value) return required ? needed[field] : undefined;
  if (field === 'email') return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) ? undefined : 'badEmail';
  if (field === 'phone') return /^\+?[\d\s()/.-]{5,}$/.test(value) ? undefined : 'badPhone';
  return value.length > (field === 'subject' ? longest : longestField) ? 'fieldTooLong' : undefined;
}
