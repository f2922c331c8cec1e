import type { controls } from '@patchbay/email/controls.ts';
import type { Email } from '@patchbay/email/email.ts';
import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from './button.web.tsx';
import { isBusy } from './desk.ts';
import { useCentre, useDesk } from './deskContext.web.tsx';
import styles from './mail.module.css';
import type { Does } from './mailing.ts';

interface ReviewProps {
  readonly id: string;
  readonly mail: Email;
  readonly buttons: ReturnType<typeof controls>;
  readonly does: Does;
}

/** An answer that somebody reads before it is sent: let go, sent back with what is to be changed, or taken back by its author. [DT287] */
export function MailReview({ id, mail, buttons, does }: ReviewProps) {
  const t = useTranslations();
  const desk = useDesk();
  const { colleagues } = useCentre();
  const [comment, setComment] = useState('');
  const [missing, setMissing] = useState(false);
  const hint = useId();
  const { doing } = mail.work;
  if (doing.doing !== 'inReview') return null;
  const author = colleagues[doing.holder]?.name ?? t('colleague');
  const sendBack = (): void => {
    if (!comment.trim()) return setMissing(true);
    does({ type: 'sendBack', comment: comment.trim() });
  };
  if (!buttons.approve.enabled)
    return (
      <div className={styles.strip} role="status">
        {t('mail.review.waits')}
        {buttons.undoSend.enabled && (
          <Button undoes onPress={() => does({ type: 'undoSend', mail: doing.mail })} busy={isBusy(desk, 'undoSend', id)}>
            {t('mail.review.takeBack')}
          </Button>
        )}
      </div>
    );
  return (
    <section className={styles.review} aria-label={t('mail.review.title', { name: author })}>
      <b>{t('mail.review.title', { name: author })}</b>
      <label className={styles.comment}>
        <span>{t('mail.review.comment')}</span>
        <input
          value={comment}
          maxLength={500}
          aria-invalid={missing || undefined}
          aria-describedby={missing ? hint : undefined}
          onChange={({ target }) => {
            setComment(target.value);
            setMissing(false);
          }}
        />
      </label>
      <Button kind="primary" onPress={() => does({ type: 'approve', comment: comment.trim() })} busy={isBusy(desk, 'approve', id)}>
        {t('mail.review.approve')}
      </Button>
      <Button onPress={sendBack} busy={isBusy(desk, 'sendBack', id)}>
        {t('mail.review.sendBack')}
      </Button>
      {missing && (
        <p id={hint} role="alert" className={styles.missing}>
          {t('mail.review.missing')}
        </p>
      )}
    </section>
  );
}
