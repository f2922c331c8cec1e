import { textIn } from '@patchbay/configuration/text.ts';
import { type FormEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from './api.web.ts';
import { Button } from './button.web.tsx';
import { type MailboxesShown, type MailboxShown, newMailbox } from './mailboxes.ts';
import styles from './modal.module.css';
import { Modal } from './modal.web.tsx';
import { usePreferences } from './preferences.web.ts';
import { type Problem, problemOf } from './problem.ts';
import { RemoveDialog } from './removeDialog.web.tsx';
import { Trouble } from './trouble.web.tsx';
import { isWidgetKey } from './widgets.ts';

interface AddProps extends MailboxesShown {
  readonly onAdded: (address: string) => void;
  readonly onClose: () => void;
}
/** Another mailbox: its address, what customers see, and where its mail goes; its servers come next. [DT303] */
export function AddMailbox({ queues, mailboxes, onAdded, onClose }: AddProps) {
  const t = useTranslations();
  const { language } = usePreferences();
  const id = useId();
  const [of, setOf] = useState({ key: '', address: '', name: '', queue: Object.keys(queues)[0] ?? '' });
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const noQueue = Object.keys(queues).length === 0;
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy || noQueue) return;
    const why = mailboxes[of.key] ? t('mailboxes.add.taken') : isWidgetKey(of.key) ? null : t('mailboxes.add.keyHint');
    setWrong(why);
    if (why) return document.getElementById(`${id}-key`)?.focus();
    setBusy(true);
    const answer = await api.changeMailbox(of.key, newMailbox(of.address, of.name, of.queue), null);
    setBusy(false);
    if (answer.is === 'ok') return onAdded(of.address);
    setProblem(problemOf(answer));
  };
  const line = (name: 'key' | 'address' | 'name', type: 'text' | 'email', hint: string) => (
    <div className={styles.field}>
      <label htmlFor={`${id}-${name}`}>{t(name === 'key' ? 'mailboxes.add.key' : `mailboxes.${name}`)}</label>
      <input
        id={`${id}-${name}`}
        type={type}
        required
        maxLength={name === 'key' ? 63 : 200}
        autoCapitalize="off"
        autoComplete="off"
        spellCheck={false}
        value={of[name]}
        aria-invalid={name === 'key' && wrong !== null}
        aria-describedby={`${id}-${name}-hint`}
        onChange={({ target }) => setOf({ ...of, [name]: name === 'key' ? target.value.toLowerCase() : target.value })}
      />
      <p
        id={`${id}-${name}-hint`}
        className={name === 'key' && wrong ? styles.failed : styles.note}
        role={name === 'key' && wrong ? 'alert' : undefined}
      >
        {(name === 'key' && wrong) || hint}
      </p>
    </div>
  );
  return (
    <Modal title={t('mailboxes.add.title')} onClose={onClose}>
      <form className={styles.form} noValidate onSubmit={(event) => void add(event)}>
        {noQueue && (
          <p className={styles.failed} role="alert">
            {t('mailboxes.add.noQueue')}
          </p>
        )}
        {line('key', 'text', t('mailboxes.add.keyHint'))}
        {line('address', 'email', t('mailboxes.addressHint'))}
        {line('name', 'text', t('mailboxes.nameHint'))}
        <div className={styles.field}>
          <label htmlFor={`${id}-queue`}>{t('mailboxes.queue')}</label>
          <select id={`${id}-queue`} value={of.queue} onChange={({ target }) => setOf({ ...of, queue: target.value })}>
            {Object.entries(queues).map(([key, label]) => (
              <option key={key} value={key}>
                {textIn(label, language)}
              </option>
            ))}
          </select>
        </div>
        {problem && (
          <p className={styles.failed} role="alert">
            <Trouble problem={problem} />
          </p>
        )}
        <div className={styles.buttons}>
          <Button kind="quiet" onPress={onClose}>
            {t('cancel')}
          </Button>
          <button type="submit" className={styles.submit} aria-disabled={busy || noQueue}>
            {t('mailboxes.add.do')}
          </button>
        </div>
      </form>
    </Modal>
  );
}

interface RemoveProps {
  readonly id: string;
  readonly box: MailboxShown;
  readonly onRemoved: () => void;
  readonly onClose: () => void;
}
/** Asks before a mailbox goes, and says what stays. [DT303] */
export function RemoveMailbox({ id, box, onRemoved, onClose }: RemoveProps) {
  const t = useTranslations();
  return (
    <RemoveDialog
      title={t('mailboxes.remove.title', { address: box.is.address })}
      of="mailboxes.remove"
      remove={() => api.removeMailbox(id, box.version)}
      onRemoved={onRemoved}
      onClose={onClose}
    />
  );
}
