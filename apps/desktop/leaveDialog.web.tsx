import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from './button.web.tsx';
import { useDesk, useLive } from './deskContext.web.tsx';
import { openWork } from './leaving.ts';
import styles from './modal.module.css';
import { Modal } from './modal.web.tsx';

/** Before signing out: what is open, the way to each, and giving all of it back. An offer has to be answered first. [DT73] */
export function LeaveDialog({
  onLeave,
  onGiveBack,
  onClose,
}: {
  readonly onLeave: () => Promise<void>;
  readonly onGiveBack: () => Promise<void>;
  readonly onClose: () => void;
}) {
  const t = useTranslations();
  const live = useLive();
  const { mirror } = useDesk();
  const [busy, setBusy] = useState(false);
  const open = openWork(mirror);
  const waits = Boolean(mirror.agent?.state.armed);
  const forget = async (): Promise<void> => {
    const answer = await live.ask({ type: 'watchNoMore' }, live.me.id);
    if (answer.is === 'ok') await onLeave();
  };
  const offered = open.some(({ stage }) => stage === 'offered');
  const send = (ask: () => Promise<void>): void => {
    setBusy(true);
    void ask().finally(() => setBusy(false));
  };
  const show = (id: string): void => {
    onClose();
    live.select(id);
  };
  return (
    <Modal title={t('leave.title')} onClose={onClose}>
      {(open.length > 0 || !waits) && <p className={styles.note}>{t(open.length ? 'leave.open' : 'leave.none', { count: open.length })}</p>}
      <ul className={styles.open} aria-label={t('leave.list')}>
        {open.map(({ id, stage, customer }) => (
          <li key={id}>
            <span>
              <strong>{customer ?? t('customer')}</strong>
              <span className={styles.stage}>{t(`leave.stage.${stage}`)}</span>
            </span>
            {stage !== 'offered' && (
              <Button onPress={() => show(id)} more={customer ?? t('customer')}>
                {t(`leave.go.${stage}`)}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {open.length > 0 && <p className={styles.note}>{t(offered ? 'leave.offerFirst' : 'leave.giveBackHint')}</p>}
      {waits && <p className={styles.note}>{t('leave.watching')}</p>}
      <div className={styles.buttons}>
        <Button kind="quiet" onPress={onClose}>
          {t('leave.stay')}
        </Button>
        {open.length ? (
          <Button kind="danger" busy={busy} why={offered ? t('leave.offerFirst') : null} onPress={() => send(onGiveBack)}>
            {t('leave.giveBack')}
          </Button>
        ) : (
          <>
            {waits && (
              <Button busy={busy} onPress={() => send(forget)}>
                {t('leave.forget')}
              </Button>
            )}
            <Button kind="primary" busy={busy} onPress={() => send(onLeave)}>
              {t(waits ? 'leave.keep' : 'me.signOut')}
            </Button>
          </>
        )}
      </div>
    </Modal>
  );
}
