import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import { api } from './api.web.ts';
import { Button } from './button.web.tsx';
import { CaseHands } from './caseHands.web.tsx';
import { CaseStrip, useCaseState, useCaseSteps } from './caseStrip.web.tsx';
import styles from './cases.module.css';
import { type CaseTab, CaseTabShown, CaseTabs } from './caseTabs.web.tsx';
import type { CaseRow } from './casing.ts';
import list from './contactsPage.module.css';
import { useLive } from './deskContext.web.tsx';
import { SearchIcon } from './icons.web.ts';
import { Skeleton } from './listing.web.tsx';
import type { MailCase } from './mailing.ts';
import { MailThread } from './mailThread.web.tsx';
import pageStyles from './page.module.css';
import { Failed } from './part.web.tsx';
import pills from './pills.module.css';
import { usePreferences } from './preferences.web.ts';
import { useSearch } from './searches.web.ts';
import { dayOf } from './time.ts';
import { useCaseSearch } from './useCaseSearch.web.ts';
import { type Fresh, useFresh } from './useFresh.web.ts';

const opened = (): string | null => /^#([0-9a-f-]{36})$/.exec(location.hash)?.[1] ?? null;
const heard = (tell: () => void) => {
  addEventListener('hashchange', tell);
  return () => removeEventListener('hashchange', tell);
};
/** Opens a case; the path names it, so that a reload or a link comes back to it. */
const open = (id: string | null): void => {
  location.hash = id ?? '';
};

/** Cases of e-mail: found at the left, also my own of the last 30 days; one of them whole at the right, with another mail in its thread. [DT282] */
export function CasesPage() {
  const t = useTranslations();
  const [search, setSearch] = useSearch('cases');
  const [mine, setMine] = useState(!search);
  const [onlyOpen, setOnlyOpen] = useState(false);
  const one = useSyncExternalStore(heard, opened);
  const found = useCaseSearch({ search, mine, open: onlyOpen });
  return (
    <main
      id="conversation"
      className={`${pageStyles.page} ${list.page}`}
      data-zone="page"
      tabIndex={-1}
      aria-label={t('cases.title')}
      data-open={one !== null}
    >
      <section className={list.list} aria-labelledby="cases-title">
        <h1 id="cases-title" className={list.title}>
          {t('cases.title')}
        </h1>
        <div className={list.search}>
          <label htmlFor="case-search" className="unseen">
            {t('cases.search')}
          </label>
          <SearchIcon size={16} />
          <input
            id="case-search"
            type="search"
            data-first
            maxLength={200}
            placeholder={t('cases.search')}
            value={search}
            onChange={({ target }) => setSearch(target.value)}
          />
        </div>
        <div className={styles.filters}>
          <div className={pills.pills} role="group" aria-label={t('cases.whose')}>
            {([true, false] as const).map((is) => (
              <button key={String(is)} type="button" className={pills.pill} aria-pressed={mine === is} onClick={() => setMine(is)}>
                {t(is ? 'cases.mine' : 'cases.all')}
              </button>
            ))}
          </div>
          <label className={styles.check}>
            <input type="checkbox" checked={onlyOpen} onChange={({ target }) => setOnlyOpen(target.checked)} />
            {t('cases.onlyOpen')}
          </label>
        </div>
        <div className={list.said} role="status">
          {found.is === 'loading' && found.cases.length === 0 && <Skeleton rows={4} />}
          {found.is === 'short' && t('cases.short')}
          {found.is === 'ok' && found.cases.length === 0 && t(mine && !search.trim() ? 'cases.noneMine' : 'cases.none')}
        </div>
        {found.is === 'failed' && <Failed onAgain={found.again} />}
        <ul className={list.rows}>
          {found.cases.map((row) => (
            <li key={row.id}>
              <Row row={row} chosen={row.id === one} />
            </li>
          ))}
        </ul>
        {found.more && (
          <button type="button" className={list.more} onClick={found.onMore}>
            {t('contacts.more')}
          </button>
        )}
      </section>
      <section className={`${list.one} ${styles.one}`} aria-label={t('cases.one')}>
        {one ? <One key={one} id={one} onChanged={found.again} /> : <p className={list.hint}>{t('cases.choose')}</p>}
      </section>
    </main>
  );
}

function Row({ row, chosen }: { readonly row: CaseRow; readonly chosen: boolean }) {
  const t = useTranslations();
  const { region } = usePreferences();
  const stateText = useCaseState();
  return (
    <button type="button" className={`${list.row} ${styles.row}`} aria-current={chosen} onClick={() => open(row.id)}>
      <span className={styles.first}>
        <b dir="auto">{row.subject || t('mails.noSubject')}</b>
        <small>{dayOf(row.when, region)}</small>
      </span>
      <span className={styles.second}>
        <span>{[t('mail.case', { number: String(row.number) }), row.from || t('mail.somebody')].join(' · ')}</span>
        <span className={styles.chip} data-is={row.at.is}>
          {stateText(row.at)}
        </span>
      </span>
      {row.excerpt && (
        <small className={styles.excerpt} dir="auto">
          {row.excerpt}
        </small>
      )}
    </button>
  );
}

function One({ id, onChanged }: { readonly id: string; readonly onChanged: () => void }) {
  const t = useTranslations();
  const ask = useCallback(() => api.mailCase(id), [id]);
  const read = useFresh(ask);
  return (
    <>
      <p className={list.back}>
        <Button kind="quiet" onPress={() => open(null)}>
          {t('cases.back')}
        </Button>
      </p>
      {!read.body && !read.problem && <Skeleton rows={4} />}
      {!read.body && read.problem && <Failed problem={read.problem} onAgain={read.again} />}
      {read.body && <Whole body={read.body} read={read} onChanged={onChanged} />}
    </>
  );
}

interface WholeProps {
  readonly body: MailCase;
  readonly read: Fresh<MailCase>;
  readonly onChanged: () => void;
}
function Whole({ body, read, onChanged }: WholeProps) {
  const t = useTranslations();
  const live = useLive();
  const [tab, setTab] = useState<CaseTab>('mails');
  const again = (): void => {
    read.again();
    onChanged();
  };
  const does = useCaseSteps(body.case.id, again);
  useEffect(() => {
    if (opened() !== body.case.id) history.replaceState(null, '', `#${body.case.id}`); // it went into another one
  }, [body.case.id]);
  const followUp = async (): Promise<void> => {
    const answer = await does({ type: 'followUp' });
    if (answer.is === 'ok') live.select((answer.body as { interaction: string }).interaction);
  };
  const split = async (mail: string): Promise<void> => {
    const answer = await does({ type: 'splitMail', mail });
    if (answer.is === 'ok') open((answer.body as { case: string }).case);
  };
  return (
    <>
      <header className={styles.head}>
        <div>
          <h2 className={styles.name} dir="auto">
            {body.case.subject || t('mails.noSubject')}
          </h2>
          <p className={styles.about}>{t('mail.case', { number: String(body.case.number) })}</p>
        </div>
        {body.mayChange && (
          <span data-follow-up>
            <Button kind="primary" onPress={() => void followUp()}>
              {t('cases.followUp')}
            </Button>
          </span>
        )}
      </header>
      <CaseStrip facts={body} again={again} />
      <CaseHands facts={body} again={again} />
      <CaseTabs facts={body} tab={tab} onTab={setTab} />
      {tab === 'mails' ? (
        <MailThread read={read} answers={null} splits={body.mayChange ? (mail) => void split(mail) : undefined} />
      ) : (
        <CaseTabShown facts={body} tab={tab} again={again} />
      )}
    </>
  );
}
