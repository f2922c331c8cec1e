import { monitorOf } from '@patchbay/chat/monitoring.ts';
import { useTranslations } from 'use-intl';
import { Button } from './button.web.tsx';
import { useDesk, useLive } from './deskContext.web.tsx';
import { EyeIcon } from './icons.web.ts';
import styles from './monitor.module.css';
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
  return watched.map(({ id, state, monitor }) => (
    <div key={id} className={styles.strip} data-mode={monitor.mode}>
      <EyeIcon size={16} />
      <span>
        {t('monitor.elsewhere', { mode: monitor.mode, agent: colleague(monitor.agent), customer: nameOf(state) ?? t('customer') })}
      </span>
      <Button onPress={() => live.select(id)}>{t('monitor.open')}</Button>
      <Button onPress={() => void live.ask({ type: 'stopMonitoring', interaction: id }, id)}>{t('monitor.stop')}</Button>
    </div>
  ));
}
