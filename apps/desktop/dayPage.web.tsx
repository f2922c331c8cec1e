import type { Spent } from '@patchbay/agents/day.ts';
import { useTranslations } from 'use-intl';
import { api } from './api.web.ts';
import { serverNow } from './clock.web.ts';
import { type AgentDay, type DayRow, dayRow } from './day.ts';
import { useCentre, useDesk } from './deskContext.web.tsx';
import { Listing } from './listing.web.tsx';
import { MailsToday } from './mailFigures.web.tsx';
import { Page } from './page.web.tsx';
import { today } from './queues.ts';
import { useReasonText } from './stateWords.web.ts';
import table from './table.module.css';
import { duration } from './time.ts';
import { useFresh } from './useFresh.web.ts';

const daysToday = () => api.days(today(serverNow()));
const times = ['total', 'busy', 'afterWork', 'ready', 'notReady', 'paid'] as const;
const numbers = ['handled', 'missed', 'declined'] as const;

/** How I, and the agents I look after, spent today. [DT96] */
export function DayPage() {
  const t = useTranslations();
  const { mirror } = useDesk();
  const { colleagues, queues } = useCentre();
  const days = useFresh(daysToday, mirror.agent?.version);
  const nameOf = (agent: string): string => colleagues[agent]?.name ?? agent;
  const rowsOf = (days: readonly AgentDay[]) =>
    days
      .map(dayRow)
      .filter(({ total }) => total > 0)
      .toSorted((a, b) => nameOf(a.agent).localeCompare(nameOf(b.agent)));
  return (
    <Page title={t('day.title')} lead={t('day.lead')} wide>
      <Listing read={days} count={(body) => rowsOf(body.days).length} empty={t('day.none')}>
        {(body) => (
          <table className={table.table}>
            <caption className="unseen">{t('day.title')}</caption>
            <thead>
              <tr>
                {(['agent', ...times, ...numbers] as const).map((name) => (
                  <th key={name} scope="col">
                    {t(`day.column.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rowsOf(body.days).map((row) => (
                <Row key={row.agent} row={row} name={nameOf(row.agent)} />
              ))}
            </tbody>
          </table>
        )}
      </Listing>
      {Object.values(queues).some(({ email }) => email) && <MailsToday />}
    </Page>
  );
}

function Row({ row, name }: { readonly row: DayRow; readonly name: string }) {
  const t = useTranslations();
  return (
    <tr>
      <th scope="row">{name}</th>
      {times.map((column) => (
        <td key={column} data-name={t(`day.column.${column}`)} className="number">
          {duration(row[column])}
          {column === 'notReady' && <Parts parts={row.parts} />}
        </td>
      ))}
      {numbers.map((column) => (
        <td key={column} data-name={t(`day.column.${column}`)} className="number">
          {row.counts[column]}
        </td>
      ))}
    </tr>
  );
}

function Parts({ parts }: { readonly parts: readonly Spent[] }) {
  const t = useTranslations();
  const reasonText = useReasonText();
  return parts.map(({ is, reason, paid, ms }) => (
    <small key={`${is} ${reason} ${paid}`}>
      {t(paid ? 'day.reason' : 'day.unpaid', { reason: reason ? reasonText(reason) : t(`state.${is}`), time: duration(ms) })}
    </small>
  ));
}
