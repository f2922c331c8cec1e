import { useCallback, useEffect, useRef, useState } from 'react';
import type { Answer } from './api.web.ts';

/** Something that is read again and again: the last answer stays while the next is awaited. */
export interface Fresh<T> {
  readonly body: T | null;
  readonly failed: boolean;
  readonly again: () => void;
}

const everyMs = 15_000;

/** Reads at once, whenever `news` changes, and every quarter of a minute while the page is looked at. */
export function useFresh<T>(ask: () => Promise<Answer<T>>, news: unknown): Fresh<T> {
  const [fresh, setFresh] = useState<Omit<Fresh<T>, 'again'>>({ body: null, failed: false });
  const asked = useRef(0);
  const again = useCallback(() => {
    asked.current += 1;
    const mine = asked.current;
    void ask().then((answer) => {
      if (mine !== asked.current) return; // a later one is under way
      setFresh((before) => (answer.is === 'ok' ? { body: answer.body, failed: false } : { ...before, failed: true }));
    });
  }, [ask]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: news asks again
  useEffect(again, [again, news]);
  useEffect(() => {
    const timer = setInterval(() => document.hidden || again(), everyMs);
    return () => {
      clearInterval(timer);
      asked.current += 1;
    };
  }, [again]);
  return { ...fresh, again };
}
