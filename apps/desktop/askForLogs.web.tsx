import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from './api.web.ts';
import { Button } from './button.web.tsx';
import page from './cannedPage.module.css';
import { useCentre } from './deskContext.web.tsx';
import styles from './form.module.css';
import { PagePart } from './page.web.tsx';
import { usePreferences } from './preferences.web.ts';
import { type Problem, problemOf } from './problem.ts';
import { dayOf, timeOfDay } from './time.ts';
import { Trouble } from './trouble.web.tsx';
import { useFresh } from './useFresh.web.ts';

/** Asks somebody for the logs of their desktop, and says what became of it. [LG6] */
export function AskForLogs() {
  const t = useTranslations();
  const id = useId();
  const { colleagues } = useCentre();
  const { region } = usePreferences();
  const asked = useFresh(api.askedLogs);
  const [user, setUser] = useState('');
  const [why, setWhy] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const nameOf = (one: string): string => colleagues[one]?.name ?? one;
  const people = Object.entries(colleagues)
    .filter(([, { disabled }]) => !disabled)
    .toSorted(([, a], [, b]) => a.name.localeCompare(b.name));
  const ask = async (): Promise<void> => {
    const answer = await api.askForLogs(user, why.trim());
    setProblem(answer.is === 'ok' ? null : problemOf(answer, undefined, () => void ask()));
    if (answer.is === 'ok') setWhy('');
    asked.again();
  };
  return (
    <PagePart id="ask-for-logs" title={t('logs.ask.title')}>
      <div className={styles.form}>
        <div className={styles.field}>
          <label htmlFor={`${id}-who`}>{t('logs.ask.who')}</label>
          <select id={`${id}-who`} value={user} onChange={(event) => setUser(event.target.value)}>
            <option value="">{t('logs.ask.choose')}</option>
            {people.map(([key, { name }]) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <div className={styles.field}>
          <label htmlFor={`${id}-why`}>{t('logs.ask.why')}</label>
          <input id={`${id}-why`} value={why} maxLength={300} onChange={(event) => setWhy(event.target.value)} />
        </div>
        <div className={styles.buttons}>
          <Button kind="primary" why={user && why.trim() ? null : t('logs.ask.missing')} onPress={() => void ask()}>
            {t('logs.ask.submit')}
          </Button>
        </div>
        {problem && (
          <p className={styles.problem} role="alert">
            <Trouble problem={problem} />
          </p>
        )}
      </div>
      <ul className={page.list} aria-label={t('logs.ask.title')}>
        {(asked.body?.asked ?? []).map((one) => (
          <li key={one.user}>
            {t(one.declinedAt === null ? 'logs.ask.waiting' : 'logs.ask.declined', {
              name: nameOf(one.user),
              when: `${dayOf(one.declinedAt ?? one.at, region)}, ${timeOfDay(one.declinedAt ?? one.at, region)}`,
              why: one.why,
            })}
          </li>
        ))}
      </ul>
    </PagePart>
  );
}
