import { useTranslations } from 'use-intl';
import { ChatIcon, ContactsIcon, ContextIcon, ListIcon } from './icons.web.ts';
import { allRows, type Work } from './selectors.ts';
import styles from './shell.module.css';
import type { Pane } from './verbs.web.ts';

const panes = [
  ['list', ListIcon],
  ['conversation', ChatIcon],
  ['context', ContextIcon],
] as const;

/** The bar at the bottom of a narrow window. */
export function PaneBar({
  pane,
  work,
  open,
  contacts,
  onPane,
  onContacts,
}: {
  readonly pane: Pane | null;
  readonly work: Work;
  readonly open: boolean;
  readonly contacts: boolean;
  readonly onPane: (pane: Pane) => void;
  readonly onContacts: () => void;
}) {
  const t = useTranslations();
  const unread = allRows(work).reduce((sum, row) => sum + row.unread + (row.stage === 'offered' ? 1 : 0), 0);
  return (
    <nav className={styles.panes} aria-label={t('zone.panes')}>
      {panes.map(([name, Icon]) => (
        <button
          key={name}
          type="button"
          className={styles.pane}
          aria-current={pane === name}
          disabled={name !== 'list' && !open}
          onClick={() => onPane(name)}
        >
          <Icon size={20} />
          <span>{t(`pane.${name}`)}</span>
          {name === 'list' && unread > 0 && <span className={styles.count}>{unread}</span>}
        </button>
      ))}
      <button type="button" className={styles.pane} aria-current={contacts} onClick={onContacts}>
        <ContactsIcon size={20} />
        <span>{t('rail.contacts')}</span>
      </button>
    </nav>
  );
}
