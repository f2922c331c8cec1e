import { textIn } from '@patchbay/configuration/text.ts';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api, newKey } from './api.web.ts';
import { Button } from './button.web.tsx';
import { useCentre, useLive } from './deskContext.web.tsx';
import styles from './dial.module.css';
import { type Recent, typedIn } from './dialing.ts';
import { CallOutIcon } from './icons.web.ts';
import { Keypad } from './keypad.web.tsx';
import { Modal } from './modal.web.tsx';
import { usePreferences } from './preferences.web.ts';
import { type Problem, problemOf } from './problem.ts';
import { noteRecent, recents } from './recents.web.ts';
import { Trouble } from './trouble.web.tsx';
import type { Verbs } from './verbs.web.ts';

/** Calls a number, for one of my queues, or a colleague. [DT236] */
export function DialDialog({ open, onClose }: { readonly open: Verbs['open']; readonly onClose: () => void }) {
  const t = useTranslations();
  const live = useLive();
  const { queues, colleagues, callingCode } = useCentre();
  const { language } = usePreferences();
  const [text, setText] = useState('');
  const [queue, setQueue] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const typed = typedIn(text, callingCode, colleagues, live.me.id);
  const ofCalls = Object.entries(queues).filter(([, { channel }]) => channel === 'voice');
  const nameOf = (agent: string): string => colleagues[agent]?.name ?? t('colleague');

  const call = async (whom: Recent): Promise<void> => {
    setBusy(true);
    setProblem(null);
    const to = 'agent' in whom ? { to: 'agent', agent: whom.agent } : { to: 'number', number: whom.number };
    const answer = await api.command({ type: 'dial', to, ...('number' in whom && queue && { queue }) }, newKey());
    setBusy(false);
    if (answer.is !== 'ok') return setProblem(problemOf(answer, 'dial', () => void call(whom)));
    noteRecent(live.me.id, whom);
    onClose();
    open((answer.body as { readonly interaction: string }).interaction);
  };
  return (
    <Modal title={t('dial.title')} onClose={onClose}>
      <form
        className={styles.dial}
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.is === 'number' && !busy) void call({ number: typed.number });
        }}
      >
        {problem && (
          <p className={styles.problem} role="alert">
            <Trouble problem={problem} />
          </p>
        )}
        <label className={styles.field}>
          {t('dial.whom')}
          <input autoFocus autoComplete="off" value={text} maxLength={40} onChange={(event) => setText(event.target.value)} />
        </label>
        <p className={styles.read} role="status" data-is={typed.is}>
          {typed.is === 'number' && t('dial.dials', { number: typed.number })}
          {typed.is === 'invalid' && t('dial.invalid')}
          {typed.is === 'name' && !typed.agents.length && t('dial.nobody')}
        </p>
        {typed.is === 'name' ? (
          <ul className={styles.list}>
            {typed.agents.map((agent) => (
              <li key={agent}>
                <span>{nameOf(agent)}</span>
                <Button icon={<CallOutIcon size={16} />} busy={busy} onPress={() => void call({ agent })} more={nameOf(agent)}>
                  {t('dial.call')}
                </Button>
              </li>
            ))}
          </ul>
        ) : (
          <>
            {ofCalls.length > 1 && (
              <label className={styles.field}>
                {t('dial.queue')}
                <select value={queue} onChange={(event) => setQueue(event.target.value)}>
                  <option value="">{t('dial.usual')}</option>
                  {ofCalls.map(([key, { label }]) => (
                    <option key={key} value={key}>
                      {textIn(label, language)}
                    </option>
                  ))}
                </select>
              </label>
            )}
            <Keypad onPress={(key) => setText((before) => before + key)} />
            <Button
              kind="primary"
              size="call"
              wide
              icon={<CallOutIcon size={18} />}
              busy={busy}
              why={typed.is === 'number' ? null : t('dial.invalid')}
              onPress={() => typed.is === 'number' && void call({ number: typed.number })}
            >
              {t('dial.call')}
            </Button>
          </>
        )}
      </form>
      <Lately nameOf={nameOf} onCall={(whom) => void call(whom)} busy={busy} />
    </Modal>
  );
}

/** Whom I called lately from this computer. */
function Lately({
  nameOf,
  onCall,
  busy,
}: {
  readonly nameOf: (agent: string) => string;
  readonly onCall: (whom: Recent) => void;
  readonly busy: boolean;
}) {
  const t = useTranslations();
  const all = recents(useLive().me.id);
  if (!all.length) return null;
  return (
    <section className={styles.lately} aria-label={t('dial.lately')}>
      <h3>{t('dial.lately')}</h3>
      <ul className={styles.list}>
        {all.map((one) => {
          const name = 'agent' in one ? nameOf(one.agent) : one.number;
          return (
            <li key={name}>
              <span>{name}</span>
              <Button icon={<CallOutIcon size={16} />} busy={busy} onPress={() => onCall(one)} more={name}>
                {t('dial.call')}
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
