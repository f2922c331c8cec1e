import { type ComponentType, Suspense } from 'react';
import { useTranslations } from 'use-intl';
import { Boundary } from './boundary.web.tsx';
import { useCentre, useDesk, useLive } from './deskContext.web.tsx';
import { Loading } from './idle.web.tsx';
import { later } from './later.web.tsx';
import styles from './page.module.css';
import { Page } from './page.web.tsx';
import { mayOpen, type Page as Name } from './routes.ts';

/** Each is fetched when it is first shown. */
const pages: Readonly<Record<Exclude<Name, 'work'>, ComponentType>> = {
  bans: later(() => import('./bansPage.web.tsx').then((file) => file.BansPage)),
  canned: later(() => import('./cannedPage.web.tsx').then((file) => file.CannedPage)),
  cases: later(() => import('./casesPage.web.tsx').then((file) => file.CasesPage)),
  check: later(() => import('./check.web.tsx').then((file) => file.SystemCheck)),
  contacts: later(() => import('./contactsPage.web.tsx').then((file) => file.ContactsPage)),
  day: later(() => import('./dayPage.web.tsx').then((file) => file.DayPage)),
  help: later(() => import('./help.web.tsx').then((file) => file.Help)),
  logs: later(() => import('./logsPage.web.tsx').then((file) => file.LogsPage)),
  mails: later(() => import('./mailsPage.web.tsx').then((file) => file.MailsPage)),
  mailboxes: later(() => import('./mailboxesPage.web.tsx').then((file) => file.MailboxesPage)),
  messages: later(() => import('./messages.web.tsx').then((file) => file.Messages)),
  queues: later(() => import('./queuesPage.web.tsx').then((file) => file.QueuesPage)),
  sessions: later(() => import('./sessionsPage.web.tsx').then((file) => file.SessionsPage)),
  settings: later(() => import('./settings.web.tsx').then((file) => file.Settings)),
  team: later(() => import('./team.web.tsx').then((file) => file.Team)),
  widgets: later(() => import('./widgetsPage.web.tsx').then((file) => file.WidgetsPage)),
};

/** The page beside the work that the path names; who may not open it reads for whom it is. [DT171] */
export function Pages() {
  const live = useLive();
  const { page } = useDesk();
  const { me } = useCentre();
  if (page === 'work') return null;
  const Shown = mayOpen(page, live.me.may, me.teams) ? pages[page] : Forbidden;
  return (
    <Boundary key={page} zone="page">
      <Suspense fallback={<Fetching />}>
        <Shown />
      </Suspense>
    </Boundary>
  );
}

function Fetching() {
  return (
    <div className={styles.page}>
      <Loading />
    </div>
  );
}

/** Somebody came by a link to a page that is not theirs. */
function Forbidden() {
  const t = useTranslations();
  const { page } = useDesk();
  return <Page title={t('page.forbidden')} lead={t(`page.for.${page}`)} />;
}
