import de from './words/de.json' with { type: 'json' };
import en from './words/en.json' with { type: 'json' };

/** The texts of the desktop, by language. */
export const messages = { en, de } as const;
