import type { Chat, Monitor } from '@patchbay/chat/chat.ts';
import { monitorOf } from '@patchbay/chat/monitoring.ts';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from './button.web.tsx';
import { isBusy } from './desk.ts';
import { useDesk, useLive } from './deskContext.web.tsx';
import { AlertIcon, EyeIcon } from './icons.web.ts';
import styles from './monitor.module.css';

const modes = ['silent', 'coach', 'barge'] as const;
const commands = { silent: 'silence', coach: 'coach', barge: 'bargeIn' } as const;
/** So long the second press takes a chat over. */
const armedFor = 4000;

interface BarProps {
  readonly id: string;
  readonly chat: Chat;
  readonly customer: string;
  readonly nameOf: (agent: string) => string;
}

/** All of watching that stands above a conversation. */
export function Watching(props: BarProps) {
  return (
    <>
      <MonitorBar {...props} />
      <Watchers {...props} />
    </>
  );
}

/** Above a chat one watches: how, who reads what, and the ways out; by press or by 1, 2, 3 inside of it. [DT180] */
function MonitorBar({ id, chat, customer, nameOf }: BarProps) {
  const t = useTranslations();
  const live = useLive();
  const desk = useDesk();
  const monitor = monitorOf(chat, live.me.id);
  const [armed, setArmed] = useState(false);
  useEffect(() => {
    if (!armed) return;
    const timer = setTimeout(() => setArmed(false), armedFor);
    return () => clearTimeout(timer);
  }, [armed]);
  if (!monitor) return null;
  const ask = (type: string) => live.ask({ type, interaction: id }, id);
  const change = async (mode: Monitor['mode']): Promise<void> => {
    if (mode === monitor.mode) return;
    if (mode === 'coach' && monitor.mode === 'barge' && (await ask('silence')).is !== 'ok') return; // the customer is told first
    await ask(commands[mode]);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const mode = modes[Number(event.key) - 1];
    if (!mode || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    void change(mode);
  };
  const agent = nameOf(monitor.agent);
  const takeOver = (): void => {
    setArmed(!armed);
    if (armed) void ask('takeOver');
  };
  return (
    <section className={styles.bar} data-mode={monitor.mode} aria-label={t('monitor.label', { agent })}>
      <div className={styles.modes} role="group" aria-label={t('monitor.how')} onKeyDown={onKeyDown}>
        {modes.map((mode, n) => (
          <button
            key={mode}
            type="button"
            aria-pressed={monitor.mode === mode}
            aria-keyshortcuts={String(n + 1)}
            aria-busy={isBusy(desk, commands[mode], id) || undefined}
            onClick={() => void change(mode)}
          >
            {t(`monitor.mode.${mode}`)} <kbd aria-hidden="true">{n + 1}</kbd>
          </button>
        ))}
      </div>
      <p className={styles.who} role="status">
        {monitor.mode === 'barge' ? <AlertIcon size={16} /> : <EyeIcon size={16} />}
        <span>{t(`monitor.who.${monitor.mode}`, { agent, customer })}</span>
      </p>
      <span className={styles.doors}>
        <Button kind={armed ? 'danger' : 'plain'} busy={isBusy(desk, 'takeOver', id)} onPress={takeOver}>
          {armed ? t('monitor.takeOverSure', { agent }) : t('monitor.takeOver')}
        </Button>
        <Button busy={isBusy(desk, 'stopMonitoring', id)} onPress={() => void ask('stopMonitoring')}>
          {t('monitor.stop')}
        </Button>
      </span>
    </section>
  );
}

/** Who beside the agents is in the chat, for those who work on it. [DT181] */
function Watchers({ chat, nameOf }: Pick<BarProps, 'chat' | 'nameOf'>) {
  const t = useTranslations();
  const me = useLive().me.id;
  const others = (chat.work.monitors ?? []).filter((m) => m.supervisor !== me);
  return others.map(({ supervisor, agent, mode }) => (
    <p key={supervisor} className={styles.watcher} data-mode={mode} role="status">
      <EyeIcon size={16} />
      <span>{t(`monitor.seen.${mode}`, { name: nameOf(supervisor), who: agent === me ? 'you' : 'other', agent: nameOf(agent) })}</span>
    </p>
  ));
}
