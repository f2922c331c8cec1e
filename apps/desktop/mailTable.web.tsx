import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useLive } from './deskContext.web.tsx';
import { MailBulk } from './mailBulk.web.tsx';
import type { MailLists, MailRow } from './mailing.ts';
import { MailLine } from './mailLine.web.tsx';
import styles from './mailList.module.css';
import { MailPreview } from './mailPreview.web.tsx';
import { type Order, orders, type Sorting, sorted } from './mailSorting.ts';
import { usePreferences } from './preferences.web.ts';
import { type Problem, problemOf } from './problem.ts';
import table from './table.module.css';
import { Trouble } from './trouble.web.tsx';

/** Asks something of rows; those that were refused say why, each in its place. */
export type AskRows = (rows: readonly MailRow[], commands: (row: MailRow) => readonly Asked[]) => Promise<readonly string[]>;
type Asked = { readonly type: string; readonly [field: string]: string | null };

/** Of what something was asked in vain, and why. */
interface Failure {
  readonly row: MailRow;
  readonly problem: Problem;
}

interface TableProps {
  readonly list: keyof MailLists;
  readonly rows: readonly MailRow[];
  readonly queue: string | null;
  readonly onChanged: () => void;
}

/** One list of mails as a table: sorted by what is pressed, several chosen at once, looked at without taking. [DT291] [DT293] */
export function MailTable({ list, rows, queue, onChanged }: TableProps) {
  const t = useTranslations();
  const live = useLive();
  const { language } = usePreferences();
  const [sorting, setSorting] = useState<Sorting>({ by: 'due', turned: false });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [seen, setSeen] = useState<MailRow | null>(null);
  const [failures, setFailures] = useState<readonly Failure[]>([]);
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const shown = sorted(rows, sorting, queue, language);
  const marked = shown.filter(({ interaction }) => chosen.has(interaction));
  const choose = (ids: readonly string[], on: boolean): void => {
    setChosen(new Set([...chosen].filter((id) => on || !ids.includes(id)).concat(on ? ids : [])));
  };
  const ask: AskRows = async (some, commands) => {
    setBusy(new Set(some.map(({ interaction }) => interaction)));
    const failed: Failure[] = [];
    for (const row of some)
      for (const command of commands(row)) {
        const answer = await live.ask({ ...command, interaction: row.interaction }, row.interaction);
        if (answer.is === 'ok') continue;
        failed.push({ row, problem: problemOf(answer) });
        break;
      }
    setBusy(new Set());
    const left = new Set(failed.map(({ row }) => row.interaction));
    setFailures(failed);
    setChosen(left);
    onChanged();
    return some.flatMap(({ interaction }) => (left.has(interaction) ? [] : [interaction]));
  };
  const turn = (by: Order): void => setSorting({ by, turned: sorting.by === by && !sorting.turned });
  const head = (by: Order, column: string) => (
    <th scope="col" data-column={column} aria-sort={sorting.by === by ? (sorting.turned ? 'descending' : 'ascending') : undefined}>
      <button type="button" className={styles.sort} onClick={() => turn(by)}>
        {t(`mails.column.${by}`)}
        <span aria-hidden="true">{sorting.by === by ? (sorting.turned ? '↓' : '↑') : ''}</span>
      </button>
    </th>
  );
  const [due, ...others] = orders;
  return (
    <>
      <MailBulk list={list} rows={marked} ask={ask} busy={busy.size > 0} />
      <NotDone failures={failures.filter(({ row }) => !shown.some(({ interaction }) => interaction === row.interaction))} />
      <table className={`${table.table} ${styles.table}`}>
        <caption className="unseen">{t(`mails.list.${list}`, { count: shown.length })}</caption>
        <thead>
          <tr>
            <th scope="col" data-column="chosen">
              <input
                type="checkbox"
                aria-label={t('mails.chooseAll')}
                checked={shown.length > 0 && marked.length === shown.length}
                onChange={({ target }) =>
                  choose(
                    shown.map(({ interaction }) => interaction),
                    target.checked,
                  )
                }
              />
            </th>
            {others.slice(0, 2).map((by) => head(by, by))}
            {others.slice(2).map((by) => head(by, by))}
            {head(due, 'due')}
            <th scope="col" data-column="does">
              <span className="unseen">{t('mails.column.does')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <MailLine
              key={row.interaction}
              row={row}
              list={list}
              chosen={chosen.has(row.interaction)}
              busy={busy.has(row.interaction)}
              problem={failures.find(({ row: { interaction } }) => interaction === row.interaction)?.problem ?? null}
              onChoose={(on) => choose([row.interaction], on)}
              onLook={() => setSeen(row)}
              ask={ask}
            />
          ))}
        </tbody>
      </table>
      {seen && <MailPreview row={seen} list={list} ask={ask} onClose={() => setSeen(null)} />}
    </>
  );
}

/** What was refused of mails that have left the list meanwhile, by their names. [DT293] */
function NotDone({ failures }: { readonly failures: readonly Failure[] }) {
  const t = useTranslations();
  if (!failures.length) return null;
  return (
    <ul className={styles.notDone} role="alert" aria-label={t('mails.notDone')}>
      {failures.map(({ row, problem }) => (
        <li key={row.interaction} className={styles.refused}>
          <b>
            {row.from || t('mail.somebody')}, {row.subject || t('mails.noSubject')}
          </b>{' '}
          <Trouble problem={problem} />
        </li>
      ))}
    </ul>
  );
}
