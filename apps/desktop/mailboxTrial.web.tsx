import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Answer } from './api.web.ts';
import { api } from './api.web.ts';
import { Button } from './button.web.tsx';
import styles from './mailboxes.module.css';
import type { MailboxShown } from './mailboxes.ts';
import { Field } from './mailboxFields.web.tsx';
import { type Problem, problemOf } from './problem.ts';
import { Trouble } from './trouble.web.tsx';

interface Props {
  readonly id: string;
  readonly box: MailboxShown;
  /** Why it cannot be tried now; null: it can. */
  readonly why: string | null;
  readonly onTried: () => void;
}
interface Result {
  readonly is: 'fine' | 'failed';
  readonly lines: readonly string[];
}

/** Signs in to both servers, and sends a mail to try; what the mail server says is told in its words. [DT303] */
export function MailboxTrial({ id, box, why, onTried }: Props) {
  const t = useTranslations();
  const [to, setTo] = useState('');
  const [busy, setBusy] = useState<'signIn' | 'send' | null>(null);
  const [result, setResult] = useState<Result | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const tries = async <T,>(what: 'signIn' | 'send', ask: () => Promise<Answer<T>>, read: (body: T) => Result): Promise<void> => {
    setBusy(what);
    setResult(null);
    const answer = await ask();
    setBusy(null);
    setProblem(answer.is === 'ok' ? null : problemOf(answer));
    if (answer.is === 'ok') setResult(read(answer.body));
    onTried();
  };
  const signIn = () =>
    tries(
      'signIn',
      () => api.tryMailbox(id),
      ({ imap, smtp }) => ({
        is: imap || smtp ? 'failed' : 'fine',
        lines: [
          t('mailboxes.trial.imap', { said: imap ?? t('mailboxes.trial.works') }),
          t('mailboxes.trial.smtp', { said: smtp ?? t('mailboxes.trial.works') }),
        ],
      }),
    );
  const send = () =>
    tries(
      'send',
      () => api.testMailbox(id, to.trim()),
      ({ was, said }) => ({
        is: was === 'delivered' ? 'fine' : 'failed',
        lines: [t(`mailboxes.trial.${was}`, { said, to: to.trim() })],
      }),
    );
  return (
    <div role="group" aria-label={t('mailboxes.trial.label', { address: box.is.address })}>
      <div className={styles.trial}>
        <Button busy={busy === 'signIn'} why={why} more={box.is.address} onPress={() => void signIn()}>
          {t('mailboxes.trial.signIn')}
        </Button>
        <Field label={t('mailboxes.trial.to')} type="email" value={to} onChange={setTo} />
        <Button
          busy={busy === 'send'}
          why={why ?? (/^\S+@\S+$/.test(to.trim()) ? null : t('mailboxes.trial.toFirst'))}
          onPress={() => void send()}
        >
          {t('mailboxes.trial.send')}
        </Button>
      </div>
      <div role="status">
        {result?.lines.map((line) => (
          <p key={line} className={styles.result} data-is={result.is}>
            {line}
          </p>
        ))}
      </div>
      {problem && (
        <div role="alert">
          <Trouble problem={problem} />
        </div>
      )}
    </div>
  );
}
