/** The visible texts of a folder, by key, in every language we speak. English and German are always complete. */
export type Words = { readonly [L in Language]: Readonly<Record<string, string>> };
/** The languages that are complete. */
export type Language = 'en' | 'de';
export const languages: readonly Language[] = ['en', 'de'];

/** The first of the wanted languages (as in Accept-Language) that we speak, else English. */
export function languageOf(wanted: string | undefined): Language {
  const asked = (wanted ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase());
  return asked.find((l): l is Language => (languages as readonly string[]).includes(l)) ?? 'en';
}
