import { useTranslations } from 'use-intl';
import { api } from './api.web.ts';
import { useCentre } from './deskContext.web.tsx';
import styles from './messages.module.css';
import { Page } from './page.web.tsx';
import { Failed } from './part.web.tsx';
import { usePreferences } from './preferences.web.ts';
import { dayOf, timeOfDay } from './time.ts';
import { useAsked } from './useAsked.web.ts';

const read = () => api.logs();

/** What agents have sent about their desktops; each is saved as a file. [LG4] */
export function LogsPage() {
  const t = useTranslations();
  const { colleagues } = useCentre();
  const { region } = usePreferences();
  const asked = useAsked('logs', read);
  return (
    <Page title={t('logs.title')} lead={t('logs.lead')}>
      {asked.is === 'loading' && <p className={styles.none}>{t('loading')}</p>}
      {asked.is === 'failed' && <Failed problem={asked.problem} onAgain={asked.again} />}
      {asked.is === 'ok' && !asked.body.logs.length && <p className={styles.none}>{t('logs.none')}</p>}
      {asked.is === 'ok' && (
        <ul className={`${styles.list} ${styles.first}`}>
          {asked.body.logs.map(({ id, at, user, comment, build }) => (
            <li key={id} className={styles.message}>
              <p className={styles.who}>{colleagues[user]?.name ?? user}</p>
              <p className={styles.facts}>
                {[`${dayOf(at, region)}, ${timeOfDay(at, region)}`, t('check.build', { build }), id].join(' · ')}
              </p>
              <p className={styles.does}>
                <a href={`/api/log?id=${encodeURIComponent(id)}`} download={`patchbay-${id}.json`} className={styles.save}>
                  {t('logs.save')}
                  <span className="unseen"> {id}</span>
                </a>
              </p>
              <p className={styles.text} dir="auto">
                {comment || t('logs.noComment')}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}
