/** A text per language, or one for all of them. */
export type Text = string | { readonly [language in 'en' | 'de']?: string | undefined };

/** The text in this language, else in English, else in whatever there is. */
export function textIn(value: Text, language: string): string {
  if (typeof value === 'string') return value;
  return value[language as 'en'] ?? value.en ?? Object.values(value)[0] ?? '';
}
