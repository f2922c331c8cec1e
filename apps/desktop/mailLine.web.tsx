import { textIn } from '@patchbay/configuration/text.ts';
import { useTranslations } from 'use-intl';
import { Button } from './button.web.tsx';
import { serverNow } from './clock.web.ts';
import { useCentre, useLive } from './deskContext.web.tsx';
import { HighIcon, LowIcon, PaperclipIcon } from './icons.web.ts';
import type { MailLists, MailRow } from './mailing.ts';
import styles from './mailList.module.css';
import { importanceOf } from './mailSorting.ts';
import type { AskRows } from './mailTable.web.tsx';
import { usePreferences } from './preferences.web.ts';
import type { Problem } from './problem.ts';
import { SlaBar } from './slaBar.web.tsx';
import { inDays } from './time.ts';
import { Trouble } from './trouble.web.tsx';

/** What is done with a row to work on it. */
export const verbOf = { waiting: 'take', shelved: 'open', drafted: 'open', failed: 'edit', inReview: null, sending: null } as const;

interface LineProps {
  readonly row: MailRow;
  readonly list: keyof MailLists;
  readonly chosen: boolean;
  readonly busy: boolean;
  readonly problem: Problem | null;
  readonly onChoose: (on: boolean) => void;
  readonly onLook: () => void;
  readonly ask: AskRows;
}

/** One mail of a list: from whom, about what, of which queue, how old, and how much time is left. [DT291] */
export function MailLine({ row, list, chosen, busy, problem, onChoose, onLook, ask }: LineProps) {
  const t = useTranslations();
  const live = useLive();
  const { queues, colleagues, dispositions } = useCentre();
  const { language } = usePreferences();
  const verb = verbOf[row.is];
  const from = row.from || t('mail.somebody');
  const now = serverNow();
  const cell = (name: 'language' | 'since' | 'changedAt' | 'due') => ({ 'data-column': name, 'data-name': t(`mails.column.${name}`) });
  const facts = [
    textIn(queues[row.queue ?? '']?.label ?? row.queue ?? '', language),
    list === 'team' ? null : t(`mail.is.${row.is}`),
    row.noted && t('mails.marked', { disposition: textIn(dispositions[row.noted]?.label ?? row.noted, language) }),
    row.holder && list !== 'mine' ? (colleagues[row.holder]?.name ?? t('colleague')) : null,
  ];
  const work = async (): Promise<void> => {
    const done = verb ? await ask([row], () => [{ type: verb }]) : [];
    if (done.length) live.select(row.interaction);
  };
  const takeBack = async (): Promise<void> => {
    const done = await ask([row], () => [{ type: 'undoSend', mail: row.leaving?.mail ?? '' }]);
    if (done.length) live.select(row.interaction);
  };
  return (
    <tr data-chosen={chosen}>
      <td data-column="chosen">
        <input
          type="checkbox"
          aria-label={t('mails.choose', { name: from, subject: row.subject })}
          checked={chosen}
          onChange={({ target }) => onChoose(target.checked)}
        />
      </td>
      <td data-column="from">
        <span className={styles.from}>
          <Marks row={row} />
          {from}
        </span>
        <small>{facts.filter(Boolean).join(' · ')}</small>
      </td>
      <th scope="row" data-column="subject">
        <button type="button" className={styles.subject} onClick={onLook}>
          <span dir="auto">{row.subject || t('mails.noSubject')}</span>
        </button>
        <small>{t('mail.case', { number: String(row.number) })}</small>
        {problem && (
          <span role="alert" className={styles.refused}>
            <Trouble problem={problem} />
          </span>
        )}
      </th>
      <td {...cell('language')}>{row.language ? spokenIn(row.language, language) : '–'}</td>
      <td {...cell('since')}>{inDays(now - row.since, language)}</td>
      <td {...cell('changedAt')}>{inDays(now - row.changedAt, language)}</td>
      <td {...cell('due')}>
        <SlaBar clock={row.clock} />
      </td>
      <td data-column="does">
        {row.leaving?.until && row.leaving.until > now ? (
          <Button undoes more={row.subject} busy={busy} onPress={() => void takeBack()}>
            {t('mail.undo')}
          </Button>
        ) : list === 'review' ? (
          <Button more={row.subject} onPress={() => live.select(row.interaction)}>
            {t('mails.read')}
          </Button>
        ) : (
          verb && (
            <Button more={row.subject} busy={busy} onPress={() => void work()}>
              {t(`mail.verb.${verb}`)}
            </Button>
          )
        )}
      </td>
    </tr>
  );
}

const spokenIn = (code: string, language: string): string => new Intl.DisplayNames([language], { type: 'language' }).of(code) ?? code;

function Marks({ row }: { readonly row: MailRow }) {
  const t = useTranslations();
  const important = importanceOf(row);
  return (
    <>
      {important === 'high' && (
        <span className={styles.high} role="img" aria-label={t('mails.high')} title={t('mails.high')}>
          <HighIcon size={16} aria-hidden="true" />
        </span>
      )}
      {important === 'low' && (
        <span className={styles.low} role="img" aria-label={t('mails.low')} title={t('mails.low')}>
          <LowIcon size={16} aria-hidden="true" />
        </span>
      )}
      {row.files && (
        <span className={styles.clip} role="img" aria-label={t('mails.files')} title={t('mails.files')}>
          <PaperclipIcon size={16} aria-hidden="true" />
        </span>
      )}
    </>
  );
}
