import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from './api.web.ts';
import { serverNow } from './clock.web.ts';
import { Listing } from './listing.web.tsx';
import messages from './messages.module.css';
import { Page } from './page.web.tsx';
import pills from './pills.module.css';
import { usePreferences } from './preferences.web.ts';
import { today } from './queues.ts';
import type { WorkSession } from './session.ts';
import styles from './table.module.css';
import { dayOf, duration, timeOfDay } from './time.ts';
import { useFresh } from './useFresh.web.ts';

const dayMs = 86_400_000;
const spans = { today: 0, week: 6 } as const;
type Chosen = keyof typeof spans;
/** Since midnight, and so many days before. */
const spanOf = (chosen: Chosen) => {
  const { from, to } = today(serverNow());
  return { from: from - spans[chosen] * dayMs, to };
};
const sessionsIn = { today: () => api.sessions(spanOf('today')), week: () => api.sessions(spanOf('week')) } as const;
const columns = ['agent', 'login', 'logout', 'ended', 'work', 'notReady'] as const;

/** How the sessions of the agents I look after ended; as a file, too. [DT330] */
export function SessionsPage() {
  const t = useTranslations();
  const [chosen, setChosen] = useState<Chosen>('today');
  const sessions = useFresh(sessionsIn[chosen], chosen, { once: true });
  const { from, to } = spanOf(chosen);
  return (
    <Page title={t('sessions.title')} lead={t('sessions.lead')} wide>
      <div className={`${pills.pills} ${styles.bar}`} role="group" aria-label={t('sessions.span')}>
        {(Object.keys(spans) as Chosen[]).map((one) => (
          <button key={one} type="button" className={pills.pill} aria-pressed={one === chosen} onClick={() => setChosen(one)}>
            {t(`sessions.${one}`)}
          </button>
        ))}
        <a className={messages.save} href={`/api/working-sessions?from=${from}&to=${to}&as=csv`} download="sessions.csv">
          {t('sessions.file')}
        </a>
      </div>
      <Listing read={sessions} count={(body) => body.sessions.length} empty={t('sessions.none')}>
        {(body) => (
          <table className={styles.table}>
            <caption className="unseen">{t('sessions.title')}</caption>
            <thead>
              <tr>
                {columns.map((name) => (
                  <th key={name} scope="col">
                    {t(`sessions.column.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {body.sessions.map((one) => (
                <Row key={`${one.agent} ${one.from}`} one={one} />
              ))}
            </tbody>
          </table>
        )}
      </Listing>
    </Page>
  );
}

function Row({ one }: { readonly one: WorkSession }) {
  const t = useTranslations();
  const { region } = usePreferences();
  const moment = (at: number) => `${dayOf(at, region)}, ${timeOfDay(at, region)}`;
  return (
    <tr>
      <th scope="row">{one.name}</th>
      <td data-name={t('sessions.column.login')} className="number">
        {moment(one.from)}
      </td>
      <td data-name={t('sessions.column.logout')} className="number">
        {one.to === null ? t('sessions.open') : moment(one.to)}
      </td>
      <td data-name={t('sessions.column.ended')}>
        {t(`sessions.ended.${one.ended ?? 'not'}`)}
        {one.why && <small>{one.why}</small>}
      </td>
      <td data-name={t('sessions.column.work')} className="number">
        {duration(one.workMs)}
      </td>
      <td data-name={t('sessions.column.notReady')} className="number">
        {t('sessions.percent', { n: one.notReadyPercent })}
      </td>
    </tr>
  );
}
