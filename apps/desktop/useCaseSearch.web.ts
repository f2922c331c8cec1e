import { useCallback, useEffect, useState } from 'react';
import { api } from './api.web.ts';
import type { CaseRow } from './casing.ts';

const pause = 200;
interface Looking {
  readonly search: string;
  readonly mine: boolean;
  readonly open: boolean;
}

/** The cases that are found by what is typed, page by page; the last ones stay while new ones are read. */
export function useCaseSearch({ search, mine, open }: Looking) {
  const [tries, setTries] = useState(0);
  const [cases, setCases] = useState<readonly CaseRow[]>([]);
  const [next, setNext] = useState<number | null>(null);
  const [is, setIs] = useState<'loading' | 'ok' | 'failed' | 'short'>('loading');
  const again = useCallback(() => setTries((n) => n + 1), []);
  const typed = search.trim();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try asks again
  useEffect(() => {
    let late = false;
    setIs('loading');
    const ask = async (): Promise<void> => {
      const answer = await api.cases({ search: typed, mine, open, before: null });
      if (late) return;
      setIs(answer.is === 'ok' ? 'ok' : answer.is === 'refused' && answer.key === 'cases.tooShort' ? 'short' : 'failed');
      setCases(answer.is === 'ok' ? answer.body.cases : []);
      setNext(answer.is === 'ok' ? answer.body.next : null);
    };
    const timer = setTimeout(() => void ask(), typed ? pause : 0);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [typed, mine, open, tries]);
  const onMore = async (): Promise<void> => {
    const answer = await api.cases({ search: typed, mine, open, before: next });
    if (answer.is !== 'ok') return setIs('failed');
    setCases([...cases, ...answer.body.cases.filter(({ id }) => !cases.some((one) => one.id === id))]);
    setNext(answer.body.next);
  };
  return { is, cases, more: next !== null, again, onMore: () => void onMore() };
}
