import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Banner, MyProblem } from './banner.web.tsx';
import { serverNow } from './clock.web.ts';
import { ContextArea } from './contextArea.web.tsx';
import { useCentre, useDesk, useLive } from './deskContext.web.tsx';
import { EndingNotice } from './endingNotice.web.tsx';
import { Header } from './header.web.tsx';
import { HelpDialog } from './helpDialog.web.tsx';
import { ChatIcon, ContactsIcon, ContextIcon, ListIcon, MessagesIcon, QueueIcon, SettingsIcon, TeamIcon, WorkIcon } from './icons.web.ts';
import { Idle, Loading } from './idle.web.tsx';
import { InteractionPanel } from './interactionPanel.web.tsx';
import { keepLog } from './logging.web.ts';
import { OfferStack } from './offerStack.web.tsx';
import { Palette } from './palette.web.tsx';
import type { Held } from './pops.ts';
import { usePreferences } from './preferences.web.ts';
import { allRows, type Work, workOf } from './selectors.ts';
import styles from './shell.module.css';
import { StateNotice } from './stateNotice.web.tsx';
import { useActivity } from './useActivity.web.ts';
import { useClosing } from './useClosing.web.ts';
import { useCommands } from './useCommands.web.ts';
import { useHappenings } from './useHappenings.web.ts';
import { useNarrow } from './useNarrow.web.ts';
import { useQuietCheck } from './useQuietCheck.web.ts';
import { useScreenPops } from './useScreenPops.web.ts';
import { useShortcuts } from './useShortcuts.web.ts';
import { useTitle } from './useTitle.web.ts';
import { type Pane, useVerbs } from './verbs.web.ts';
import { WorkList } from './workList.web.tsx';

const BansPage = lazy(() => import('./bansPage.web.tsx').then((file) => ({ default: file.BansPage })));
const CannedPage = lazy(() => import('./cannedPage.web.tsx').then((file) => ({ default: file.CannedPage })));
const ContactsPage = lazy(() => import('./contactsPage.web.tsx').then((file) => ({ default: file.ContactsPage })));
const Messages = lazy(() => import('./messages.web.tsx').then((file) => ({ default: file.Messages })));
const Help = lazy(() => import('./help.web.tsx').then((file) => ({ default: file.Help })));
const DayPage = lazy(() => import('./dayPage.web.tsx').then((file) => ({ default: file.DayPage })));
const WidgetsPage = lazy(() => import('./widgetsPage.web.tsx').then((file) => ({ default: file.WidgetsPage })));
const QueuesPage = lazy(() => import('./queuesPage.web.tsx').then((file) => ({ default: file.QueuesPage })));
const SystemCheck = lazy(() => import('./check.web.tsx').then((file) => ({ default: file.SystemCheck })));
const Logs = lazy(() => import('./logsPage.web.tsx').then((file) => ({ default: file.LogsPage })));
const Team = lazy(() => import('./team.web.tsx').then((file) => ({ default: file.Team })));
/** From here on the context stands beside the conversation; below it is a drawer. */
const wide = '(min-width: 1280px)';

const Settings = lazy(() => import('./settings.web.tsx').then((file) => ({ default: file.Settings })));

/** The shell: header, rail, list, conversation, context; every zone stands where it always stands. */
export function Workplace({ onSignedOut }: { readonly onSignedOut: () => void }) {
  const t = useTranslations();
  const desk = useDesk();
  const live = useLive();
  const centre = useCentre();
  const { order, listWidth } = usePreferences();
  const narrow = useNarrow();
  const work = useMemo(() => workOf(desk.mirror, desk.seen, serverNow(), order), [desk.mirror, desk.seen, order]);
  const [pane, setPane] = useState<Pane>(desk.selected ? 'conversation' : 'list');
  const [drawer, setDrawer] = useState(false);
  const [help, setHelp] = useState(false);
  const shell = useRef<HTMLDivElement>(null);
  const [palette, setPalette] = useState(false);
  const [context, setContext] = useState(true);
  const openHelp = useCallback(() => setHelp(true), []);
  const openPalette = useCallback(() => setPalette(true), []);
  const verbs = useVerbs(work, setPane);
  useHappenings(verbs);
  useActivity();
  useClosing();
  useQuietCheck();
  useEffect(keepLog, []);
  const carryOut = useCommands(verbs, {
    shell,
    help: openHelp,
    palette: openPalette,
    context() {
      if (matchMedia(wide).matches) setContext(!context);
      else setDrawer(!drawer);
    },
  });
  useShortcuts(carryOut);
  useTitle(work);
  useEffect(() => {
    if (!desk.selected) setPane((now) => (now === 'list' ? now : 'list'));
  }, [desk.selected]);

  const atWork = desk.page === 'work';
  const toPane = (to: Pane): void => {
    live.go('work');
    setPane(to);
  };
  const chat = desk.selected ? desk.mirror.chats[desk.selected] : undefined;
  const looked = chat && desk.selected ? { id: desk.selected, chat: chat.state } : null;
  const pops = useScreenPops(work, looked);
  const ringing = work.offers.find(({ id }) => shows(pops.held[id]));
  const about = looked ? { ...looked, offered: false } : atWork && ringing ? { ...ringing, offered: true } : null;
  return (
    <div
      ref={shell}
      className={styles.shell}
      style={{ '--list': `${narrow ? 56 : listWidth}px` } as React.CSSProperties}
      data-narrow={narrow}
      data-pane={atWork ? pane : 'page'}
      data-drawer={drawer}
      data-empty={about === null || !context}
    >
      <nav className={styles.skips} aria-label={t('skip.label')}>
        <a href="#list">{t('skip.list')}</a>
        <a href="#conversation">{t('skip.conversation')}</a>
      </nav>
      <Header onHelp={openHelp} onPalette={openPalette} onSignedOut={onSignedOut} />
      <section className={styles.strips} aria-label={t('zone.notices')}>
        <Banner line={desk.line} />
        <MyProblem />
        <StateNotice />
        <EndingNotice />
      </section>
      <nav className={styles.rail} aria-label={t('rail.label')}>
        <button type="button" className={styles.place} aria-current={atWork ? 'page' : undefined} onClick={() => live.select(null)}>
          <WorkIcon size={20} />
          <span>{t('rail.work')}</span>
        </button>
        <button
          type="button"
          className={styles.place}
          aria-current={desk.page === 'queues' ? 'page' : undefined}
          onClick={() => live.go('queues')}
        >
          <QueueIcon size={20} />
          <span>{t('rail.queues')}</span>
        </button>
        {centre.me.teams.length > 0 && (
          <button
            type="button"
            className={styles.place}
            aria-current={desk.page === 'team' ? 'page' : undefined}
            onClick={() => live.go('team')}
          >
            <TeamIcon size={20} />
            <span>{t('rail.team')}</span>
          </button>
        )}
        <button
          type="button"
          className={styles.place}
          aria-current={desk.page === 'contacts' ? 'page' : undefined}
          onClick={() => live.openContacts(null)}
        >
          <ContactsIcon size={20} />
          <span>{t('rail.contacts')}</span>
        </button>
        <button
          type="button"
          className={styles.place}
          aria-current={desk.page === 'messages' ? 'page' : undefined}
          onClick={() => live.go('messages')}
        >
          <MessagesIcon size={20} />
          <span>{t('rail.messages')}</span>
        </button>
        <button
          type="button"
          className={`${styles.place} ${styles.last}`}
          aria-current={desk.page === 'settings' ? 'page' : undefined}
          onClick={() => live.go('settings')}
        >
          <SettingsIcon size={20} />
          <span>{t('rail.settings')}</span>
        </button>
      </nav>
      {atWork && <WorkList work={work} verbs={verbs} narrow={narrow} />}
      {!atWork && <OfferStack offers={work.offers} held={work.offers} verbs={verbs} />}
      {!atWork && (
        <Suspense fallback={<Loading />}>
          {desk.page === 'contacts' && <ContactsPage contact={desk.contact} />}
          {desk.page === 'bans' && <BansPage />}
          {desk.page === 'canned' && <CannedPage />}
          {desk.page === 'messages' && <Messages />}
          {desk.page === 'queues' && <QueuesPage />}
          {desk.page === 'day' && <DayPage />}
          {desk.page === 'team' && <Team />}
          {desk.page === 'settings' && <Settings />}
          {desk.page === 'help' && <Help />}
          {desk.page === 'check' && <SystemCheck />}
          {desk.page === 'logs' && <Logs />}
          {desk.page === 'widgets' && live.me.may.includes('configure') && <WidgetsPage />}
        </Suspense>
      )}
      {atWork && (
        <main id="conversation" className={styles.conversation} data-zone="conversation" tabIndex={-1} aria-label={t('zone.conversation')}>
          {chat && desk.selected ? (
            <InteractionPanel
              key={desk.selected}
              id={desk.selected}
              chat={chat.state}
              verbs={verbs}
              drawer={drawer}
              onDrawer={() => setDrawer(!drawer)}
            />
          ) : (
            <Idle work={work} />
          )}
        </main>
      )}
      <ContextArea about={about} shown={context || !matchMedia(wide).matches} pops={pops} onClose={() => setDrawer(false)} />
      <PaneBar
        pane={atWork ? pane : null}
        work={work}
        open={chat !== undefined}
        contacts={desk.page === 'contacts'}
        onPane={toPane}
        onContacts={() => live.openContacts(null)}
      />
      {palette && <Palette carryOut={carryOut} onClose={() => setPalette(false)} />}
      {help && <HelpDialog onClose={() => setHelp(false)} />}
    </div>
  );
}

/** Whether there is something to look at before it is accepted. */
const shows = (held: Held | undefined): boolean => held?.is === 'ok' && held.pops.length > 0;

const panes = [
  ['list', ListIcon],
  ['conversation', ChatIcon],
  ['context', ContextIcon],
] as const;

/** The bar at the bottom of a narrow window. */
function PaneBar({
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
