import type { Language } from '@patchbay/base/words.ts';
import { useEffect, useState } from 'react';
import type { messages } from './words.ts';

type Words = (typeof messages)[Language];
interface Spoken {
  readonly language: Language;
  readonly words: Words;
}

const again = 3000;
/** Only those of the language that is spoken are fetched. [DT23] */
const fetched: Readonly<Record<Language, () => Promise<{ readonly default: Words }>>> = {
  en: () => import('./words/en.json'),
  de: () => import('./words/de.json'),
};

/** The texts in this language; until they have come those of the language before, and null at first. */
export function useWords(language: Language): Spoken | null {
  const [spoken, setSpoken] = useState<Spoken | null>(null);
  useEffect(() => {
    let late = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = (): void =>
      void fetched[language]().then(
        ({ default: words }) => late || setSpoken({ language, words }),
        () => {
          if (!late) timer = setTimeout(read, again); // no line now
        },
      );
    read();
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [language]);
  return spoken;
}
