import { useCallback, useEffect, useState } from 'react';
import type { Answer } from './api.web.ts';
import { type Problem, problemOf } from './problem.ts';

/** Something that is read from the server when a view needs it. */
export type Asked<T> =
  | { readonly is: 'loading' }
  | { readonly is: 'ok'; readonly body: T }
  | { readonly is: 'failed'; readonly problem: Problem; readonly again: () => void };

/** Reads by id and keeps the old answer out of the new id's view; null asks nothing. `ask` has to be the same function each time. */
export function useAsked<T>(id: string | null, ask: (id: string) => Promise<Answer<T>>): Asked<T> {
  const [tries, setTries] = useState(0);
  const again = useCallback(() => setTries((n) => n + 1), []);
  const [asked, setAsked] = useState<Asked<T>>({ is: 'loading' });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try asks again
  useEffect(() => {
    if (id === null) return;
    let late = false;
    setAsked({ is: 'loading' });
    void ask(id).then((answer) => late || setAsked(answer.is === 'ok' ? answer : { is: 'failed', problem: problemOf(answer), again }));
    return () => {
      late = true;
    };
  }, [id, ask, again, tries]);
  return asked;
}
