import { useCallback, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from './api.web.ts';
import { Button } from './button.web.tsx';
import { useCaseState } from './caseStrip.web.tsx';
import styles from './cases.module.css';
import type { CaseRow } from './casing.ts';
import { without } from './desk.ts';
import { useCentre, useDesk, useLive } from './deskContext.web.tsx';
import { Failed, Part } from './part.web.tsx';
import { Trouble } from './trouble.web.tsx';
import { useFresh } from './useFresh.web.ts';

interface CasesProps {
  readonly contact: string;
  /** The conversation they stand beside: it can be put into one of them. */
  readonly interaction?: string;
}
const searchedFrom = 6;

/** The cases of a customer: found, opened, and joined by the conversation one has with them. [DT434] */
export function ContactCases({ contact, interaction }: CasesProps) {
  const { queues } = useCentre();
  return Object.values(queues).some(({ email }) => email) ? <Cases contact={contact} {...(interaction && { interaction })} /> : null;
}

function Cases({ contact, interaction }: CasesProps) {
  const t = useTranslations();
  const desk = useDesk();
  const live = useLive();
  const [search, setSearch] = useState('');
  const field = useId();
  const ask = useCallback(() => api.casesOf(contact), [contact]);
  const { body, problem, again } = useFresh(ask);
  const all = body?.cases ?? [];
  const wanted = search.trim().toLowerCase();
  const shown = all.filter(({ number, subject }) => `#${number} ${subject}`.toLowerCase().includes(wanted));
  const refused = all.find(({ id }) => desk.problems[id]);
  const join = async (row: CaseRow): Promise<void> => {
    const type = row.links.includes(interaction ?? '') ? 'unlinkCase' : 'linkCase';
    await live.ask({ type, case: row.id, linked: interaction ?? '' }, row.id);
    again();
  };
  if (body && all.length === 0) return null;
  return (
    <Part title={t('cases.ofContact')}>
      {problem && !body && <Failed problem={problem} onAgain={again} />}
      {refused && (
        <p className={styles.problem} role="alert">
          <Trouble
            problem={desk.problems[refused.id] ?? { text: null, code: null }}
            onClose={() => live.change((d) => ({ problems: without(d.problems, refused.id) }))}
          />
        </p>
      )}
      {all.length >= searchedFrom && (
        <p>
          <label htmlFor={field} className="unseen">
            {t('cases.searchOf')}
          </label>
          <input
            id={field}
            type="search"
            className={styles.searchOf}
            placeholder={t('cases.searchOf')}
            value={search}
            onChange={({ target }) => setSearch(target.value)}
          />
        </p>
      )}
      <ul className={styles.lines}>
        {shown.map((row) => (
          <One key={row.id} row={row} interaction={interaction} join={join} />
        ))}
      </ul>
      {wanted && shown.length === 0 && <p className={styles.none}>{t('cases.none')}</p>}
    </Part>
  );
}

interface OneProps {
  readonly row: CaseRow;
  readonly interaction: string | undefined;
  readonly join: (row: CaseRow) => Promise<void>;
}
function One({ row, interaction, join }: OneProps) {
  const t = useTranslations();
  const live = useLive();
  const stateText = useCaseState();
  const subject = row.subject || t('mails.noSubject');
  const open = (): void => {
    live.go('cases');
    location.hash = row.id;
  };
  return (
    <li className={styles.line}>
      <span className={styles.what}>
        <span dir="auto">{subject}</span>
        <small>{[t('mail.case', { number: String(row.number) }), stateText(row.at)].join(' · ')}</small>
      </span>
      <Button kind="quiet" more={String(row.number)} onPress={open}>
        {t('cases.open')}
      </Button>
      {interaction !== undefined && (
        <Button kind="quiet" more={String(row.number)} onPress={() => void join(row)}>
          {t(row.links.includes(interaction) ? 'cases.unlink' : 'cases.link')}
        </Button>
      )}
    </li>
  );
}
