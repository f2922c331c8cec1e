import type { Language } from '@patchbay/base/words.ts';
import { coded, codeOf } from './codes.ts';
import de from './words/de.json' with { type: 'json' };
import en from './words/en.json' with { type: 'json' };

/** What can be refused or fail: what is said, why it comes, what to do. */
export interface Explained {
  readonly code: string;
  readonly key: string;
  readonly text: string;
  readonly cause: string;
  readonly remedy: string;
}
interface Reasoned {
  readonly text?: string;
  readonly cause: string;
  readonly remedy: string;
}

const words: Readonly<Record<Language, Readonly<Record<string, Readonly<Record<string, Reasoned>>>>>> = { en, de };

/** Everything that has a code, explained in one language; `texts` are what refusals say, by key. [HE2] */
export function explained(language: Language, texts: Readonly<Record<string, string>>): readonly Explained[] {
  return coded.flatMap((key) => {
    const [group = '', name = ''] = key.split('.');
    const reasoned = words[language][group]?.[name];
    if (!reasoned) return [];
    const text = (reasoned.text ?? texts[key] ?? '').replace(/\{\w+\}/g, '…');
    return [{ code: codeOf(key) ?? '', key, text, cause: reasoned.cause, remedy: reasoned.remedy }];
  });
}
