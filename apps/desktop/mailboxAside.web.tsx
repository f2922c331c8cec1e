import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from './api.web.ts';
import { Button } from './button.web.tsx';
import { Listing } from './listing.web.tsx';
import styles from './mailboxes.module.css';
import { sizeOf } from './mailing.ts';
import { PagePart } from './page.web.tsx';
import { usePreferences } from './preferences.web.ts';
import { type Problem, problemOf } from './problem.ts';
import { dayOf, timeOfDay } from './time.ts';
import { Trouble } from './trouble.web.tsx';
import { useFresh } from './useFresh.web.ts';

const most = 200;

/** Mails that could not be read or received: why, and once more. [DT303] */
export function MailboxesAside() {
  const t = useTranslations();
  const { region } = usePreferences();
  const read = useFresh(api.mailsAside);
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const again = async (id: string): Promise<void> => {
    setBusy(id);
    const answer = await api.mailAgain(id);
    setBusy(null);
    setProblem(answer.is === 'ok' ? null : problemOf(answer));
    read.again();
  };
  return (
    <PagePart id="mail-aside" title={t('mailboxes.aside.title')}>
      <p>{t('mailboxes.aside.lead')}</p>
      {problem && (
        <div role="alert">
          <Trouble problem={problem} />
        </div>
      )}
      <Listing read={read} count={({ aside }) => aside.length} empty={t('mailboxes.aside.none')} most={most}>
        {({ aside }) => (
          <ul className={styles.aside}>
            {aside.map((one) => (
              <li key={one.id}>
                <span className={styles.said}>
                  <span>{t(`mailboxes.aside.reason.${one.reason}`)}</span>
                  <small>
                    {[one.mailbox, `${dayOf(one.receivedAt, region)} ${timeOfDay(one.receivedAt, region)}`, sizeOf(one.bytes), one.said]
                      .filter(Boolean)
                      .join(' · ')}
                  </small>
                </span>
                <Button busy={busy === one.id} onPress={() => void again(one.id)}>
                  {t('again')}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </Listing>
    </PagePart>
  );
}
