import { useCallback, useEffect, useRef, useState } from 'react';
import type { Answer } from './api.web.ts';
import { problemOf } from './problem.ts';
import { answered, type Read, unread } from './reading.ts';

/** Something that is read again: the last answer stays while the next is awaited. */
export interface Fresh<T> extends Read<T> {
  readonly again: () => void;
}

const everyMs = 15_000;

/** Reads at once, whenever `news` changes, when the window is looked at again, and every quarter of a minute while it is, unless told `once`. */
export function useFresh<T>(ask: () => Promise<Answer<T>>, news: unknown = null, { once = false } = {}): Fresh<T> {
  const [fresh, setFresh] = useState<Read<T>>(unread);
  const asked = useRef(0);
  const again = useCallback(() => {
    asked.current += 1;
    const mine = asked.current;
    void ask().then((answer) => {
      if (mine !== asked.current) return; // a later one is under way
      setFresh((before) => answered(before, answer, Date.now(), answer.is === 'ok' ? null : problemOf(answer)));
    });
  }, [ask]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: news asks again
  useEffect(again, [again, news]);
  useEffect(() => {
    const look = (): void => void (document.hidden || again());
    const timer = once ? undefined : setInterval(look, everyMs);
    if (!once) document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
      asked.current += 1;
    };
  }, [again, once]);
  return { ...fresh, again };
}
