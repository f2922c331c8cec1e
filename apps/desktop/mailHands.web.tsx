import type { controls } from '@patchbay/email/controls.ts';
import type { Email } from '@patchbay/email/email.ts';
import { useTranslations } from 'use-intl';
import { Button } from './button.web.tsx';
import { isBusy } from './desk.ts';
import { useCentre, useDesk, useLive } from './deskContext.web.tsx';
import styles from './mail.module.css';
import type { Does } from './mailing.ts';
import { partOf } from './selectors.ts';

interface HandsProps {
  readonly mail: Email;
  readonly buttons: ReturnType<typeof controls>;
  readonly does: Does;
}

/** Who asks me for it, and who has taken it over from me. [DT430] */
export function MailHands({ mail, buttons, does }: HandsProps) {
  const t = useTranslations();
  const desk = useDesk();
  const live = useLive();
  const { colleagues } = useCentre();
  const name = (agent: string): string => colleagues[agent]?.name ?? t('colleague');
  const { asked, takenOver } = mail.work;
  const gone = takenOver?.from === live.me.id && partOf(mail, live.me.id)?.stage === 'wrapUp';
  return (
    <>
      {asked && buttons.letHave.enabled && (
        <div className={styles.strip} role="alert">
          {t('mail.hands.asks', { name: name(asked.by) })}
          <Button onPress={() => does({ type: 'letHave' })} busy={isBusy(desk, 'letHave', mail.id)}>
            {t('mail.hands.let', { name: name(asked.by) })}
          </Button>
          <Button onPress={() => does({ type: 'keepIt' })} busy={isBusy(desk, 'keepIt', mail.id)}>
            {t('mail.hands.keep')}
          </Button>
        </div>
      )}
      {gone && (
        <p className={styles.strip} role="alert">
          {t('mail.hands.gone', { name: name(takenOver.by) })}
        </p>
      )}
    </>
  );
}
