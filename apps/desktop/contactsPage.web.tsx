import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api, newKey } from './api.web.ts';
import { Button } from './button.web.tsx';
import { ContactCard } from './contactCard.web.tsx';
import { ContactCases } from './contactCases.web.tsx';
import { FoundState, SearchField } from './contactPicker.web.tsx';
import { ContactSummary } from './contactSummary.web.tsx';
import styles from './contactsPage.module.css';
import { useDesk, useLive } from './deskContext.web.tsx';
import { History } from './history.web.tsx';
import { Skeleton } from './listing.web.tsx';
import pageStyles from './page.module.css';
import { Failed } from './part.web.tsx';
import { type Problem, problemOf } from './problem.ts';
import { useSearch } from './searches.web.ts';
import { Trouble } from './trouble.web.tsx';
import { useContact } from './useContact.web.ts';
import { useContactSearch } from './useContactSearch.web.ts';

/** The contacts: found at the left, one of them with its history at the right. */
export function ContactsPage() {
  const t = useTranslations();
  const live = useLive();
  const { contact } = useDesk();
  const [search, setSearch] = useSearch('contacts');
  const [problem, setProblem] = useState<Problem | null>(null);
  const found = useContactSearch(search);
  const create = async (): Promise<void> => {
    const answer = await api.command({ type: 'createContact', name: search.trim() }, newKey());
    if (answer.is !== 'ok') return setProblem(problemOf(answer, 'createContact'));
    live.openContacts((answer.body as { contact: string }).contact);
  };
  const name = search.trim();
  return (
    <main
      id="conversation"
      className={`${pageStyles.page} ${styles.page}`}
      data-zone="page"
      tabIndex={-1}
      aria-label={t('contacts.title')}
      data-open={contact !== null}
    >
      <section className={styles.list} aria-labelledby="contacts-title">
        <h1 id="contacts-title" className={styles.title}>
          {t('contacts.title')}
        </h1>
        <SearchField search={search} onSearch={setSearch} />
        <FoundState found={found} search={search} />
        <ul className={styles.rows}>
          {found.contacts.map((one) => (
            <li key={one.id}>
              <button type="button" className={styles.row} aria-current={one.id === contact} onClick={() => live.openContacts(one.id)}>
                <ContactSummary contact={one} />
              </button>
            </li>
          ))}
        </ul>
        {found.more && (
          <button type="button" className={styles.more} onClick={found.onMore}>
            {t('contacts.more')}
          </button>
        )}
        {live.me.may.includes('seeAllContacts') && name && found.is === 'ok' && (
          <button type="button" className={styles.more} onClick={() => void create()}>
            {t('contacts.create', { name })}
          </button>
        )}
        {live.me.may.some((one) => one === 'ban' || one === 'seeAllWork') && (
          <button type="button" className={styles.more} onClick={() => live.go('bans')}>
            {t('ban.list')}
          </button>
        )}
        {problem && (
          <p role="alert">
            <Trouble problem={problem} />
          </p>
        )}
      </section>
      <section className={styles.one} aria-label={t('contacts.card')}>
        {contact ? <One key={contact} id={contact} /> : <p className={styles.hint}>{t('contacts.choose')}</p>}
      </section>
    </main>
  );
}

function One({ id }: { readonly id: string }) {
  const t = useTranslations();
  const live = useLive();
  const { contact, failed, again } = useContact(id);
  return (
    <>
      <p className={styles.back}>
        <Button kind="quiet" onPress={() => live.openContacts(null)}>
          {t('contacts.back')}
        </Button>
      </p>
      {failed === 'unreached' && <Failed onAgain={again} />}
      {failed === 'notFound' && <p className={styles.hint}>{t('contacts.notFound')}</p>}
      {!contact && !failed && <Skeleton rows={4} />}
      {contact?.anonymisedAt != null && <p className={styles.hint}>{t('contacts.anonymised')}</p>}
      {contact && contact.anonymisedAt === null && <ContactCard contact={contact} onChanged={again} fallback={t('contact.nameless')} />}
      {contact && <ContactCases contact={contact.id} />}
      {contact && <History contact={contact.id} but={null} />}
    </>
  );
}
