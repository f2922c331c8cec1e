import { useCallback, useEffect, useState } from 'react';
import { type Answer, api } from './api.web.ts';
import type { ContactShown } from './contacts.ts';
import { useDesk } from './deskContext.web.tsx';

/** A contact on the screen; what was known stays while it is read anew. */
export interface ContactHeld {
  readonly contact: ContactShown | null;
  readonly failed: 'unreached' | 'notFound' | null;
  readonly again: () => void;
}

/** Reads a contact, and again whenever the server says that something about it has changed. [CO10] */
export function useContact(id: string | null): ContactHeld {
  const { mirror } = useDesk();
  const [tries, setTries] = useState(0);
  const [answer, setAnswer] = useState<{ readonly of: string; readonly is: Answer<ContactShown> } | null>(null);
  const news = id ? (mirror.contactNews[id] ?? 0) : 0;
  const again = useCallback(() => setTries((n) => n + 1), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: news and another try ask again
  useEffect(() => {
    if (id === null) return;
    let late = false;
    void api.contact(id).then((is) => late || setAnswer({ of: id, is }));
    return () => {
      late = true;
    };
  }, [id, tries, news]);
  const mine = answer && answer.of === id ? answer.is : null;
  return {
    contact: mine?.is === 'ok' ? mine.body : null,
    failed: mine === null || mine.is === 'ok' ? null : mine.is === 'unreached' ? 'unreached' : 'notFound',
    again,
  };
}
