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
  const [answer, setAnswer] = useState<Held | null>(null);
  const news = id ? (mirror.contactNews[id] ?? 0) : 0;
  const again = useCallback(() => setTries((n) => n + 1), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: news and another try ask again
  useEffect(() => {
    if (id === null) return;
    let late = false;
    void api.contact(id).then((is) => late || setAnswer((before) => heldOf(id, is, before)));
    return () => {
      late = true;
    };
  }, [id, tries, news]);
  const mine = answer && answer.of === id ? answer : null;
  return { contact: mine?.contact ?? null, failed: mine?.failed ?? null, again };
}

interface Held extends Pick<ContactHeld, 'contact' | 'failed'> {
  readonly of: string;
}

/** Without an answer what was known stays; a refusal takes it away. */
function heldOf(of: string, answer: Answer<ContactShown>, before: Held | null): Held {
  if (answer.is === 'ok') return { of, contact: answer.body, failed: null };
  if (answer.is === 'refused') return { of, contact: null, failed: 'notFound' };
  return { of, contact: before?.of === of ? before.contact : null, failed: 'unreached' };
}
