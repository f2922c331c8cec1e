import { textIn } from '@patchbay/configuration/text.ts';
import { Stuck } from '@patchbay/screenpop/frame.web.tsx';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { AboutCaller } from './aboutCaller.web.tsx';
import { AboutContact } from './aboutContact.web.tsx';
import { AboutWriter } from './aboutWriter.web.tsx';
import { Boundary } from './boundary.web.tsx';
import styles from './context.module.css';
import { type ContextTab, ContextTabs } from './contextTabs.web.tsx';
import { useLive } from './deskContext.web.tsx';
import { History } from './history.web.tsx';
import { CloseIcon } from './icons.web.ts';
import { type Item, isCall, isMail } from './item.ts';
import { Failed } from './part.web.tsx';
import { PopPage } from './popPage.web.tsx';
import { type Held, tabOf, tabOnTop } from './pops.ts';
import { usePreferences } from './preferences.web.ts';
import type { Pop } from './session.ts';
import type { ScreenPops } from './useScreenPops.web.ts';

const PopForm = lazy(() => import('./popForm.web.tsx').then((file) => ({ default: file.PopForm })));

interface ContextProps {
  /** The interaction it is about: the one looked at, else an offer that shows something; null: none. */
  readonly about: { readonly id: string; readonly item: Item; readonly offered: boolean } | null;
  readonly shown: boolean;
  readonly pops: ScreenPops;
  readonly onClose: () => void;
}

/** What belongs beside a conversation, in tabs. It stays in the document, so that every page in it stays as it is. [SP5] [SP7] */
export function ContextArea({ about, shown, pops, onClose }: ContextProps) {
  const t = useTranslations();
  const { language } = usePreferences();
  const zone = useRef<HTMLElement>(null);
  const [earlier, setEarlier] = useState<{ readonly of: string; readonly text: string } | null>(null);
  const mine = popsOf(about && pops.held[about.id]).filter(({ when }) => !about?.offered || when === 'offer');
  const { top, choose, looked } = useTabOnTop(about, mine, zone);
  const tabs: readonly ContextTab[] = [
    ...(about?.offered
      ? []
      : [
          { key: 'contact', label: t('context.tabs.contact'), fresh: false },
          { key: 'history', label: t('context.tabs.history'), fresh: false, count: earlier?.of === about?.id ? earlier?.text : undefined },
        ]),
    ...mine.map(({ key, label }) => ({ key: tabOf(key), label: textIn(label, language), fresh: !looked(tabOf(key)) })),
  ];
  const frames = Object.entries(pops.held).flatMap(([id, held]) => popsOf(held).map((pop) => ({ id, pop })));
  const isOn = (id: string, tab: string): boolean => about?.id === id && top === tab;
  return (
    <aside
      ref={zone}
      className={styles.context}
      data-zone="context"
      data-frame={top.startsWith('pop.')}
      tabIndex={-1}
      aria-label={t('zone.context')}
      hidden={!about || !shown}
    >
      <button type="button" className={styles.close} aria-label={t('close')} onClick={onClose}>
        <CloseIcon size={18} />
      </button>
      <ContextTabs tabs={tabs} top={top} onChoose={choose} />
      {about && pops.held[about.id]?.is === 'failed' && <Failed onAgain={() => pops.again(about.id)} />}
      {about && !about.offered && (
        <>
          <div role="tabpanel" id="context-contact" aria-labelledby="tab-contact" hidden={top !== 'contact'}>
            <Boundary key={about.id} zone="part">
              {isCall(about.item) ? (
                <AboutCaller id={about.id} call={about.item} />
              ) : isMail(about.item) ? (
                <AboutWriter id={about.id} mail={about.item} />
              ) : (
                <AboutContact id={about.id} chat={about.item} />
              )}
            </Boundary>
          </div>
          <div role="tabpanel" id="context-history" aria-labelledby="tab-history" hidden={top !== 'history'}>
            {about.item.contact && (
              <Boundary key={about.id} zone="part">
                <History
                  contact={about.item.contact}
                  but={about.id}
                  onCount={(count, more) => setEarlier({ of: about.id, text: count ? `${count}${more ? '+' : ''}` : '' })}
                />
              </Boundary>
            )}
          </div>
        </>
      )}
      {frames.map(({ id, pop }) => (
        <div
          key={`${id} ${pop.key}`}
          className={styles.popped}
          role="tabpanel"
          {...(isOn(id, tabOf(pop.key)) && { id: `context-pop.${pop.key}`, 'aria-labelledby': `tab-pop.${pop.key}` })}
          hidden={!isOn(id, tabOf(pop.key))}
        >
          <Popped id={id} pop={pop} blocked={pops.blocked.has(`${id} ${pop.key}`)} onAgain={() => pops.again(id)} />
        </div>
      ))}
    </aside>
  );
}

const popsOf = (held: Held | null | undefined): readonly Pop[] => (held?.is === 'ok' ? held.pops : []);

interface PoppedProps {
  readonly id: string;
  readonly pop: Pop;
  readonly blocked: boolean;
  readonly onAgain: () => void;
}
function Popped({ id, pop, blocked, onAgain }: PoppedProps) {
  const t = useTranslations();
  const { language } = usePreferences();
  const { key, label, show } = pop;
  if ('form' in pop)
    return (
      <Suspense fallback={<p className={styles.none}>{t('loading')}</p>}>
        <PopForm id={id} label={textIn(label, language)} form={pop.form} />
      </Suspense>
    );
  if (show === 'window') return <Stuck address={pop.address}>{t(blocked ? 'pop.blocked' : 'pop.apart')}</Stuck>;
  const page = `/api/screen-pop?interaction=${encodeURIComponent(id)}&key=${encodeURIComponent(key)}`;
  return <PopPage id={id} page={page} label={textIn(label, language)} pop={pop} onAgain={onAgain} />;
}

/** Which tab is on top, and which have been looked at. What arrives while the agent types here stays behind. [SP7] */
function useTabOnTop(about: ContextProps['about'], pops: readonly Pop[], zone: React.RefObject<HTMLElement | null>) {
  const live = useLive();
  const shelf = `patchbay.tab.${live.me.id}.${about?.item.channel ?? ''}`;
  const kept = `patchbay.tabs.${live.me.id}`;
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>(() => JSON.parse(sessionStorage.getItem(kept) ?? '{}'));
  const seen = useRef(new Set<string>());
  const before = useRef<{ readonly id: string; readonly top: string } | null>(null);
  const id = about?.id ?? '';
  let top = tabOnTop(pops, chosen[id], localStorage.getItem(shelf) ?? undefined);
  const was = before.current;
  if (was && was.id === id && was.top !== top && chosen[id] === undefined && isTyping(zone.current)) top = was.top;
  useEffect(() => {
    before.current = { id, top };
    seen.current.add(`${id} ${top}`);
  }, [id, top]);
  return {
    top,
    looked: (tab: string): boolean => tab === top || seen.current.has(`${id} ${tab}`),
    choose(tab: string): void {
      localStorage.setItem(shelf, tab);
      const next = { ...chosen, [id]: tab };
      sessionStorage.setItem(kept, JSON.stringify(Object.fromEntries(Object.entries(next).slice(-50))));
      setChosen(next);
    },
  };
}

const isTyping = (zone: HTMLElement | null): boolean =>
  zone?.contains(document.activeElement?.closest('input, textarea, select') ?? null) === true;
