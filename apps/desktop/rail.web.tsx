import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useCentre, useDesk, useLive } from './deskContext.web.tsx';
import { CasesIcon, ContactsIcon, LeftIcon, MessagesIcon, QueueIcon, SettingsIcon, TeamIcon, WorkIcon } from './icons.web.ts';
import { mayOpen, type Page } from './routes.ts';
import styles from './shell.module.css';
import { useMails } from './useMails.web.ts';

/** The way to the pages that one needs all day. */
export function Rail() {
  const t = useTranslations();
  const live = useLive();
  const { page } = useDesk();
  const { me } = useCentre();
  const mails = useMails();
  const place = (to: Page, icon: ReactNode, go: () => void = () => live.go(to)) =>
    mayOpen(to, live.me.may, me.teams) && (
      <button
        type="button"
        className={`${styles.place} ${to === 'settings' ? styles.last : ''}`}
        aria-current={page === to ? 'page' : undefined}
        onClick={go}
      >
        {icon}
        <span>{t(`rail.${to}`)}</span>
      </button>
    );
  return (
    <nav className={styles.rail} aria-label={t('rail.label')}>
      {place('work', <WorkIcon size={20} />, () => live.select(null))}
      {place('queues', <QueueIcon size={20} />)}
      {mails && place('mails', <MessagesIcon size={20} />)}
      {mails && place('cases', <CasesIcon size={20} />)}
      {place('team', <TeamIcon size={20} />)}
      {place('contacts', <ContactsIcon size={20} />, () => live.openContacts(null))}
      {place('messages', <LeftIcon size={20} />)}
      {place('settings', <SettingsIcon size={20} />)}
    </nav>
  );
}
