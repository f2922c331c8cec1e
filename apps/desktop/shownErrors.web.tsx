import { sumsOf } from '@patchbay/logs/shown.ts';
import { useTranslations } from 'use-intl';
import { api } from './api.web.ts';
import { useCentre } from './deskContext.web.tsx';
import styles from './helpList.module.css';
import { Listing } from './listing.web.tsx';
import { PagePart } from './page.web.tsx';
import { usePreferences } from './preferences.web.ts';
import table from './table.module.css';
import { dayOf } from './time.ts';
import { Code } from './trouble.web.tsx';
import { useFresh } from './useFresh.web.ts';

const columns = ['code', 'times', 'last', 'who'] as const;
const named = 5;

/** Which errors desktops have shown, how often, to whom and by which build. [LG5] */
export function ShownErrors() {
  const t = useTranslations();
  const { colleagues } = useCentre();
  const { region } = usePreferences();
  const shown = useFresh(api.shown, null, { once: true });
  return (
    <PagePart id="shown-errors" title={t('logs.shown.title')}>
      <p className={styles.note}>{t('logs.shown.lead')}</p>
      <Listing read={shown} count={(body) => body.shown.length} empty={t('logs.shown.none')} most={1000}>
        {(body) => (
          <table className={table.table}>
            <caption className="unseen">{t('logs.shown.title')}</caption>
            <thead>
              <tr>
                {columns.map((name) => (
                  <th key={name} scope="col">
                    {t(`logs.shown.column.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {sumsOf(body.shown).map(({ code, times, day, rows }) => (
                <tr key={code}>
                  <th scope="row">
                    <Code code={code} said={code} counts={false} />
                  </th>
                  <td data-name={t('logs.shown.column.times')} className="number">
                    {times}
                  </td>
                  <td data-name={t('logs.shown.column.last')}>{dayOf(day, region)}</td>
                  <td data-name={t('logs.shown.column.who')}>
                    {rows.slice(0, named).map((row) => (
                      <small key={`${row.user} ${row.build}`}>
                        {t('logs.shown.row', { name: colleagues[row.user]?.name ?? row.user, build: row.build, times: row.times })}
                      </small>
                    ))}
                    {rows.length > named && <small>{t('logs.shown.more', { count: rows.length - named })}</small>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Listing>
    </PagePart>
  );
}
