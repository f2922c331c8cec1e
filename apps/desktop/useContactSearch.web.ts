import { useCallback, useEffect, useState } from 'react';
import { api } from './api.web.ts';
import type { ContactLine } from './contacts.ts';

const pause = 200;

/** The contacts that are found by what is typed, page by page; the last ones stay while new ones are read. */
export function useContactSearch(search: string) {
  const [tries, setTries] = useState(0);
  const [contacts, setContacts] = useState<readonly ContactLine[]>([]);
  const [more, setMore] = useState(false);
  const [is, setIs] = useState<'loading' | 'ok' | 'failed' | 'short'>('loading');
  const again = useCallback(() => setTries((n) => n + 1), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try asks again
  useEffect(() => {
    let late = false;
    setIs('loading');
    const ask = async (): Promise<void> => {
      const answer = await api.contacts(search.trim(), null);
      if (late) return;
      setIs(answer.is === 'ok' ? 'ok' : answer.is === 'refused' && answer.key === 'contacts.tooShort' ? 'short' : 'failed');
      setContacts(answer.is === 'ok' ? answer.body.contacts : []);
      setMore(answer.is === 'ok' && answer.body.more);
    };
    const timer = setTimeout(() => void ask(), search ? pause : 0);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [search, tries]);
  const onMore = async (): Promise<void> => {
    const answer = await api.contacts(search.trim(), contacts.at(-1)?.id ?? null);
    if (answer.is !== 'ok') return setIs('failed');
    setContacts([...contacts, ...answer.body.contacts]);
    setMore(answer.body.more);
  };
  return { is, contacts, more, again, onMore: () => void onMore() };
}
