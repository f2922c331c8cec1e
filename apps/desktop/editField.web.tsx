import { codeOf } from '@patchbay/help/codes.ts';
import { type KeyboardEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { announce } from './announcer.web.ts';
import type { Answer } from './api.web.ts';
import styles from './edit.module.css';
import { CopyIcon } from './icons.web.ts';
import { Trouble } from './trouble.web.tsx';

/** What a field is edited with. */
export interface EditFieldProps {
  readonly label: string;
  readonly value: string;
  readonly kind?: 'text' | 'email' | 'tel' | 'date' | 'number';
  /** Instead of writing: one of these. */
  readonly choices?: readonly { readonly key: string; readonly text: string }[];
  readonly max?: number;
  /** Saves on what was seen; an answer that refuses says why and, if somebody was first, what the value is now. */
  readonly onSave: (value: string, seen: string) => Promise<Answer<unknown>>;
  /** What was being written, kept while another interaction is looked at. */
  readonly kept?: { readonly read: () => string | null; readonly write: (text: string | null) => void };
  readonly hidden?: boolean;
  /** With a button that copies the value. */
  readonly copy?: boolean;
  readonly placeholder?: string;
}

/** Why a save failed; `mine` is what was written, when somebody else was first. */
interface Failure {
  readonly text: string | null;
  readonly code: string | null;
  readonly mine: string | null;
}

/** A value that is edited where it stands: Save and Revert come as soon as something else is written. */
export function EditField({
  label,
  value,
  kind = 'text',
  choices,
  max = 200,
  onSave,
  kept,
  hidden = false,
  copy = false,
  placeholder,
}: EditFieldProps) {
  const t = useTranslations();
  const id = useId();
  const [typed, setTyped] = useState<string | null>(() => kept?.read() ?? null);
  const [seen, setSeen] = useState(value);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const write = (text: string | null): void => {
    setTyped(text);
    kept?.write(text);
  };
  const begin = (text: string): void => {
    if (typed === null) setSeen(value);
    setFailure(null);
    write(text);
  };
  const save = async (text: string): Promise<void> => {
    setBusy(true);
    const answer = await onSave(text, seen);
    setBusy(false);
    if (answer.is === 'unreached') return setFailure({ text: null, code: codeOf('desktop.unreached') ?? null, mine: null }); // what was written stays, for another try
    if (answer.is === 'ok') {
      setFailure(null);
      return write(null);
    }
    const first = 'value' in answer.with;
    setFailure({ text: answer.text, code: answer.code, mine: first ? text : null });
    if (first) write(null);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || typed === null) return;
    if (event.key === 'Enter') void save(typed);
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    write(null);
  };
  const dirty = typed !== null && typed !== seen;
  return (
    <div className={styles.edit} data-dirty={dirty} data-copy={copy}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      {choices ? (
        <select id={id} className={styles.input} value={typed ?? value} disabled={busy} onChange={(event) => begin(event.target.value)}>
          {choices.map(({ key, text }) => (
            <option key={key} value={key}>
              {text}
            </option>
          ))}
        </select>
      ) : (
        <input
          id={id}
          className={styles.input}
          type={hidden ? 'password' : kind === 'number' ? 'text' : kind}
          inputMode={kind === 'number' ? 'decimal' : undefined}
          autoComplete="off"
          dir="auto"
          maxLength={max}
          placeholder={placeholder ?? t('edit.empty')}
          data-empty={(typed ?? value) === ''}
          value={typed ?? value}
          readOnly={busy}
          onChange={(event) => begin(event.target.value)}
          onKeyDown={onKeyDown}
        />
      )}
      {copy && !dirty && value !== '' && <CopyButton label={label} value={choices?.find(({ key }) => key === value)?.text ?? value} />}
      {dirty && (
        <p className={styles.buttons}>
          <button type="button" className={styles.save} aria-disabled={busy} onClick={() => busy || void save(typed)}>
            {t('edit.save')}
            <span className="unseen"> {label}</span>
          </button>
          <button type="button" className={styles.revert} onClick={() => write(null)}>
            {t('edit.revert')}
            <span className="unseen"> {label}</span>
          </button>
        </p>
      )}
      {failure && (
        <p className={styles.failure} role="alert">
          <Trouble problem={{ text: failure.text ?? t('edit.unreached'), code: failure.code }} />
          {failure.mine !== null && <Mine text={failure.mine} onDone={() => setFailure(null)} />}
        </p>
      )}
    </div>
  );
}

/** Copies a value. */
export function CopyButton({ label, value }: { readonly label: string; readonly value: string }) {
  const t = useTranslations();
  if (!('clipboard' in navigator)) return null;
  const take = async (): Promise<void> => {
    await navigator.clipboard.writeText(value);
    announce.polite({ kind: 'saved', text: t('context.copied', { name: label }) }, String);
  };
  const name = t('context.copy', { name: label });
  return (
    <button type="button" className={styles.copy} aria-label={name} title={name} onClick={() => void take()}>
      <CopyIcon size={14} />
    </button>
  );
}

/** What I wrote and was not saved: to be copied, or let go. */
function Mine({ text, onDone }: { readonly text: string; readonly onDone: () => void }) {
  const t = useTranslations();
  return (
    <span className={styles.mine}>
      <q>{text}</q>
      {'clipboard' in navigator && (
        <button type="button" className={styles.revert} onClick={() => void navigator.clipboard.writeText(text)}>
          <CopyIcon size={14} /> {t('edit.copyMine')}
        </button>
      )}
      <button type="button" className={styles.revert} onClick={onDone}>
        {t('edit.forget')}
      </button>
    </span>
  );
}
