import { Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import styles from './alone.module.css';
import { useBeingAlone } from './alone.web.ts';
import { Banner } from './banner.web.tsx';
import { Boundary } from './boundary.web.tsx';
import { Button } from './button.web.tsx';
import { serverNow } from './clock.web.ts';
import { useDesk, useLive } from './deskContext.web.tsx';
import { EndingNotice } from './endingNotice.web.tsx';
import { OwnWindowIcon } from './icons.web.ts';
import { Loading } from './idle.web.tsx';
import { InteractionPanel } from './interactionPanel.web.tsx';
import { later } from './later.web.tsx';
import { keepLog } from './logging.web.ts';
import { partOf, type Work, workOf } from './selectors.ts';
import { useStill } from './still.web.ts';
import { useActivity } from './useActivity.web.ts';
import { useClosing } from './useClosing.web.ts';
import { useCommands } from './useCommands.web.ts';
import { useScreenPops } from './useScreenPops.web.ts';
import { useShortcuts } from './useShortcuts.web.ts';
import { useTitle } from './useTitle.web.ts';
import { useVerbs } from './verbs.web.ts';

const ContextArea = later(() => import('./contextArea.web.tsx').then((file) => file.ContextArea));
/** From here on the context stands beside the conversation; below it is a drawer. */
const wide = '(min-width: 900px)';

const nothing = (): void => {};
const only = ({ active, wrapUp }: Work, id: string): Work => ({
  offers: [],
  active: active.filter((row) => row.id === id),
  wrapUp: wrapUp.filter((row) => row.id === id),
});

/** One conversation in a window of its own, with what belongs beside it; closing it, or wrapping up, gives it back. [DT185] */
export function AloneWindow({ id }: { readonly id: string }) {
  const t = useTranslations();
  const desk = useDesk();
  const live = useLive();
  const shell = useRef<HTMLDivElement>(null);
  const strips = useRef<HTMLDivElement>(null);
  useStill(strips);
  const work = useMemo(() => only(workOf(desk.mirror, desk.seen, serverNow()), id), [desk.mirror, desk.seen, id]);
  const verbs = useVerbs(work, nothing);
  const [beside, setBeside] = useState(() => matchMedia(wide).matches);
  const chat = desk.mirror.chats[id]?.state;
  const looked = useMemo(() => (chat ? { id, item: chat } : null), [id, chat]);
  const pops = useScreenPops(work, looked);
  const back = useBeingAlone(id);
  useActivity();
  useClosing();
  useTitle(work);
  useEffect(keepLog, []);
  useShortcuts(useCommands(verbs, { shell, help: () => live.openHelp(null), palette: nothing, context: () => setBeside(!beside) }));
  const over = desk.mirror.current && chat !== undefined && partOf(chat, live.me.id)?.stage === 'done';
  const gone = desk.mirror.current && desk.selected !== id; // not ours to see any more, or finished
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is given back once
  useEffect(() => {
    if (over || gone) back();
  }, [over, gone]);
  return (
    <div ref={shell} className={styles.alone} data-alone data-drawer={beside}>
      <header className={styles.head}>
        <span>{t('alone.title')}</span>
        <Button icon={<OwnWindowIcon size={16} />} onPress={back}>
          {t('alone.back')}
        </Button>
      </header>
      <div ref={strips} className={styles.strips}>
        <Banner line={desk.line} />
        <EndingNotice />
      </div>
      <main id="conversation" className={styles.main} data-zone="conversation" tabIndex={-1} aria-label={t('zone.conversation')}>
        <Boundary zone="conversation">
          {chat ? <InteractionPanel id={id} chat={chat} verbs={verbs} drawer={beside} onDrawer={() => setBeside(!beside)} /> : <Loading />}
        </Boundary>
      </main>
      <Boundary zone="context">
        <Suspense fallback={null}>
          <ContextArea about={looked && { ...looked, offered: false }} shown={beside} pops={pops} onClose={() => setBeside(false)} />
        </Suspense>
      </Boundary>
    </div>
  );
}
