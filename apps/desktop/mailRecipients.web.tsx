import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from './button.web.tsx';
import styles from './mail.module.css';
import type { MailDraft } from './mailing.ts';
import { droppedFrom, withPeople } from './mailPeople.ts';
import { MailPeople } from './mailPeople.web.tsx';

type Body = MailDraft['body'];
interface RecipientsProps {
  readonly draft: MailDraft;
  readonly onChange: (part: Partial<Body>) => void;
}

/** To, Cc and Bcc; who is missing of those that an answer to all had is named, with the way back. [DT294] */
export function Recipients({ draft, onChange }: RecipientsProps) {
  const t = useTranslations();
  const { body, answers = null } = draft;
  const [now, setNow] = useState({ to: body.to, cc: body.cc, bcc: body.bcc });
  const [bcc, setBcc] = useState(body.bcc.length > 0);
  const change = (part: Partial<typeof now>): void => {
    setNow({ ...now, ...part });
    onChange(part);
  };
  const missing = droppedFrom(now, answers, body.what);
  const of = (field: keyof typeof now) => (
    <MailPeople label={t(`mail.${field}`)} people={now[field]} answers={answers} onChange={(people) => change({ [field]: people })} />
  );
  return (
    <>
      {of('to')}
      <div className={styles.copies}>
        {of('cc')}
        {!bcc && (
          <Button kind="quiet" onPress={() => setBcc(true)}>
            {t('mail.bcc')}
          </Button>
        )}
      </div>
      {bcc && of('bcc')}
      {answers?.to.length === 0 && now.to.length === 0 && (
        <p className={styles.held} role="status">
          {t('mail.nobody')}
        </p>
      )}
      {missing.length > 0 && (
        <p className={styles.held} role="status">
          {t('mail.dropped', { names: missing.map(({ name, address }) => name || address).join(', ') })}{' '}
          <Button kind="quiet" onPress={() => change({ cc: withPeople(now.cc, missing) })}>
            {t('mail.addBack')}
          </Button>
        </p>
      )}
    </>
  );
}
