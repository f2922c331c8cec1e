import type { Pace } from '@patchbay/email/clock.ts';
import { useTranslations } from 'use-intl';
import { QueueIcon } from './icons.web.ts';
import type { MailRow } from './mailing.ts';
import styles from './mailList.module.css';
import { usePreferences } from './preferences.web.ts';
import { inDays } from './time.ts';

/** How much of the time for an answer is left: the part of the bar that is not filled. [DT292] */
export function SlaBar({ clock }: { readonly clock: MailRow['clock'] }) {
  const t = useTranslations();
  const { language } = usePreferences();
  if (!clock) return <span>–</span>;
  const time = inDays(Math.abs(clock.left), language);
  return (
    <span className={styles.sla} data-is={clock.is}>
      <span className={styles.slaBar} aria-hidden="true">
        <span style={{ inlineSize: `${Math.round(clock.used * 100)}%` }} />
      </span>
      <span>{t(clock.is === 'over' ? 'mails.over' : 'mails.left', { time })}</span>
    </span>
  );
}

/** The sign of a queue: half grey when the time of a mail is nearly over, orange when it is. [DT292] */
export function SlaIcon({ is }: { readonly is: Pace }) {
  const t = useTranslations();
  return (
    <span
      className={styles.slaIcon}
      data-is={is}
      role={is === 'calm' ? undefined : 'img'}
      aria-label={is === 'calm' ? undefined : t(`mails.worst.${is}`)}
    >
      <QueueIcon size={18} aria-hidden="true" />
    </span>
  );
}
