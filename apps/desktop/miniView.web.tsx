import { controls } from '@patchbay/voice/controls.ts';
import { type ReactNode, useEffect, useMemo, useSyncExternalStore } from 'react';
import { createPortal } from 'react-dom';
import { useTranslations } from 'use-intl';
import { AcceptAll } from './acceptAll.web.tsx';
import banner from './banner.module.css';
import { Button } from './button.web.tsx';
import { heldSince, isMuted } from './calling.ts';
import { serverNow, tick } from './clock.web.ts';
import { isBusy } from './desk.ts';
import { useDesk, useLive } from './deskContext.web.tsx';
import { EndButton } from './endButton.web.tsx';
import { AlertIcon } from './icons.web.ts';
import { isCall } from './item.ts';
import styles from './mini.module.css';
import { dress, mini } from './mini.web.ts';
import { OfferCard } from './offerCard.web.tsx';
import { foremost } from './offers.ts';
import { usePreferences } from './preferences.web.ts';
import { refusalText } from './refusals.ts';
import type { Row, Work } from './selectors.ts';
import { StateIcon } from './stateIcon.web.tsx';
import { isOffered, myState, speaks } from './states.ts';
import { Since } from './timer.web.tsx';
import type { CarryOut } from './useCommands.web.ts';
import { useShortcuts } from './useShortcuts.web.ts';
import type { Verbs } from './verbs.web.ts';
import { WorkRow } from './workRow.web.tsx';

interface MiniProps {
  readonly work: Work;
  readonly verbs: Verbs;
  readonly carryOut: CarryOut;
}

/** The mini window, drawn into its own document; or why there is none. [DT354] */
export function MiniView(props: MiniProps) {
  const t = useTranslations();
  const now = useSyncExternalStore(mini.subscribe, mini.get);
  if (now === null) return null;
  if (now !== 'blocked') return <Shown {...props} of={now} />;
  return (
    <p className={banner.banner} data-rung="reconnecting" role="alert">
      <AlertIcon size={16} />
      <span>{t('alone.blocked')}</span>
      <button type="button" className={banner.turnOn} onClick={() => mini.set(null)}>
        {t('close')}
      </button>
    </p>
  );
}

function Shown({ of, work, verbs, carryOut }: MiniProps & { readonly of: Window }) {
  const t = useTranslations();
  const live = useLive();
  const preferences = usePreferences();
  const title = t('mini.title', { name: live.me.tenant.name });
  useShortcuts(carryOut, of);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was chosen is on the page by now
  useEffect(() => dress(of, title), [of, title, preferences]);
  useEffect(() => {
    const timer = of.setInterval(tick, 250); // the window behind it is hidden, and its timers sleep
    return () => of.clearInterval(timer);
  }, [of]);
  const first = foremost(work.offers);
  const open = (id: string): void => {
    verbs.open(id);
    window.focus();
  };
  return createPortal(
    <main className={styles.mini} aria-label={title}>
      <State />
      {work.offers.length > 0 && (
        <section className={styles.offers} aria-label={t('offer.region')}>
          {work.offers.map((row) => (
            <OfferCard key={row.id} row={row} verbs={verbs} top={row === first} small={work.offers.length > 1} />
          ))}
          <AcceptAll offers={work.offers} verbs={verbs} />
        </section>
      )}
      <ul className={styles.rows} aria-label={t('list.title')}>
        {[...work.active, ...work.wrapUp].map((row) => (
          <li key={row.id}>
            <WorkRow row={row} selected={false} flashed={false} me={live.me.id} onOpen={open} />
            {row.stage === 'active' && <Call row={row} verbs={verbs} />}
          </li>
        ))}
      </ul>
      {!work.offers.length && !work.active.length && !work.wrapUp.length && <p className={styles.none}>{t('mini.none')}</p>}
    </main>,
    of.document.body,
  );
}

/** My state with its time, and the way to Ready. */
function State() {
  const t = useTranslations();
  const live = useLive();
  const desk = useDesk();
  const mine = myState(desk.mirror);
  if (!mine) return null;
  const { is, chosen } = mine;
  const offers = chosen.is !== 'ready' && chosen.is !== 'loggedOff' && isOffered(desk.mirror, 'ready');
  return (
    <header className={styles.state} data-is={is}>
      <StateIcon is={is} size={18} speaks={speaks(desk.mirror.agent?.state)} />
      <strong>{t(mine.partial && is === 'ready' ? 'state.partial' : `state.${is}`)}</strong>
      {chosen.since > 0 && <Since at={chosen.since} />}
      <span className={styles.space} />
      {offers && (
        <Button busy={isBusy(desk, 'setReady', live.me.id)} onPress={() => void live.ask({ type: 'setReady' }, live.me.id)}>
          {t('idle.goReady')}
        </Button>
      )}
    </header>
  );
}

/** The buttons of a call, by the rules of the call. */
function Call({ row: { id, item }, verbs }: { readonly row: Row; readonly verbs: Verbs }): ReactNode {
  const t = useTranslations();
  const live = useLive();
  const desk = useDesk();
  const { language } = usePreferences();
  const { me: person } = desk.mirror;
  const buttons = useMemo(() => (isCall(item) ? controls(item, person, serverNow()) : null), [item, person]);
  if (!isCall(item) || !buttons) return null;
  const why = (key: string | null): string | null => (key === null ? null : (refusalText(key, language) ?? t('problem.notNow')));
  const ask = (command: { readonly type: string; readonly muted?: boolean }) => void live.ask({ ...command, interaction: id }, id);
  const muted = isMuted(item, live.me.id);
  const held = heldSince(item) !== null;
  const hold = held ? 'resume' : 'hold';
  return (
    <div className={styles.call} role="toolbar" aria-label={t('call.controls')}>
      {buttons.mute.visible && (
        <Button keys="F8" why={why(buttons.mute.why)} busy={isBusy(desk, 'mute', id)} onPress={() => ask({ type: 'mute', muted: !muted })}>
          {t(muted ? 'call.unmute' : 'call.mute')}
        </Button>
      )}
      {buttons[hold].visible && (
        <Button keys="F4" why={why(buttons[hold].why)} busy={isBusy(desk, hold, id)} onPress={() => ask({ type: hold })}>
          {t(held ? 'call.retrieve' : 'call.hold')}
        </Button>
      )}
      {buttons.end.visible && (
        <EndButton onEnd={() => verbs.end(id)} why={why(buttons.end.why)} busy={isBusy(desk, 'end', id)}>
          {t('call.end')}
        </EndButton>
      )}
    </div>
  );
}
