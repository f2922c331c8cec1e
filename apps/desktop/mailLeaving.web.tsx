import { textIn } from '@patchbay/configuration/text.ts';
import type { Email, Outgoing } from '@patchbay/email/email.ts';
import { useTranslations } from 'use-intl';
import { Button } from './button.web.tsx';
import { useCentre } from './deskContext.web.tsx';
import { AlertIcon } from './icons.web.ts';
import styles from './mail.module.css';
import type { Does } from './mailing.ts';
import { usePreferences } from './preferences.web.ts';
import { Until } from './timer.web.tsx';

interface LeavingProps {
  readonly one: Outgoing;
  readonly undo: boolean;
  readonly edit: boolean;
  readonly retry: boolean;
  readonly does: Does;
}
/** A mail on its way: taken back in time, or what became of it, in the words of the mail server. */
export function Leaving({ one, undo, edit, retry, does }: LeavingProps) {
  const t = useTranslations();
  if (one.failed)
    return (
      <div className={styles.trouble} role="alert">
        <AlertIcon size={16} /> {t('mail.failed', { said: one.failed.said })}
        {edit && <Button onPress={() => does({ type: 'edit' })}>{t('mail.edit')}</Button>}
        {retry && <Button onPress={() => does({ type: 'retry', mail: one.mail })}>{t('mail.retry')}</Button>}
      </div>
    );
  return (
    <div className={styles.strip} role="status">
      {one.until === null ? (
        t('mail.sending')
      ) : (
        <>
          {t('mail.held')} <Until at={one.until} />
          {undo && (
            <Button undoes onPress={() => does({ type: 'undoSend', mail: one.mail })}>
              {t('mail.undo')}
            </Button>
          )}
        </>
      )}
    </div>
  );
}

interface ClosingProps {
  readonly mail: Email;
  readonly undo: boolean;
  readonly does: Does;
}
/** Closed without a reply: as what, and taken back in time. [DT298] */
export function Closing({ mail, undo, does }: ClosingProps) {
  const t = useTranslations();
  const { dispositions } = useCentre();
  const { language } = usePreferences();
  const { doing } = mail.work;
  if (mail.at.stage !== 'active' || doing.doing !== 'closing') return null;
  return (
    <div className={styles.strip} role="status">
      {t('mail.closing', { disposition: textIn(dispositions[doing.reason]?.label ?? doing.reason, language) })} <Until at={doing.until} />
      {undo && (
        <Button undoes onPress={() => does({ type: 'undoClose' })}>
          {t('mail.undo')}
        </Button>
      )}
    </div>
  );
}
