import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from './button.web.tsx';
import { useCentre } from './deskContext.web.tsx';
import { AlertIcon } from './icons.web.ts';
import { Skeleton } from './listing.web.tsx';
import styles from './mail.module.css';
import { type Does, inOrder, type MailCase, type MailFileShown, type MailShown, sizeOf } from './mailing.ts';
import { PrintButton } from './mailPrint.web.tsx';
import { HeldPictures, MailTools } from './mailTools.web.tsx';
import { prefer, usePreferences } from './preferences.web.ts';
import { Trouble } from './trouble.web.tsx';
import type { Fresh } from './useFresh.web.ts';

interface ThreadProps {
  readonly read: Fresh<MailCase>;
  /** Answers one of them; null: not now. */
  readonly answers: Does | null;
  /** Makes a mail that came a case of its own; left out: not here. */
  readonly splits?: ((mail: string) => void) | undefined;
}

/** The mails of a case, newest or oldest first, whole or a line each. [DT289] */
export function MailThread({ read, answers, splits }: ThreadProps) {
  const t = useTranslations();
  const { mailOrder, mailCompact } = usePreferences();
  const { body, problem } = read;
  return (
    <div className={styles.thread} role="region" aria-label={t('mail.thread')} tabIndex={0}>
      {!body && (problem ? <Trouble problem={{ ...problem, again: read.again }} /> : <Skeleton />)}
      {body && body.mails.length > 1 && (
        <div className={styles.order}>
          <Button kind="quiet" onPress={() => prefer({ mailOrder: mailOrder === 'newest' ? 'oldest' : 'newest' })}>
            {t(`mail.order.${mailOrder}`)}
          </Button>
          <Button kind="quiet" onPress={() => prefer({ mailCompact: !mailCompact })}>
            {t(mailCompact ? 'mail.order.full' : 'mail.order.compact')}
          </Button>
          <PrintButton case={body.case.id} />
        </div>
      )}
      {body &&
        inOrder(body.mails, mailOrder).map((one) => (
          <MailEntry
            key={`${one.id} ${mailCompact}`}
            mail={one}
            open={one === body.mails[0] || !mailCompact}
            framed={one === body.mails[0]}
            answers={answers}
            onChanged={read.again}
            splits={one.direction === 'in' && body.mails.length > 1 ? splits : undefined}
          />
        ))}
    </div>
  );
}

interface EntryProps {
  readonly mail: MailShown;
  readonly open: boolean;
  /** Its HTML is drawn at once. */
  readonly framed: boolean;
  readonly answers: Does | null;
  /** Something in it was masked, and it has to be read anew. */
  readonly onChanged: () => void;
  readonly splits: ((mail: string) => void) | undefined;
}
/** One mail of the thread: who, when, what was said; what was quoted is folded, and its HTML stands in a frame of its own. */
function MailEntry({ mail, open, framed: first, answers, onChanged, splits }: EntryProps) {
  const t = useTranslations();
  const { colleagues } = useCentre();
  const { language } = usePreferences();
  const [pictures, setPictures] = useState(mail.pictures);
  const [framed, setFramed] = useState(first && mail.html && mail.direction === 'in');
  const at = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(mail.sentAt ?? mail.createdAt);
  const who = mail.agent ? (colleagues[mail.agent]?.name ?? mail.agent) : mail.from?.name || mail.from?.address || t('mail.somebody');
  const people = (list: MailShown['to']): string => list.map(({ name, address }) => name || address).join(', ');
  const attached = mail.files.filter(({ inline }) => !inline);
  return (
    <details className={styles.entry} data-direction={mail.direction} open={open}>
      <summary className={styles.summary}>
        <strong>{who}</strong>
        {mail.fromUs && <span className={styles.mark}>{t('mail.fromUs')}</span>}
        {mail.speaker === 'thirdParty' && <span className={styles.mark}>{t('mail.thirdParty')}</span>}
        <time className={styles.time}>{at}</time>
        {mail.maskedAt !== null && <span className={styles.mark}>{t('mask.mark')}</span>}
        {mail.state !== 'received' && mail.state !== 'takenBack' && <span className={styles.mark}>{t(`mail.state.${mail.state}`)}</span>}
      </summary>
      <p className={styles.people}>
        {mail.from && mail.direction === 'in' && <span>{mail.from.address}</span>}
        {mail.fromUs && mail.replyTo.length > 0 && (
          <span>
            {t('mail.replyTo')}: {people(mail.replyTo)}
          </span>
        )}
        <span>
          {t('mail.to')}: {people(mail.to)}
        </span>
        {mail.cc.length > 0 && (
          <span>
            {t('mail.cc')}: {people(mail.cc)}
          </span>
        )}
      </p>
      {mail.said && (
        <p className={styles.trouble} role="alert">
          <AlertIcon size={16} /> {mail.said}
        </p>
      )}
      {mail.remote > 0 && framed && <HeldPictures mail={mail} shown={pictures} onShow={setPictures} onChanged={onChanged} />}
      {framed ? (
        <iframe
          key={mail.maskedAt}
          className={styles.frame}
          title={t('mail.frame')}
          src={`/api/mails/${mail.id}/body${pictures ? '?pictures=yes' : ''}`}
          sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
          onLoad={(event) => {
            const frame = event.currentTarget;
            const height = frame.contentDocument?.documentElement.scrollHeight ?? 0;
            frame.height = String(Math.min(Math.max(height, 60), 4000));
          }}
        />
      ) : (
        <p className={styles.text}>{mail.said_text}</p>
      )}
      {!framed && mail.quoted && (
        <details className={styles.quoted}>
          <summary>{t('mail.quoted')}</summary>
          <p className={styles.text}>{mail.quoted}</p>
        </details>
      )}
      {attached.length > 0 && <MailFiles files={attached} href={(file) => `/api/mails/${mail.id}/files/${file}`} />}
      <div className={styles.tools}>
        {answers &&
          (['reply', 'replyAll', 'forward'] as const).map((what) => (
            <Button
              key={what}
              kind="quiet"
              more={t('mail.ofWhom', { name: who, at })}
              onPress={() => answers({ type: 'reply', what, of: mail.id })}
            >
              {t(`mail.${what}`)}
            </Button>
          ))}
        {splits && (
          <Button kind="quiet" more={t('mail.ofWhom', { name: who, at })} onPress={() => splits(mail.id)}>
            {t('cases.split')}
          </Button>
        )}
        {mail.html && (
          <Button kind="quiet" onPress={() => setFramed(!framed)}>
            {t(framed ? 'mail.asText' : 'mail.asSent')}
          </Button>
        )}
        <MailTools mail={mail} onChanged={onChanged} />
        <PrintButton case={mail.case} mail={mail.id} more={t('mail.ofWhom', { name: who, at })} />
      </div>
    </details>
  );
}

/** Files with their sizes and what is known of them; what is harmful is not offered. */
export function MailFiles({
  files,
  href,
  onRemove,
}: {
  readonly files: readonly MailFileShown[];
  readonly href: (file: string) => string;
  readonly onRemove?: (file: string) => void;
}) {
  const t = useTranslations();
  return (
    <ul className={styles.files} aria-label={t('mail.attachments')}>
      {files.map(({ id, name, size, scan }) => (
        <li key={id}>
          {scan === 'infected' ? (
            <span>{name}</span>
          ) : (
            <a href={href(id)} download={name}>
              {name}
            </a>
          )}
          <small>{sizeOf(size)}</small>
          {(scan === 'unscanned' || scan === 'infected') && <small className={styles.mark}>{t(`mail.${scan}`)}</small>}
          {onRemove && (
            <Button kind="quiet" onPress={() => onRemove(id)}>
              {t('mail.remove', { name })}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
