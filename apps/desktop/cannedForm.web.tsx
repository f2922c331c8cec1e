import type { Own, Written } from '@patchbay/canned/own.ts';
import { textIn } from '@patchbay/configuration/text.ts';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from './api.web.ts';
import { Button } from './button.web.tsx';
import { useCentre } from './deskContext.web.tsx';
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
const blank: Written = { title: '', folder: '', shortcut: '', text: '', language: '', queues: [] };

/** Writes a canned response, or changes one. [CN6] */
export function CannedForm({ one, shared, onSaved, onClose }: FormProps) {
  const t = useTranslations();
  const { queues } = useCentre();
  const { language } = usePreferences();
  const { id, mine: _, ...known } = one ?? { ...blank, id: null, mine: true };
  const [written, setWritten] = useState<Written>(known);
  const [problem, setProblem] = useState<Problem | null>(null);
  const put = (more: Partial<Written>): void => setWritten({ ...written, ...more });
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const answer = await api.askCanned({ type: 'write', id, shared, response: written });
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
          <select id={id} value={written.language} onChange={(e) => put({ language: e.target.value as Written['language'] })}>
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
        <button type="submit" className={styles.save}>
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
