import { openIn } from '@patchbay/canned/fill.ts';
import { textIn } from '@patchbay/configuration/text.ts';
import type { Email } from '@patchbay/email/email.ts';
import { type Font, families } from '@patchbay/email/font.ts';
import { MailText, type MailTextHandle } from '@patchbay/email/mailText.web.tsx';
import { most, speaksOfAttachment } from '@patchbay/email/writing.ts';
import { type CSSProperties, type ReactNode, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from './button.web.tsx';
import clash from './clash.module.css';
import { useCentre } from './deskContext.web.tsx';
import type { Pick } from './dispositions.ts';
import { AlertIcon, SecureIcon } from './icons.web.ts';
import styles from './mail.module.css';
import { MailCanned } from './mailCanned.web.tsx';
import type { MailDraft } from './mailing.ts';
import { Recipients } from './mailRecipients.web.tsx';
import { MailFiles } from './mailThread.web.tsx';
import type { Sending } from './mailWriting.web.tsx';
import { MenuButton } from './menuButton.web.tsx';
import { usePreferences } from './preferences.web.ts';
import { timeOfDay } from './time.ts';
import { useContact } from './useContact.web.ts';
import { type KeptDraft, useMailDraft } from './useMailDraft.web.ts';
import { useMailFiles } from './useMailFiles.web.ts';

interface EditorProps {
  readonly id: string;
  readonly mail: Email;
  readonly draft: MailDraft;
  readonly why: string | null;
  readonly busy: boolean;
  /** They have been told why they might not want to send it: another mail has come since, or something was masked. */
  readonly warned: boolean;
  /** It can be sent and worked on. */
  readonly interim: boolean;
  /** What it can be settled with as it is sent. */
  readonly settles: readonly Pick[];
  readonly onSend: (sending: Omit<Sending, 'sure' | 'checked'>) => void;
  /** What stands in the other window is to be shown. */
  readonly onChanged: () => void;
  /** It was changed in another window a moment ago. */
  readonly followed: boolean;
  readonly onFollow: () => void;
  readonly buttons: ReactNode;
}

/** Where an answer is written: kept on the server as it is typed, and sent with its attachments. [EM113] [EM114] */
export function MailEditor({
  id,
  mail,
  draft,
  why,
  busy,
  warned,
  interim,
  settles,
  onSend,
  onChanged,
  followed,
  onFollow,
  buttons,
}: EditorProps) {
  const t = useTranslations();
  const kept = useMailDraft(id, draft, onFollow);
  const [subject, setSubject] = useState(draft.body.subject);
  const [asked, setAsked] = useState<'forgotten' | 'noSubject' | null>(null);
  const [written, setWritten] = useState(draft.body.html);
  const { queues } = useCentre();
  const { language } = usePreferences();
  const { contact } = useContact(mail.contact);
  const queue = queues[mail.queue ?? '']?.email;
  const look = useLook(queue?.font ?? null);
  const text = useRef<MailTextHandle>(null);
  const { files, coming, trouble, attach, take, picture, remove } = useMailFiles(id, draft.files ?? [], (now) =>
    kept.change({ files: now.map((one) => one.id) }),
  );
  const put = async (chosen: readonly File[]): Promise<void> => {
    for (const file of chosen) {
      const own = file.type.startsWith('image/') ? await picture(file) : undefined;
      if (own) text.current?.insertImage({ src: `/api/mail-files/${own}`, alt: file.name });
    }
    await attach(chosen.filter((file) => !file.type.startsWith('image/')));
  };
  const how = useRef<Sending['how']>(undefined);
  const send = async (chosen: Sending['how'] = how.current): Promise<void> => {
    how.current = chosen;
    const forgotten = files.length === 0 && speaksOfAttachment(written.replace(/<[^>]*>/g, ' '));
    if (!asked && (forgotten || !subject.trim())) return setAsked(forgotten ? 'forgotten' : 'noSubject');
    setAsked(null);
    const rev = await kept.keep();
    if (rev) onSend({ rev, ...(chosen && { how: chosen }) });
  };
  const open = openIn(written.replace(/<[^>]*>/g, ' '))[0];
  const cannot = why ?? (coming.length ? t('attach.unready') : open ? t('canned.open', { variable: open }) : null);
  return (
    <section className={styles.editor} aria-label={t('mail.text')}>
      <div className={styles.sheet}>
        <Recipients draft={draft} onChange={kept.change} />
        <label className={styles.field}>
          <span>{t('mail.subject')}</span>
          <input
            value={subject}
            autoComplete="off"
            onChange={({ target }) => {
              setSubject(target.value);
              kept.change({ subject: target.value });
            }}
          />
        </label>
        {queue?.header && <Locked text={textIn(queue.header, language)} />}
        <div style={look}>
          <MailText
            ref={text}
            label={t('mail.text')}
            plain={queue?.plainText ?? false}
            picker={(at) => <MailCanned mail={mail} at={at} onFiles={(chosen) => void take(chosen)} />}
            {...(contact?.language && { lang: contact.language })}
            initial={draft.body.html}
            onChange={(now) => {
              setWritten(now);
              kept.change({ html: now });
            }}
            onFiles={(chosen) => void put(chosen)}
          />
        </div>
        {queue?.footer && <Locked text={textIn(queue.footer, language)} />}
        {files.length > 0 && <MailFiles files={files} href={(file) => `/api/mail-files/${file}`} onRemove={remove} />}
        {coming.length > 0 && (
          <p className={styles.held} role="status">
            {t('mail.attaching', { names: coming.join(', ') })}
          </p>
        )}
        {trouble && (
          <p className={styles.trouble} role="alert">
            {trouble}
          </p>
        )}
        {asked && (
          <p className={styles.trouble} role="alert">
            {t(`mail.${asked}`)}
          </p>
        )}
        <Clash kept={kept} onTake={onChanged} />
      </div>
      <div className={styles.tools}>
        <Attach onChosen={(chosen) => void attach(chosen)} />
        <small className={styles.limit}>{t('mail.limit', { one: most.one / mega, all: most.all / mega })}</small>
        {buttons}
        <Kept kept={kept} followed={followed} />
        <span className={styles.sends}>
          <Button kind="primary" onPress={() => void send()} why={cannot} busy={busy}>
            {t(asked || warned ? 'mail.sendAnyway' : 'mail.send')}
          </Button>
          {cannot === null && !busy && <SendHow interim={interim} settles={settles} onChoose={(chosen) => void send(chosen)} />}
        </span>
      </div>
    </section>
  );
}

type HowProps = { readonly interim: boolean; readonly settles: readonly Pick[] } & { readonly onChoose: (how: Sending['how']) => void };
/** Sends it and settles the matter, or goes on working. [DT285] */
function SendHow({ interim, settles, onChoose }: HowProps) {
  const t = useTranslations();
  const items = [
    ...(interim ? [{ key: '', text: t('mail.sendOn') }] : []),
    ...settles.map(({ key, label }) => ({ key, text: t('mail.sendWith', { disposition: label }) })),
  ];
  if (!items.length) return null;
  return (
    <MenuButton kind="primary" label={t('mail.sendMore')} items={items} onChoose={(key) => onChoose(key ? { reason: key } : 'interim')} />
  );
}

function Attach({ onChosen }: { readonly onChosen: (files: readonly File[]) => void }) {
  const t = useTranslations();
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button onPress={() => chooser.current?.click()}>{t('mail.attach')}</Button>
      <input
        ref={chooser}
        type="file"
        className="unseen"
        multiple
        tabIndex={-1}
        aria-label={t('mail.attach')}
        onChange={({ target }) => {
          onChosen([...(target.files ?? [])]);
          target.value = ''; // the same file again is a change too
        }}
      />
    </>
  );
}

/** What the queue says above and below every mail: shown, never changed. [EM173] */
function Locked({ text }: { readonly text: string }) {
  const t = useTranslations();
  return (
    <p className={styles.locked}>
      <SecureIcon size={14} role="img" aria-label={t('mail.locked')} />
      <span>{text}</span>
    </p>
  );
}
const mega = 1024 * 1024;

/** The font of the queue, else mine, as it will be sent. [EM172] */
function useLook(fixed: Font | null): CSSProperties {
  const { mailFont, mailFontSize, mailColour } = usePreferences();
  const { family, size, colour } = fixed ?? { family: mailFont, size: mailFontSize, colour: mailColour };
  return { '--mail-font': families[family], '--mail-size': `${size}pt`, '--mail-colour': colour } as CSSProperties;
}

/** Whether what is written is on the server. */
function Kept({ kept: { at, reached, wrong }, followed }: { readonly kept: KeptDraft; readonly followed: boolean }) {
  const t = useTranslations();
  const { language } = usePreferences();
  const how = !reached ? 'mail.unreached' : wrong ? 'mail.unkept' : at === null ? 'mail.saving' : null;
  return (
    <span className={styles.saved} role="status">
      {how ? t(how) : t(followed ? 'mail.followed' : 'mail.saved', { time: timeOfDay(at ?? 0, language, true) })}
    </span>
  );
}

/** It was changed in another window: both are kept until one is chosen. */
function Clash({ kept: { theirs, insist }, onTake }: { readonly kept: KeptDraft; readonly onTake: () => void }) {
  const t = useTranslations();
  if (theirs === undefined) return null;
  return (
    <div className={clash.clash} role="alert">
      <AlertIcon size={16} aria-hidden="true" />
      <p>
        <b>{t('draft.title')}</b> {theirs ? `${t('draft.theirs')}: ` : t('mail.gone')}
        {theirs && <q className={clash.theirs}>{theirs.body.html.replace(/<[^>]*>/g, ' ').trim()}</q>}
      </p>
      <button type="button" className={clash.choice} onClick={onTake}>
        {t('draft.take')}
      </button>
      {theirs && (
        <button type="button" className={clash.choice} onClick={insist}>
          {t('draft.keep')}
        </button>
      )}
    </div>
  );
}
