import type { Email } from '@patchbay/email/email.ts';
import { useEffect, useState } from 'react';
import { api } from './api.web.ts';
import type { MailCase } from './mailing.ts';

const known = new Map<string, MailCase>();

/** The case of a piece of work as it was read last, and anew when a mail comes to it. */
export function useMailFacts(mail: Email | null): MailCase | null {
  const id = mail?.work.case ?? null;
  const came = mail?.work.came;
  const [facts, setFacts] = useState<MailCase | null>(id === null ? null : (known.get(id) ?? null));
  // biome-ignore lint/correctness/useExhaustiveDependencies: another mail asks again
  useEffect(() => {
    if (id === null) return;
    let late = false;
    void api.mailCase(id).then((answer) => {
      if (answer.is !== 'ok') return; // who it is stays unsaid; the panel says what is wrong
      known.set(id, answer.body);
      if (!late) setFacts(answer.body);
    });
    return () => {
      late = true;
    };
  }, [id, came]);
  return facts;
}

/** What is known here of a mail for whoever searches their list: subject, number, who wrote. */
export function mailWords({ work }: Email): readonly string[] {
  const facts = known.get(work.case);
  if (!facts) return [];
  return [facts.case.subject, String(facts.case.number), ...facts.mails.flatMap(({ from }) => [from?.name ?? '', from?.address ?? ''])];
}

/** Who wrote to us: their name, else their address; null: not known yet. */
export function useMailName(mail: Email | null): string | null {
  const facts = useMailFacts(mail);
  const came = facts?.mails.findLast(({ direction }) => direction === 'in');
  return came?.from?.name || came?.from?.address || facts?.mails[0]?.to[0]?.address || null;
}
