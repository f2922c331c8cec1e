import type { Chosen } from '@patchbay/agents/agent.ts';
import type { ChannelName } from '@patchbay/base/decision.ts';
import { useTranslations } from 'use-intl';
import { Button } from './button.web.tsx';
import { isBusy } from './desk.ts';
import { useDesk, useLive } from './deskContext.web.tsx';
import styles from './offer.module.css';
import { usePreferences } from './preferences.web.ts';
import { StateIcon } from './stateIcon.web.tsx';
import { useReasonText, useSetBy } from './stateWords.web.ts';
import { timeOfDay } from './time.ts';

/** Why the system made me Not Ready, that no contacts come now, and the way back. The focus does not move. [AG29] [DT240] */
export function ReturnCard({ channel, chosen }: { readonly channel: ChannelName; readonly chosen: Chosen }) {
  const t = useTranslations();
  const desk = useDesk();
  const live = useLive();
  const reasonText = useReasonText();
  const setBy = useSetBy();
  const { region } = usePreferences();
  const me = live.me.id;
  const reason = reasonText('reason' in chosen ? (chosen.reason ?? '') : '');
  return (
    <article className={`${styles.card} ${styles.back}`} aria-label={reason}>
      <p className={styles.kind}>
        <StateIcon is="notReady" size={16} />
        <span>{reason}</span>
        <time>{timeOfDay(chosen.since, region, true)}</time>
      </p>
      <p className={styles.subject}>
        {setBy(chosen)}. {t('idle.text.notReady')}
      </p>
      <div className={styles.choices}>
        <Button kind="primary" onPress={() => void live.ask({ type: 'setReady', channel }, me)} busy={isBusy(desk, 'setReady', me)}>
          {t('missed.ready')}
        </Button>
        <Button onPress={() => void live.ask({ type: 'stayNotReady', channel }, me)} busy={isBusy(desk, 'stayNotReady', me)}>
          {t('missed.stay')}
        </Button>
      </div>
    </article>
  );
}
