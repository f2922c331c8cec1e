import type { Chosen } from '@patchbay/agents/agent.ts';
import { textIn } from '@patchbay/configuration/text.ts';
import { Suspense, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { AcceptAll } from './acceptAll.web.tsx';
import { Button } from './button.web.tsx';
import { useCentre, useDesk, useLive } from './deskContext.web.tsx';
import { ChevronLeftIcon, ChevronRightIcon, SearchIcon } from './icons.web.ts';
import { isCall, isMail } from './item.ts';
import { later } from './later.web.tsx';
import { ListEdge } from './listEdge.web.tsx';
import { type Filter, filters, holdsSought, shows } from './listFilter.ts';
import { FoundNothing, ListFind } from './listFind.web.tsx';
import { AsOf, Skeleton, useStaleSince } from './listing.web.tsx';
import { mailWords } from './mailing.web.ts';
import { MissedCard } from './missedCard.web.tsx';
import { MyChannels } from './myChannels.web.tsx';
import { OfferCard } from './offerCard.web.tsx';
import { OfferStack } from './offerStack.web.tsx';
import { foremost } from './offers.ts';
import { frozen } from './order.ts';
import { prefer, usePreferences } from './preferences.web.ts';
import { ReturnCard } from './returnCard.web.tsx';
import { chosenOf, loadOf, type Row, type Work } from './selectors.ts';
import { pushedOutOn } from './states.ts';
import type { Verbs } from './verbs.web.ts';
import styles from './workList.module.css';
import { WorkRow } from './workRow.web.tsx';

const MailBin = later(() => import('./mailBin.web.tsx').then((file) => file.MailBin));

/** My work: offers on top, then what I have. Nothing moves under the pointer or the focus. */
export function WorkList({ work, verbs, narrow }: { readonly work: Work; readonly verbs: Verbs; readonly narrow: boolean }) {
  const t = useTranslations();
  const desk = useDesk();
  const { me } = useLive();
  const [filter, setFilter] = useState<Filter>('all');
  const [query, setQuery] = useState<string | null>(null);
  const { queues, colleagues } = useCentre();
  const { language } = usePreferences();
  const rows = [...work.active, ...work.wrapUp];
  const list = useHeld(rows, work.offers);
  const more = ({ item }: Row): readonly string[] => [
    textIn(queues[item.queue ?? '']?.label ?? '', language),
    ...(isMail(item) ? mailWords(item) : isCall(item) ? [colleagues[item.work.line.colleague ?? '']?.name ?? ''] : []),
  ];
  const shown = list.rows.filter((row) => shows(filter, row) && (!query || holdsSought(row, query, more(row))));
  const first = foremost(work.offers);
  const load = loadOf(desk.mirror.agent?.state);
  const chosen = chosenOf(desk.mirror);
  const [channels, setChannels] = useState(false);
  const stale = useStaleSince();
  const missed = chosen?.is === 'missed' ? chosen : null;
  const back = pushedOutOn(desk.mirror.agent?.state);
  return (
    <>
      <OfferStack offers={work.offers} held={narrow ? work.offers : list.held} verbs={verbs} />
      <section
        id="list"
        className={styles.list}
        data-zone="list"
        data-narrow={narrow}
        tabIndex={-1}
        aria-label={t('list.title')}
        {...list.holds}
      >
        <header className={styles.head}>
          <h2 className={styles.title}>{t('list.title')}</h2>
          <button
            type="button"
            className={styles.load}
            title={t('list.load', { used: load.used, places: load.places })}
            onClick={() => setChannels(true)}
          >
            <span aria-hidden="true">
              {load.used} / {load.places}
            </span>
            <span className="unseen">
              {t('list.load', { used: load.used, places: load.places })}. {t('channels.title')}
            </span>
          </button>
          {channels && desk.mirror.agent && <MyChannels agent={desk.mirror.agent.state} onClose={() => setChannels(false)} />}
          {!narrow && (
            <button
              type="button"
              className={styles.tool}
              data-find
              aria-label={t('list.find')}
              title={t('list.find')}
              aria-expanded={query !== null}
              onClick={() => openFind(query, setQuery)}
            >
              <SearchIcon size={16} />
            </button>
          )}
          <button
            type="button"
            className={styles.fold}
            aria-label={t(narrow ? 'list.widen' : 'list.narrow')}
            title={t(narrow ? 'list.widen' : 'list.narrow')}
            onClick={() => prefer({ listNarrow: !narrow })}
          >
            {narrow ? <ChevronRightIcon size={16} /> : <ChevronLeftIcon size={16} />}
          </button>
        </header>
        {query !== null && !narrow && (
          <ListFind
            query={query}
            onQuery={setQuery}
            onFirst={() => {
              const first = shown[0];
              if (first) verbs.open(first.id);
            }}
            onClose={() => setQuery(null)}
          />
        )}
        {rows.length > 1 && (
          <div className={styles.filters} role="group" aria-label={t('list.filters')}>
            {filters.map((one) => (
              <button key={one} type="button" className={styles.filter} aria-pressed={one === filter} onClick={() => setFilter(one)}>
                {t(`list.filter.${one}`, { count: rows.filter((row) => shows(one, row)).length })}
              </button>
            ))}
          </div>
        )}
        {list.news > 0 && (
          <button type="button" className={styles.news} onClick={list.release}>
            {t('list.news', { count: list.news })}
          </button>
        )}
        {stale !== null && !narrow && (
          <div className={styles.asOf}>
            <AsOf at={stale} />
          </div>
        )}
        <div className={styles.scroll} data-stale={stale !== null}>
          {(list.offers.length > 0 || missed || back) && (
            <div role="region" aria-label={t('offer.region')} className={styles.offers}>
              {missed && <MissedCard chosen={missed} />}
              {back && <ReturnCard channel={back.channel} chosen={back.chosen} />}
              {list.offers.map((row) => (
                <OfferCard key={row.id} row={row} verbs={verbs} top={row === first} small={list.offers.length >= 3} />
              ))}
              <AcceptAll offers={list.offers} verbs={verbs} />
            </div>
          )}
          <ul className={styles.rows}>
            {shown.map((row) => (
              <li key={row.id}>
                <WorkRow row={row} selected={row.id === desk.selected} flashed={row.id === desk.flashed} me={me.id} onOpen={verbs.open} />
              </li>
            ))}
          </ul>
          {query && !shown.length && <FoundNothing query={query} />}
          {!query && rows.length > 0 && !shown.length && (
            <div className={styles.empty}>
              <p>{t('list.noneHere')}</p>
              <Button kind="quiet" onPress={() => setFilter('all')}>
                {t('list.showAll')}
              </Button>
            </div>
          )}
          {!desk.mirror.position && <Skeleton />}
          {desk.mirror.position && !query && !rows.length && !work.offers.length && <Empty chosen={chosen?.is ?? 'loggedOff'} />}
          {!narrow && desk.mirror.agent?.state.profile.capacity.email !== undefined && (
            <Suspense fallback={null}>
              <MailBin verbs={verbs} />
            </Suspense>
          )}
        </div>
        {!narrow && <ListEdge />}
      </section>
    </>
  );
}

/** Opens the search, or goes to its field where it is open. */
function openFind(query: string | null, open: (query: string) => void): void {
  if (query === null) open('');
  else document.querySelector<HTMLElement>('[data-find-field]')?.focus();
}

/** Nothing to do: what that means in this state, and on a narrow window, where nothing else says so, the way on. */
function Empty({ chosen }: { readonly chosen: Chosen['is'] }) {
  const t = useTranslations();
  const live = useLive();
  const next = chosen === 'loggedOff' ? 'logOn' : 'setReady';
  return (
    <div className={styles.empty}>
      <p>{t(`list.empty.${chosen === 'ready' ? 'ready' : 'other'}`)}</p>
      {chosen !== 'ready' && (
        <div className={styles.go}>
          <Button kind="primary" size="call" onPress={() => void live.ask({ type: next }, live.me.id)}>
            {t(next === 'logOn' ? 'state.logOn' : 'idle.goReady')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Keeps the order while the pointer or the focus is inside, and hands over the offers that would push rows away. */
function useHeld(rows: readonly Row[], offers: readonly Row[]) {
  const [inside, setInside] = useState({ pointer: false, focus: false });
  const order = useRef<readonly string[]>([]);
  const shown = useRef<readonly string[]>([]);
  /** An offer that floats does so to its end: whoever goes from the list to its card finds it there. */
  const floating = useRef<readonly string[]>([]);
  const natural = rows.map((row) => row.id);
  const known = useRef<readonly string[]>([]);
  const holding = (inside.pointer || inside.focus) && rows.length > 0;
  order.current = holding ? frozen(order.current, natural) : natural;
  known.current = holding ? known.current : natural;
  const ids = offers.map((row) => row.id);
  shown.current = ids.filter((id) => (holding ? shown.current.includes(id) : !floating.current.includes(id)));
  floating.current = ids.filter((id) => !shown.current.includes(id));
  return {
    rows: order.current.flatMap((id) => rows.find((row) => row.id === id) ?? []),
    offers: offers.filter((row) => shown.current.includes(row.id)),
    held: offers.filter((row) => !shown.current.includes(row.id)),
    /** What came while the order was held, and puts it in order. */
    news: holding ? natural.filter((id) => !known.current.includes(id)).length : 0,
    release: () => setInside({ pointer: false, focus: false }),
    holds: {
      onPointerEnter: (e: React.PointerEvent) => e.pointerType === 'mouse' && setInside((now) => ({ ...now, pointer: true })),
      onPointerLeave: () => setInside((now) => ({ ...now, pointer: false })),
      onFocus: (e: React.FocusEvent) => e.target.matches(':focus-visible') && setInside((now) => ({ ...now, focus: true })),
      onBlur: () => setInside((now) => ({ ...now, focus: false })),
    },
  };
}
