import { mostFiles } from '@patchbay/canned/attached.ts';
import type { Imported, Own } from '@patchbay/canned/own.ts';
import { allReady, sentFiles } from '@patchbay/chat/attaching.ts';
import { AttachButton, Tray } from '@patchbay/chat/tray.web.tsx';
import { textIn } from '@patchbay/configuration/text.ts';
import { type FormEvent, type ReactNode, useEffect, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from './api.web.ts';
import { forResponse } from './attachments.web.ts';
import { Button } from './button.web.tsx';
import { useCentre, useDesk, useLive } from './deskContext.web.tsx';
import styles from './form.module.css';
import { usePreferences } from './preferences.web.ts';
import { type Problem, problemOf } from './problem.ts';
import { Trouble } from './trouble.web.tsx';

interface FormProps {
  readonly one: Own | null;
  readonly shared: boolean;
  readonly onSaved: (title: string) => void;
  readonly onClose: () => void;
}
const blank: Imported = { title: '', folder: '', shortcut: '', text: '', language: '', queues: [] };

/** Writes a canned response with its files, or changes one. [CN6] [CN9] */
export function CannedForm({ one, shared, onSaved, onClose }: FormProps) {
  const t = useTranslations();
  const { queues, files: allowed } = useCentre();
  const { language } = usePreferences();
  const { id, mine: _, files: has, ...known } = one ?? { ...blank, id: null, mine: true, files: [] };
  const [written, setWritten] = useState<Imported>(known);
  const live = useLive();
  const place = forResponse(shared);
  const attachments = useDesk().attachments.filter(({ interaction }) => interaction === place);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it has is read once, when the form is opened
  useEffect(() => {
    live.attachments.clear(place); // of a form that was left
    live.attachments.hold(place, has);
    return () => live.attachments.clear(place);
  }, [place]);
  const many = attachments.length > mostFiles;
  const unready = !allReady(attachments);
  const [problem, setProblem] = useState<Problem | null>(null);
  const put = (more: Partial<Imported>): void => setWritten({ ...written, ...more });
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (unready || many) return;
    const files = sentFiles(attachments).map(({ id, alt }) => ({ id, alt }));
    const answer = await api.askCanned({ type: 'write', id, shared, response: { ...written, files } });
    if (answer.is === 'ok') onSaved(written.title);
    else setProblem(problemOf(answer));
  };
  return (
    <form className={styles.form} onSubmit={(event) => void save(event)} aria-label={t(one ? 'canned.form.change' : 'canned.form.new')}>
      <Field label={t('canned.form.title')}>
        {(id) => <input id={id} required maxLength={80} value={written.title} onChange={(e) => put({ title: e.target.value })} />}
      </Field>
      <Field label={t('canned.form.shortcut')} hint={t('canned.form.shortcutHint')}>
        {(id) => (
          <input
            id={id}
            maxLength={63}
            pattern="[a-z0-9][a-z0-9\-]*"
            autoCapitalize="off"
            value={written.shortcut}
            onChange={(e) => put({ shortcut: e.target.value.toLowerCase() })}
          />
        )}
      </Field>
      <Field label={t('canned.form.folder')}>
        {(id) => <input id={id} maxLength={80} value={written.folder} onChange={(e) => put({ folder: e.target.value })} />}
      </Field>
      <Field label={t('canned.form.language')}>
        {(id) => (
          <select id={id} value={written.language} onChange={(e) => put({ language: e.target.value as Imported['language'] })}>
            <option value="">{t('canned.form.any')}</option>
            <option value="en">English</option>
            <option value="de">Deutsch</option>
          </select>
        )}
      </Field>
      <Field wide label={t('canned.form.text')} hint={t('canned.form.textHint', { example: '{customer.firstName}' })}>
        {(id) => (
          <textarea id={id} required rows={5} maxLength={4000} value={written.text} onChange={(e) => put({ text: e.target.value })} />
        )}
      </Field>
      {(allowed.allowed || attachments.length > 0) && (
        <section className={styles.files} aria-label={t('canned.form.files')}>
          <p>
            <span>{t('canned.form.files')}</span>
            {allowed.allowed && <AttachButton allowed={allowed} onAdd={(chosen) => live.attachments.add(place, chosen, allowed)} />}
          </p>
          <Tray
            attachments={attachments}
            preview={live.attachments.preview}
            onDescribe={live.attachments.describe}
            onAgain={live.attachments.again}
            onRemove={live.attachments.remove}
          />
          <small>{t('canned.form.filesHint', { most: mostFiles })}</small>
        </section>
      )}
      <fieldset className={styles.queues}>
        <legend>{t('canned.form.queues')}</legend>
        {Object.entries(queues).map(([key, { label }]) => (
          <label key={key}>
            <input
              type="checkbox"
              checked={written.queues.includes(key)}
              onChange={(e) => put({ queues: e.target.checked ? [...written.queues, key] : written.queues.filter((one) => one !== key) })}
            />{' '}
            {textIn(label, language)}
          </label>
        ))}
        <small>{t('canned.form.all')}</small>
      </fieldset>
      {problem && (
        <p className={styles.problem} role="alert">
          <Trouble problem={problem} />
        </p>
      )}
      <p className={styles.buttons}>
        <Button onPress={onClose}>{t('cancel')}</Button>
        {(unready || many) && (
          <span className={styles.waits} role="status">
            {many ? t('canned.form.filesMany', { most: mostFiles }) : t('attach.unready')}
          </span>
        )}
        <button type="submit" className={styles.save} aria-disabled={unready || many}>
          {t('edit.save')}
        </button>
      </p>
    </form>
  );
}

interface FieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly wide?: boolean;
  readonly children: (id: string) => ReactNode;
}
function Field({ label, hint, wide = false, children }: FieldProps) {
  const id = useId();
  return (
    <div className={styles.field} data-wide={wide}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {hint && <small>{hint}</small>}
    </div>
  );
}
