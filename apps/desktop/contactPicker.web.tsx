import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { ContactSummary } from './contactSummary.web.tsx';
import type { ContactLine } from './contacts.ts';
import styles from './contactsPage.module.css';
import { SearchIcon } from './icons.web.ts';
import { Skeleton } from './listing.web.tsx';
import { Modal } from './modal.web.tsx';
import { Failed } from './part.web.tsx';
import { useContactSearch } from './useContactSearch.web.ts';

/** Finds a contact and picks it. */
export function ContactPicker({
  title,
  but,
  onPick,
  onClose,
}: {
  readonly title: string;
  readonly but: string;
  readonly onPick: (contact: ContactLine) => void;
  readonly onClose: () => void;
}) {
  const t = useTranslations();
  const [search, setSearch] = useState('');
  const found = useContactSearch(search);
  return (
    <Modal title={title} onClose={onClose}>
      <SearchField search={search} onSearch={setSearch} first />
      <FoundState found={found} search={search} />
      <ul className={styles.picks}>
        {found.contacts
          .filter(({ id }) => id !== but)
          .map((contact) => (
            <li key={contact.id}>
              <button type="button" className={styles.row} onClick={() => onPick(contact)}>
                <ContactSummary contact={contact} />
              </button>
            </li>
          ))}
      </ul>
      {found.more && (
        <button type="button" className={styles.more} onClick={found.onMore}>
          {t('contacts.more')}
        </button>
      )}
    </Modal>
  );
}

/** Where one types what to look for. */
export function SearchField({
  search,
  onSearch,
  first = false,
}: {
  readonly search: string;
  readonly onSearch: (text: string) => void;
  readonly first?: boolean;
}) {
  const t = useTranslations();
  const id = useId();
  return (
    <div className={styles.search}>
      <label htmlFor={id} className="unseen">
        {t('contacts.search')}
      </label>
      <SearchIcon size={16} />
      <input
        id={id}
        type="search"
        data-autofocus={first || undefined}
        maxLength={100}
        placeholder={t('contacts.search')}
        value={search}
        onChange={(event) => onSearch(event.target.value)}
      />
    </div>
  );
}

/** What is said in place of the list: it is being read, it failed, nothing is there. */
export function FoundState({ found, search }: { readonly found: ReturnType<typeof useContactSearch>; readonly search: string }) {
  const t = useTranslations();
  if (found.is === 'failed') return <Failed onAgain={found.again} />;
  if (found.is === 'loading' && found.contacts.length === 0) return <Skeleton />;
  const text =
    found.is === 'short'
      ? t('contacts.short')
      : found.is === 'ok' && found.contacts.length === 0
        ? t(search.trim() ? 'contacts.none' : 'contacts.empty')
        : null;
  return (
    <p className={styles.said} role="status">
      {text}
    </p>
  );
}
