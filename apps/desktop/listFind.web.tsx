import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from './button.web.tsx';
import { useLive } from './deskContext.web.tsx';
import { searches } from './searches.web.ts';
import { useMails } from './useMails.web.ts';
import styles from './workList.module.css';

interface FindProps {
  readonly query: string;
  readonly onQuery: (query: string) => void;
  /** Opens the first that was found. */
  readonly onFirst: () => void;
  readonly onClose: () => void;
}

/** The search over my work: Enter opens the first, Escape ends it and gives the focus back. [DT352] */
export function ListFind({ query, onQuery, onFirst, onClose }: FindProps) {
  const t = useTranslations();
  const field = useRef<HTMLInputElement>(null);
  const before = useRef(document.activeElement);
  useEffect(() => field.current?.focus(), []);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === 'Enter') onFirst();
    else if (event.key === 'Escape') {
      event.stopPropagation();
      onClose();
      if (before.current instanceof HTMLElement) before.current.focus();
    } else return;
    event.preventDefault();
  };
  return (
    <input
      ref={field}
      type="search"
      className={styles.find}
      data-find-field
      maxLength={100}
      spellCheck={false}
      aria-label={t('list.find')}
      placeholder={t('list.find')}
      value={query}
      onChange={(event) => onQuery(event.target.value)}
      onKeyDown={onKeyDown}
      onFocus={({ currentTarget }) => currentTarget.setAttribute('data-overlay', 'popup')}
      onBlur={({ currentTarget }) => currentTarget.removeAttribute('data-overlay')}
    />
  );
}

/** Nothing of mine holds it: where else to look, with the same words. */
export function FoundNothing({ query }: { readonly query: string }) {
  const t = useTranslations();
  const live = useLive();
  const mails = useMails();
  return (
    <div className={styles.empty} role="status">
      <p>{t('list.notFound', { query })}</p>
      <Button
        kind="quiet"
        onPress={() => {
          searches.contacts.set(query);
          live.openContacts(null);
        }}
      >
        {t('list.findContacts')}
      </Button>
      {mails && (
        <Button
          kind="quiet"
          onPress={() => {
            searches.cases.set(query);
            live.go('cases');
          }}
        >
          {t('list.findCases')}
        </Button>
      )}
    </div>
  );
}
