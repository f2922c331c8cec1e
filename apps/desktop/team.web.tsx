import { textIn } from '@patchbay/configuration/text.ts';
import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from './button.web.tsx';
import { useCentre, useDesk } from './deskContext.web.tsx';
import { AsOf, Skeleton, useStaleSince } from './listing.web.tsx';
import { Page } from './page.web.tsx';
import { usePreferences } from './preferences.web.ts';
import { SetState } from './setState.web.tsx';
import { StateIcon } from './stateIcon.web.tsx';
import { stateOf } from './states.ts';
import { useReasonText, useSetBy } from './stateWords.web.ts';
import table from './table.module.css';
import styles from './team.module.css';
import { counts, type TeamRow, teamRows } from './team.ts';
import { Since } from './timer.web.tsx';

/** The agents I look after: what they do, since when, how much they have; and their states, which I may set. [BP-13.5] */
export function Team() {
  const t = useTranslations();
  const { mirror } = useDesk();
  const centre = useCentre();
  const { language } = usePreferences();
  const rows = useMemo(() => teamRows(mirror, centre, centre.me.teams), [mirror, centre]);
  const stale = useStaleSince();
  const [setting, setSetting] = useState<string | null>(null);
  const chosen = rows.find((row) => row.id === setting);
  const teams = centre.me.teams.map((key) => textIn(centre.teams[key] ?? key, language)).join(', ');
  return (
    <Page title={t('team.title')} lead={teams} wide>
      {rows.length ? (
        <>
          <ul className={styles.counts} aria-label={t('team.counts')}>
            {counts(rows).map(([is, n]) => (
              <li key={is} data-is={is}>
                <StateIcon is={is} size={14} />
                {t(`state.${is}`)} <strong className="number">{n}</strong>
              </li>
            ))}
          </ul>
          {stale !== null && <AsOf at={stale} />}
          <table className={`${table.table} ${styles.members}`} data-stale={stale !== null}>
            <caption className="unseen">{t('team.title')}</caption>
            <thead>
              <tr>
                {(['agent', 'state', 'time', 'load', 'doing'] as const).map((name) => (
                  <th key={name} scope="col" data-column={name}>
                    {t(`team.column.${name}`)}
                  </th>
                ))}
                <th scope="col">
                  <span className="unseen">{t('team.set')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <TeamMember key={row.id} row={row} onSet={() => setSetting(row.id)} />
              ))}
            </tbody>
          </table>
        </>
      ) : mirror.position ? (
        <p className={styles.empty}>{t('team.empty')}</p>
      ) : (
        <Skeleton />
      )}
      {chosen && <SetState row={chosen} onClose={() => setSetting(null)} />}
    </Page>
  );
}

function TeamMember({ row, onSet }: { readonly row: TeamRow; readonly onSet: () => void }) {
  const t = useTranslations();
  const reasonText = useReasonText();
  const setBy = useSetBy();
  const by = row.agent ? setBy(stateOf(row.agent).chosen) : undefined;
  const doing = row.doing.map((one) => t(`team.doing.${one.stage}`, { name: one.customer ?? t('customer') })).join(', ');
  return (
    <tr>
      <th scope="row">{row.name}</th>
      <td data-column="state">
        <span className={styles.state} data-is={row.is} title={by}>
          <StateIcon is={row.is} size={16} />
          <span>
            {t(`state.${row.is}`)}
            {row.reason && `: ${reasonText(row.reason)}`}
          </span>
          {row.away !== null && (
            <span className={styles.away}>
              {t('hand.away')} <Since at={row.away} />
            </span>
          )}
          {row.overstays && <strong className={styles.overstays}>{t('team.overstays')}</strong>}
        </span>
      </td>
      <td data-column="time">{row.since > 0 && <Since at={row.since} />}</td>
      <td data-column="load" data-name={row.places > 0 ? t('team.column.load') : undefined} className="number">
        {row.places > 0 && (
          <>
            <span aria-hidden="true">
              {row.used}/{row.places}
            </span>
            <span className="unseen">{t('list.load', { used: row.used, places: row.places })}</span>
          </>
        )}
      </td>
      <td data-column="doing" className={styles.doing} data-none={!doing}>
        {doing || '–'}
      </td>
      <td className={styles.set}>
        <Button onPress={onSet} more={row.name}>
          {t('team.set')}
        </Button>
      </td>
    </tr>
  );
}
