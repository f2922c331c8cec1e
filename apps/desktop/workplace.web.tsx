import { Suspense, useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import { type Alone, useAlone } from './alone.web.ts';
import { Banner, MyProblem } from './banner.web.tsx';
import { Boundary } from './boundary.web.tsx';
import { serverNow } from './clock.web.ts';
import { ContextEdge } from './contextEdge.web.tsx';
import { useDesk, useLive } from './deskContext.web.tsx';
import { wanted } from './dialing.web.ts';
import { EndingNotice } from './endingNotice.web.tsx';
import { Header } from './header.web.tsx';
import { Idle, Loading } from './idle.web.tsx';
import { InteractionPanel, type PanelProps } from './interactionPanel.web.tsx';
import { type Item, isCall, isMail } from './item.ts';
import { fetchAhead, later } from './later.web.tsx';
import { keepLog } from './logging.web.ts';
import { wantedMail } from './mailWanted.web.ts';
import { closeMini, mini } from './mini.web.ts';
import { OfferStack } from './offerStack.web.tsx';
import { Pages } from './pages.web.tsx';
import { Palette } from './palette.web.tsx';
import { PaneBar } from './paneBar.web.tsx';
import type { Held } from './pops.ts';
import { usePreferences } from './preferences.web.ts';
import { Rail } from './rail.web.tsx';
import { forgetSearches } from './searches.web.ts';
import { nameOf, workOf } from './selectors.ts';
import styles from './shell.module.css';
import { keepTelling } from './showing.web.ts';
import { StateNotice } from './stateNotice.web.tsx';
import { useStill } from './still.web.ts';
import { knownItem } from './store.ts';
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

const MiniView = later(() => import('./miniView.web.tsx').then((file) => file.MiniView));
const CallPanel = later(() => import('./callPanel.web.tsx').then((file) => file.CallPanel), { ahead: true });
const MailPanel = later(() => import('./mailPanel.web.tsx').then((file) => file.MailPanel));
const ComposeDialog = later(() => import('./mailCompose.web.tsx').then((file) => file.ComposeDialog));
const LogsAsked = later(() => import('./logsAsked.web.tsx').then((file) => file.LogsAsked));
const ContextArea = later(() => import('./contextArea.web.tsx').then((file) => file.ContextArea));
const HelpDialog = later(() => import('./helpDialog.web.tsx').then((file) => file.HelpDialog));
const StandsAlone = later(() => import('./standsAlone.web.tsx').then((file) => file.StandsAlone));
const DialDialog = later(() => import('./dialDialog.web.tsx').then((file) => file.DialDialog), { ahead: true });
const TeamStrip = later(() => import('./teamStrip.web.tsx').then((file) => file.TeamStrip));
const TalkStrip = later(() => import('./talkStrip.web.tsx').then((file) => file.TalkStrip));
const WatchStrip = later(() => import('./watchStrip.web.tsx').then((file) => file.WatchStrip));
/** From here on the context stands beside the conversation; below it is a drawer. */
const wide = '(min-width: 1280px)';

/** The shell: header, rail, list, conversation, context; every zone stands where it always stands. */
export function Workplace({ onSignedOut }: { readonly onSignedOut: () => void }) {
  const t = useTranslations();
  const desk = useDesk();
  const live = useLive();
  const { order, listWidth, listSide, contextWidth, contextSide } = usePreferences();
  const narrow = useNarrow();
  const work = useMemo(() => workOf(desk.mirror, desk.seen, serverNow(), order), [desk.mirror, desk.seen, order]);
  const [pane, setPane] = useState<Pane>(desk.selected ? 'conversation' : 'list');
  const [drawer, setDrawer] = useState(false);
  const [help, setHelp] = useState(false);
  const shell = useRef<HTMLDivElement>(null);
  const strips = useRef<HTMLElement>(null);
  const alone = useAlone();
  const dialing = useSyncExternalStore(wanted.subscribe, wanted.get);
  const small = useSyncExternalStore(mini.subscribe, mini.get);
  const writing = useSyncExternalStore(wantedMail.subscribe, wantedMail.get);
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
  useEffect(
    () => () => {
      forgetSearches();
      closeMini();
    },
    [],
  );
  useEffect(keepTelling, []);
  useEffect(() => void fetchAhead(), []);
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
  useStill(strips);
  useEffect(() => {
    setPane((now) => (desk.selected ? (now === 'list' ? 'conversation' : now) : 'list'));
  }, [desk.selected]);

  const atWork = desk.page === 'work';
  const toPane = (to: Pane): void => {
    live.go('work');
    setPane(to);
  };
  const item = desk.selected ? knownItem(desk.mirror, desk.selected)?.state : undefined;
  const looked = item && desk.selected ? { id: desk.selected, item } : null;
  const pops = useScreenPops(work, looked);
  const ringing = work.offers.find(({ id }) => shows(pops.held[id]));
  const about = looked ? { ...looked, offered: false } : atWork && ringing ? { ...ringing, offered: true } : null;
  return (
    <div
      ref={shell}
      className={styles.shell}
      style={
        {
          '--list': `${narrow ? 56 : listWidth}px`,
          ...(contextWidth && { '--chosen-context': `${contextWidth}px` }),
        } as React.CSSProperties
      }
      data-list-side={listSide}
      data-context-side={contextSide}
      data-narrow={narrow}
      data-pane={atWork ? pane : 'page'}
      data-drawer={drawer}
      data-empty={about === null || !context}
    >
      <nav className={styles.skips} aria-label={t('skip.label')}>
        <a href="#list">{t('skip.list')}</a>
        <a href="#conversation">{t('skip.conversation')}</a>
      </nav>
      <Boundary zone="header">
        <Header onHelp={openHelp} onPalette={openPalette} onSignedOut={onSignedOut} />
      </Boundary>
      <section ref={strips} className={styles.strips} aria-label={t('zone.notices')}>
        <Boundary zone="notices">
          <Banner line={desk.line} />
          <MyProblem />
          <StateNotice />
          <EndingNotice />
          {desk.mirror.agent?.state.channels.voice && (
            <Suspense fallback={null}>
              <TalkStrip />
            </Suspense>
          )}
          {small !== null && (
            <Suspense fallback={null}>
              <MiniView work={work} verbs={verbs} carryOut={carryOut} />
            </Suspense>
          )}
          {desk.mirror.agent?.state.profile.teams && (
            <Suspense fallback={null}>
              <TeamStrip />
            </Suspense>
          )}
          <Suspense fallback={null}>
            <LogsAsked />
          </Suspense>
          {live.me.may.includes('seeAllWork') && (
            <Suspense fallback={null}>
              <WatchStrip />
            </Suspense>
          )}
        </Boundary>
      </section>
      <Rail />
      {atWork && (
        <Boundary zone="list">
          <WorkList work={work} verbs={verbs} narrow={narrow} />
        </Boundary>
      )}
      {!atWork && (
        <Boundary zone="offers">
          <OfferStack offers={work.offers} held={work.offers} verbs={verbs} />
        </Boundary>
      )}
      {!atWork && <Pages />}
      {atWork && (
        <main id="conversation" className={styles.conversation} data-zone="conversation" tabIndex={-1} aria-label={t('zone.conversation')}>
          <Boundary key={desk.selected} zone="conversation">
            {item && desk.selected ? (
              <Conversation
                alone={alone}
                id={desk.selected}
                item={item}
                verbs={verbs}
                drawer={drawer}
                onDrawer={() => setDrawer(!drawer)}
              />
            ) : (
              <Idle work={work} />
            )}
          </Boundary>
        </main>
      )}
      <Boundary zone="context">
        <Suspense fallback={null}>
          <ContextArea about={about} shown={context || !matchMedia(wide).matches} pops={pops} onClose={() => setDrawer(false)} />
        </Suspense>
      </Boundary>
      {about && context && <ContextEdge />}
      <PaneBar
        pane={atWork ? pane : null}
        work={work}
        open={item !== undefined}
        contacts={desk.page === 'contacts'}
        onPane={toPane}
        onContacts={() => live.openContacts(null)}
      />
      {dialing && (
        <Boundary zone="dialog" onClose={() => wanted.set(null)}>
          <Suspense fallback={null}>
            <DialDialog wanted={dialing} open={verbs.open} onClose={() => wanted.set(null)} />
          </Suspense>
        </Boundary>
      )}
      {writing && (
        <Boundary zone="dialog" onClose={() => wantedMail.set(null)}>
          <Suspense fallback={null}>
            <ComposeDialog whom={writing} open={verbs.open} onClose={() => wantedMail.set(null)} />
          </Suspense>
        </Boundary>
      )}
      {palette && (
        <Boundary zone="dialog" onClose={() => setPalette(false)}>
          <Palette carryOut={carryOut} onClose={() => setPalette(false)} />
        </Boundary>
      )}
      {help && (
        <Boundary zone="dialog" onClose={() => setHelp(false)}>
          <Suspense fallback={null}>
            <HelpDialog onClose={() => setHelp(false)} />
          </Suspense>
        </Boundary>
      )}
    </div>
  );
}

/** Whether there is something to look at before it is accepted. */
const shows = (held: Held | undefined): boolean => held?.is === 'ok' && held.pops.length > 0;

/** The conversation that is selected, unless it stands in a window of its own. [DT185] */
function Conversation({ alone, item, ...rest }: Omit<PanelProps, 'onAlone' | 'chat'> & { readonly alone: Alone; readonly item: Item }) {
  const t = useTranslations();
  if (isCall(item))
    return (
      <Suspense fallback={<Loading />}>
        <CallPanel {...rest} call={item} />
      </Suspense>
    );
  if (isMail(item))
    return (
      <Suspense fallback={<Loading />}>
        <MailPanel {...rest} mail={item} />
      </Suspense>
    );
  const props = { ...rest, chat: item };
  if (alone.ids.has(props.id))
    return (
      <Suspense fallback={<Loading />}>
        <StandsAlone id={props.id} name={nameOf(props.chat) ?? t('customer')} alone={alone} />
      </Suspense>
    );
  return <InteractionPanel {...props} onAlone={() => alone.open(props.id)} />;
}
