import { useTranslations } from 'use-intl';
import { api } from './api.web.ts';
import { AskForLogs } from './askForLogs.web.tsx';
import { useCentre } from './deskContext.web.tsx';
import { Listing } from './listing.web.tsx';
import styles from './messages.module.css';
import { Page } from './page.web.tsx';
import { usePreferences } from './preferences.web.ts';
import { ShownErrors } from './shownErrors.web.tsx';
import { dayOf, timeOfDay } from './time.ts';
import { useFresh } from './useFresh.web.ts';

/** What agents have sent about their desktops; each is saved as a file. [LG4] */
export function LogsPage() {
  const t = useTranslations();
  const { colleagues } = useCentre();
  const { region } = usePreferences();
  const logs = useFresh(api.logs, null, { once: true });
  return (
    <Page title={t('logs.title')} lead={t('logs.lead')}>
      <AskForLogs />
      <Listing read={logs} count={(body) => body.logs.length} empty={t('logs.none')} most={100}>
        {(body) => (
          <ul className={`${styles.list} ${styles.first}`}>
            {body.logs.map(({ id, at, user, comment, build }) => (
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
      </Listing>
      <ShownErrors />
    </Page>
  );
}
