import type { Armed } from '@patchbay/agents/agent.ts';
import { monitorOf } from '@patchbay/chat/monitoring.ts';
import { textIn } from '@patchbay/configuration/text.ts';
import { useTranslations } from 'use-intl';
import { Button } from './button.web.tsx';
import { useCentre, useDesk, useLive } from './deskContext.web.tsx';
import { EyeIcon } from './icons.web.ts';
import styles from './monitor.module.css';
import { usePreferences } from './preferences.web.ts';
import { nameOf } from './selectors.ts';
import { useColleague } from './stateWords.web.ts';

/** What I watch while I look at something else: it stays in sight, one press away. [DT180] */
export function WatchStrip() {
  const t = useTranslations();
  const colleague = useColleague();
  const live = useLive();
  const { mirror, page, selected } = useDesk();
  const watched = Object.entries(mirror.chats).flatMap(([id, { state }]) => {
    const monitor = monitorOf(state, live.me.id);
    return monitor && !(page === 'work' && selected === id) ? [{ id, state, monitor }] : [];
  });
  const armed = mirror.agent?.state.armed;
  const strips = watched.map(({ id, state, monitor }) => (
    <div key={id} className={styles.strip} data-mode={monitor.mode}>
      <EyeIcon size={16} />
      <span>
        {t('monitor.elsewhere', { mode: monitor.mode, agent: colleague(monitor.agent), customer: nameOf(state) ?? t('customer') })}
      </span>
      <Button onPress={() => live.select(id)}>{t('monitor.open')}</Button>
      <Button onPress={() => void live.ask({ type: 'stopMonitoring', interaction: id }, id)}>{t('monitor.stop')}</Button>
    </div>
  ));
  return (
    <>
      {armed && <Waits armed={armed} />}
      {strips}
    </>
  );
}

/** What I wait for. [DT190] */
function Waits({ armed }: { readonly armed: Armed }) {
  const t = useTranslations();
  const colleague = useColleague();
  const { queues, teams } = useCentre();
  const { language } = usePreferences();
  const live = useLive();
  const { of, key, all } = armed;
  const label = { agent: colleague(key), queue: textIn(queues[key]?.label ?? key, language), team: textIn(teams[key] ?? key, language) };
  return (
    <div className={styles.strip} role="status">
      <EyeIcon size={16} />
      <span>{t('monitor.next.waits', { what: `${of}${all ? 'All' : 'Next'}`, name: label[of] })}</span>
      <Button onPress={() => void live.ask({ type: 'watchNoMore' }, live.me.id)}>{t('monitor.next.noMore')}</Button>
    </div>
  );
}
