import { textIn } from '@patchbay/configuration/text.ts';
import type { MailFigures } from '@patchbay/email/figures.ts';
import { useTranslations } from 'use-intl';
import { api } from './api.web.ts';
import { serverNow } from './clock.web.ts';
import { useCentre } from './deskContext.web.tsx';
import { Listing } from './listing.web.tsx';
import { PagePart } from './page.web.tsx';
import { usePreferences } from './preferences.web.ts';
import { today } from './queues.ts';
import table from './table.module.css';
import { duration } from './time.ts';
import { useFresh } from './useFresh.web.ts';

const figuresToday = () => api.mailFigures(today(serverNow()));
const numbers = ['handled', 'replied', 'closed', 'forwarded'] as const;

/** What came of e-mails today, by agent, and for whoever sees all work by queue. [DT432] */
export function MailsToday() {
  const t = useTranslations();
  const { colleagues, queues } = useCentre();
  const { language } = usePreferences();
  const read = useFresh(figuresToday);
  return (
    <PagePart id="mails-today" title={t('mails.today.title')}>
      <Listing read={read} count={(body) => body.agents.length + body.queues.length} empty={t('mails.today.none')}>
        {(body) => (
          <>
            <Figures
              of="agent"
              rows={body.agents.map(({ agent, ...row }) => ({ key: agent, name: colleagues[agent]?.name ?? agent, ...row }))}
            />
            {body.queues.length > 0 && (
              <Figures
                of="queue"
                rows={body.queues.map(({ queue, ...row }) => ({
                  key: queue,
                  name: textIn(queues[queue]?.label ?? queue, language),
                  ...row,
                }))}
              />
            )}
          </>
        )}
      </Listing>
    </PagePart>
  );
}

interface Row extends MailFigures {
  readonly key: string;
  readonly name: string;
}
function Figures({ of, rows }: { readonly of: 'agent' | 'queue'; readonly rows: readonly Row[] }) {
  const t = useTranslations();
  return (
    <table className={table.table}>
      <caption className="unseen">{t(`mails.today.by.${of}`)}</caption>
      <thead>
        <tr>
          {([of, ...numbers, 'handleMs'] as const).map((name) => (
            <th key={name} scope="col">
              {t(`mails.today.column.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows
          .toSorted((a, b) => a.name.localeCompare(b.name))
          .map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.name}</th>
              {numbers.map((name) => (
                <td key={name} className="number" data-name={t(`mails.today.column.${name}`)}>
                  {row[name]}
                </td>
              ))}
              <td data-name={t('mails.today.column.handleMs')}>{row.handleMs === null ? '–' : duration(row.handleMs)}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}
