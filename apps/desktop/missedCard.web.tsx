import { type Chosen, isSet } from '@patchbay/agents/agent.ts';
import { textIn } from '@patchbay/configuration/text.ts';
import { useTranslations } from 'use-intl';
import { Button } from './button.web.tsx';
import { isBusy } from './desk.ts';
import { useCentre, useDesk, useLive } from './deskContext.web.tsx';
import { MissedIcon } from './icons.web.ts';
import styles from './offer.module.css';
import { usePreferences } from './preferences.web.ts';
import { nameOf } from './selectors.ts';
import { knownItem } from './store.ts';
import { timeOfDay } from './time.ts';
import { Until } from './timer.web.tsx';

/** What was missed, when, that no contacts come now, and the way back. The focus does not move. [AG4] */
export function MissedCard({ chosen }: { readonly chosen: Extract<Chosen, { is: 'missed' }> }) {
  const t = useTranslations();
  const desk = useDesk();
  const live = useLive();
  const { queues } = useCentre();
  const { language, region } = usePreferences();
  const item = knownItem(desk.mirror, chosen.interaction)?.state;
  const me = live.me.id;
  const again = desk.mirror.agent?.state.profile.readyAgainMs;
  const queue = queues[item?.queue ?? ''];
  return (
    <article className={`${styles.card} ${styles.missed}`} aria-label={t('state.missed')}>
      <p className={styles.kind}>
        <MissedIcon size={16} />
        <span>{t('missed.title')}</span>
        <time>{timeOfDay(chosen.since, region, true)}</time>
      </p>
      {item && (
        <p className={styles.caller}>
          {nameOf(item) ?? t('customer')}
          {queue && ` · ${textIn(queue.label, language)}`}
        </p>
      )}
      <p className={styles.subject}>
        {t('missed.cause')}
        {isSet(again) && (
          <>
            {' '}
            {t('missed.again')} <Until at={chosen.since + again} />
          </>
        )}
      </p>
      <div className={styles.choices}>
        <Button kind="primary" onPress={() => void live.ask({ type: 'setReady' }, me)} busy={isBusy(desk, 'setReady', me)}>
          {t('missed.ready')}
        </Button>
        <Button onPress={() => void live.ask({ type: 'stayNotReady' }, me)} busy={isBusy(desk, 'stayNotReady', me)}>
          {t('missed.stay')}
        </Button>
      </div>
    </article>
  );
}
