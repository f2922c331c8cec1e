import { textIn } from '@patchbay/configuration/text.ts';
import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from './button.web.tsx';
import { useCentre, useDesk, useLive } from './deskContext.web.tsx';
import { EyeIcon } from './icons.web.ts';
import { AsOf, Skeleton, useStaleSince } from './listing.web.tsx';
import { Page } from './page.web.tsx';
import { usePreferences } from './preferences.web.ts';
import { type Problem, problemOf } from './problem.ts';
import { SetState } from './setState.web.tsx';
import { StateIcon } from './stateIcon.web.tsx';
import { speaks, stateOf } from './states.ts';
import { useReasonText, useSetBy } from './stateWords.web.ts';
import table from './table.module.css';
import styles from './team.module.css';
import { counts, type TeamRow, teamRows } from './team.ts';
import { Since } from './timer.web.tsx';
import { Trouble } from './trouble.web.tsx';
import { WatchNext } from './watchNext.web.tsx';

/** The agents I look after: what they do, since when, how much they have; and their states, which I may set. [BP-13.5] */
export function Team() {
  const t = useTranslations();
  const { mirror } = useDesk();
  const live = useLive();
  const centre = useCentre();
  const { language } = usePreferences();
  const rows = useMemo(() => teamRows(mirror, centre, centre.me.teams), [mirror, centre]);
  const stale = useStaleSince();
  const [setting, setSetting] = useState<string | null>(null);
  const [refused, setRefused] = useState<Problem | null>(null);
  const watch = async (agent: string, interaction: string): Promise<void> => {
    setRefused(null);
    const watches = mirror.chats[interaction]?.state.work.monitors?.some((m) => m.supervisor === live.me.id);
    const answer = watches ? null : await live.ask({ type: 'monitor', interaction, agent }, interaction);
    if (answer && answer.is !== 'ok') return setRefused(problemOf(answer, 'monitor'));
    live.select(interaction);
  };
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
          <p className={styles.whole}>
            {centre.me.teams.map((key) => (
              <WatchNext key={key} of="team" whose={key} name={textIn(centre.teams[key] ?? key, language)} />
            ))}
          </p>
          {stale !== null && <AsOf at={stale} />}
          {refused && (
            <p role="alert" className={styles.refused}>
              <Trouble problem={refused} onClose={() => setRefused(null)} />
            </p>
          )}
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
                <TeamMember
                  key={row.id}
                  row={row}
                  onSet={() => setSetting(row.id)}
                  onWatch={(interaction) => void watch(row.id, interaction)}
                />
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

interface MemberProps {
  readonly row: TeamRow;
  readonly onSet: () => void;
  readonly onWatch: (interaction: string) => void;
}
function TeamMember({ row, onSet, onWatch }: MemberProps) {
  const t = useTranslations();
  const reasonText = useReasonText();
  const setBy = useSetBy();
  const by = row.agent ? setBy(stateOf(row.agent).chosen) : undefined;
  return (
    <tr>
      <th scope="row">{row.name}</th>
      <td data-column="state">
        <span className={styles.state} data-is={row.is} title={by}>
          <StateIcon is={row.is} size={16} speaks={speaks(row.agent)} />
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
      <td data-column="doing" className={styles.doing} data-none={!row.doing.length}>
        {row.doing.length ? <Doings row={row} onWatch={onWatch} /> : '–'}
      </td>
      <td className={styles.set}>
        <span className={styles.does}>
          <WatchNext of="agent" whose={row.id} name={row.name} />
          <Button onPress={onSet} more={row.name}>
            {t('team.set')}
          </Button>
        </span>
      </td>
    </tr>
  );
}

/** What an agent has open; a conversation can be watched. [DT180] */
function Doings({ row, onWatch }: Pick<MemberProps, 'row' | 'onWatch'>) {
  const t = useTranslations();
  return (
    <ul>
      {row.doing.map(({ interaction, stage, customer }) => {
        const name = customer ?? t('customer');
        return (
          <li key={interaction}>
            <span>{t(`team.doing.${stage}`, { name })}</span>
            {stage === 'active' && (
              <Button
                kind="quiet"
                icon={<EyeIcon size={16} />}
                more={t('team.watchMore', { name, agent: row.name })}
                onPress={() => onWatch(interaction)}
              >
                {t('team.watch')}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
