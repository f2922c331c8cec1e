import type { Control } from '@patchbay/email/controls.ts';
import type { Email } from '@patchbay/email/email.ts';
import { codeOf } from '@patchbay/help/codes.ts';
import { type ReactNode, Suspense, useCallback, useRef, useState } from 'react';
import { api } from './api.web.ts';
import { useCentre, useDesk } from './deskContext.web.tsx';
import { picksOf } from './dispositions.ts';
import { later } from './later.web.tsx';
import { Skeleton } from './listing.web.tsx';
import styles from './mail.module.css';
import { Failed } from './part.web.tsx';
import { usePreferences } from './preferences.web.ts';
import { useAsked } from './useAsked.web.ts';

const MailEditor = later(() => import('./mailEditor.web.tsx').then((file) => file.MailEditor));

/** What is sent along: whether a crossing mail is known, and how the work ends, or goes on. */
export interface Sending {
  readonly rev: string;
  readonly sure: boolean;
  /** What is passed on of a masked case was looked through. */
  readonly checked?: boolean;
  /** A disposition to settle it with, or that the work goes on. */
  readonly how?: { readonly reason: string } | 'interim';
}
interface WritingProps {
  readonly id: string;
  readonly mail: Email;
  readonly interim: Control;
  readonly why: string | null;
  readonly busy: boolean;
  readonly onSend: (sending: Sending) => void;
  readonly children: ReactNode;
}
/** The draft as the server has it; one that was changed in another window is shown as it is now. */
export function MailWriting({ id, mail, interim, why, busy, onSend, children }: WritingProps) {
  const desk = useDesk();
  const { dispositions } = useCentre();
  const { language } = usePreferences();
  const [round, setRound] = useState(0);
  const [followed, setFollowed] = useState(0);
  const read = useAsked(`${id} ${round}`, draftOf);
  const changed = useCallback(() => setRound((n) => n + 1), []);
  const follow = useCallback(() => {
    setFollowed((n) => n + 1);
    setRound((n) => n + 1);
  }, []);
  const warned = desk.problems[id]?.code;
  const crossed = warned === codeOf('email.crossed');
  const unchecked = warned === codeOf('email.masked') || warned === codeOf('email.unwanted');
  const checked = useRef(false);
  if (read.is === 'failed')
    return (
      <div className={styles.editor}>
        <Failed problem={read.problem} onAgain={read.again} />
      </div>
    );
  if (read.is === 'loading' || mail.work.doing.doing !== 'writing') return <Skeleton />;
  return (
    <Suspense fallback={<Skeleton />}>
      <MailEditor
        key={`${id} ${round}`}
        id={id}
        draft={read.body}
        why={why}
        busy={busy}
        warned={crossed || unchecked}
        interim={interim.enabled}
        mail={mail}
        settles={picksOf(mail.policy.reasons, dispositions, language)}
        onSend={(sending) => {
          checked.current ||= unchecked;
          onSend({ ...sending, sure: crossed, checked: checked.current });
        }}
        onChanged={changed}
        followed={followed > 0}
        onFollow={follow}
        buttons={children}
      />
    </Suspense>
  );
}

/** Another round reads it again. */
const draftOf = (named: string) => api.mailDraft(named.split(' ')[0] ?? '');
