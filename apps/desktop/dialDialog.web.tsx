import { textIn } from '@patchbay/configuration/text.ts';
import { type KeyboardEvent, useCallback, useDeferredValue, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api, newKey } from './api.web.ts';
import { Button } from './button.web.tsx';
import { useCentre, useLive } from './deskContext.web.tsx';
import styles from './dial.module.css';
import { type Wanted, type Whom, whomOf } from './dialing.ts';
import { Favourites, Found, Recents } from './dialLists.web.tsx';
import { CallOutIcon } from './icons.web.ts';
import { Keypad } from './keypad.web.tsx';
import { Listing } from './listing.web.tsx';
import { Modal } from './modal.web.tsx';
import { usePreferences } from './preferences.web.ts';
import { type Problem, problemOf } from './problem.ts';
import { refusalText } from './refusals.ts';
import { Trouble } from './trouble.web.tsx';
import { useFresh } from './useFresh.web.ts';
import type { Verbs } from './verbs.web.ts';

const tabs = ['recents', 'favourites', 'colleagues', 'keypad'] as const;
type Tab = (typeof tabs)[number];
/** So often the presence of colleagues is read anew while one looks at it. */
const presenceMs = 2000;

interface DialDialogProps {
  readonly wanted: Wanted;
  readonly open: Verbs['open'];
  readonly onClose: () => void;
}

/** Calls a number, for one of my queues, a colleague, a contact, or somebody again. [DT236] [DT242] */
export function DialDialog({ wanted, open, onClose }: DialDialogProps) {
  const t = useTranslations();
  const { language } = usePreferences();
  const [text, setText] = useState(wanted.text ?? '');
  const [queue, setQueue] = useState('');
  const [tab, setTab] = useState<Tab>('recents');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const search = useDeferredValue(text.trim());
  const directory = useFresh(useCallback(() => api.directory(search), [search]));
  const { again: look } = directory;
  useEffect(() => {
    const timer = setInterval(() => document.hidden || look(), presenceMs);
    return () => clearInterval(timer);
  }, [look]);
  const number = text.trim() === search ? (directory.body?.number ?? null) : null;
  const body = useRef<HTMLDivElement>(null);

  const call = async (whom: Whom): Promise<void> => {
    setBusy(true);
    setProblem(null);
    const { contact, beside } = wanted;
    const answer = await api.command(
      {
        ...{ type: 'dial', to: whomOf(whom) },
        ...(queue && whom.to !== 'agent' && { queue }),
        ...(contact && whom.to === 'number' && { contact }),
        ...(beside && { beside }),
      },
      newKey(),
    );
    setBusy(false);
    if (answer.is !== 'ok') return setProblem(problemOf(answer, 'dial', () => void call(whom)));
    onClose();
    open((answer.body as { readonly interaction: string }).interaction);
  };
  const rows = { onCall: (whom: Whom) => void call(whom), busy };
  const dials = number && 'number' in number ? number : null;
  return (
    <Modal title={t('dial.title')} onClose={onClose}>
      <div ref={body} className={styles.dial} onKeyDown={(event) => alongRows(event, body.current)}>
        {problem && (
          <p className={styles.problem} role="alert">
            <Trouble problem={problem} />
          </p>
        )}
        {wanted.whom && (
          <p className={styles.asked}>
            <span>{wanted.name}</span>
            <Button
              kind="primary"
              size="call"
              icon={<CallOutIcon size={18} />}
              busy={busy}
              more={wanted.name}
              onPress={() => wanted.whom && void call(wanted.whom)}
            >
              {t('dial.call')}
            </Button>
          </p>
        )}
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (dials && !busy) void call({ to: 'number', number: dials.number });
            else rowsIn(body.current)[0]?.focus();
          }}
        >
          <label className={styles.field}>
            {t('dial.whom')}
            <input autoFocus autoComplete="off" value={text} maxLength={60} onChange={(event) => setText(event.target.value)} />
          </label>
          <p className={styles.read} role="status" data-is={dials ? 'number' : 'none'}>
            {dials && t('dial.dials', { number: dials.written === dials.number ? dials.number : `${dials.written} (${dials.number})` })}
            {number && 'why' in number && refusalText(number.why, language)}
          </p>
          <ForQueue queue={queue} onQueue={setQueue} />
          {(dials || tab === 'keypad') && (
            <Button
              kind="primary"
              size="call"
              wide
              icon={<CallOutIcon size={18} />}
              busy={busy}
              why={dials ? null : t('dial.invalid')}
              onPress={() => dials && void call({ to: 'number', number: dials.number })}
            >
              {t('dial.call')}
            </Button>
          )}
        </form>
        {search && tab !== 'keypad' ? (
          <Listing
            read={directory}
            count={({ agents, contacts }) => agents.length + contacts.length || (number ? 1 : 0)}
            empty={t('dial.nobody')}
          >
            {(found) => <Found found={found} {...rows} />}
          </Listing>
        ) : (
          <>
            <Tabs tab={tab} onTab={setTab} />
            <div id={`dial-${tab}`} role="tabpanel" aria-labelledby={`dial-tab-${tab}`}>
              {tab === 'recents' && <Recents {...rows} />}
              {tab === 'favourites' && <Favourites presence={directory.body?.agents ?? []} {...rows} />}
              {tab === 'keypad' && <Keypad onPress={(key) => setText((before) => before + key)} />}
              {tab === 'colleagues' && (
                <Listing read={directory} count={({ agents }) => agents.length} empty={t('dial.noColleagues')}>
                  {(found) => <Found found={found} {...rows} />}
                </Listing>
              )}
            </div>
          </>
        )}
      </div>
    </Modal>
  );
}

/** For which of my queues a number is called: it says which number they see. */
function ForQueue({ queue, onQueue }: { readonly queue: string; readonly onQueue: (queue: string) => void }) {
  const t = useTranslations();
  const { language } = usePreferences();
  const ofCalls = Object.entries(useCentre().queues).filter(([, { channel }]) => channel === 'voice');
  if (ofCalls.length < 2) return null;
  return (
    <label className={styles.field}>
      {t('dial.queue')}
      <select value={queue} onChange={(event) => onQueue(event.target.value)}>
        <option value="">{t('dial.usual')}</option>
        {ofCalls.map(([key, { label }]) => (
          <option key={key} value={key}>
            {textIn(label, language)}
          </option>
        ))}
      </select>
    </label>
  );
}

function Tabs({ tab, onTab }: { readonly tab: Tab; readonly onTab: (tab: Tab) => void }) {
  const t = useTranslations();
  const list = useRef<HTMLDivElement>(null);
  useLive();
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = tabs.indexOf(tab);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1 }[event.key];
    const next = to === undefined ? undefined : tabs.at(to % tabs.length);
    if (!next) return;
    event.preventDefault();
    onTab(next);
    list.current?.querySelector<HTMLElement>(`#dial-tab-${next}`)?.focus();
  };
  return (
    <div ref={list} className={styles.tabs} role="tablist" aria-label={t('dial.lists')}>
      {tabs.map((one) => (
        <button
          key={one}
          id={`dial-tab-${one}`}
          type="button"
          role="tab"
          aria-selected={one === tab}
          aria-controls={`dial-${one}`}
          tabIndex={one === tab ? 0 : -1}
          onClick={() => onTab(one)}
          onKeyDown={onKeyDown}
        >
          {t(`dial.tab.${one}`)}
        </button>
      ))}
    </div>
  );
}

const rowsIn = (body: HTMLElement | null): readonly HTMLElement[] =>
  [...(body?.querySelectorAll<HTMLElement>('[data-row] button') ?? [])].filter((one) => one.closest('[data-call]') !== null);
/** Up and down go from the field along the people. */
function alongRows(event: KeyboardEvent, body: HTMLElement | null): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  if (event.target instanceof HTMLSelectElement) return;
  const all = rowsIn(body);
  const at = all.indexOf(event.target as HTMLElement);
  const next = event.key === 'ArrowDown' ? all[at + 1] : at > 0 ? all[at - 1] : body?.querySelector('input');
  if (!next) return;
  event.preventDefault();
  next.focus();
}
