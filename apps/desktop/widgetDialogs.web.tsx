import { textIn } from '@patchbay/configuration/text.ts';
import { type FormEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from './api.web.ts';
import { Button } from './button.web.tsx';
import styles from './modal.module.css';
import { Modal } from './modal.web.tsx';
import { usePreferences } from './preferences.web.ts';
import { type Problem, problemOf } from './problem.ts';
import { RemoveDialog } from './removeDialog.web.tsx';
import { Trouble } from './trouble.web.tsx';
import { isWidgetKey, newWidget, type ShownWidget, type ShownWidgets } from './widgets.ts';

interface AddProps extends Pick<ShownWidgets, 'widgets' | 'entryPoints'> {
  readonly onAdded: (key: string, widget: ShownWidget) => void;
  readonly onClose: () => void;
}
/** Another widget: its name, where it leads, and whose looks it begins with. [DT160] */
export function AddWidget({ widgets, entryPoints, onAdded, onClose }: AddProps) {
  const t = useTranslations();
  const { language } = usePreferences();
  const [key, setKey] = useState('');
  const [entryPoint, setEntryPoint] = useState(Object.keys(entryPoints)[0] ?? '');
  const [like, setLike] = useState(Object.keys(widgets)[0] ?? '');
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const id = useId();
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    const why = widgets[key] ? t('widgets.add.taken') : isWidgetKey(key) ? null : t('widgets.add.keyHint');
    setWrong(why);
    if (why) return document.getElementById(`${id}-key`)?.focus();
    setBusy(true);
    const answer = await api.addWidget(key, newWidget(entryPoint, widgets[like]?.is));
    setBusy(false);
    if (answer.is === 'ok') return onAdded(key, answer.body.widget);
    setProblem(problemOf(answer));
  };
  return (
    <Modal title={t('widgets.add.title')} onClose={onClose}>
      <form className={styles.form} noValidate onSubmit={(event) => void add(event)}>
        <div className={styles.field}>
          <label htmlFor={`${id}-key`}>{t('widgets.add.key')}</label>
          <input
            id={`${id}-key`}
            maxLength={63}
            autoCapitalize="off"
            autoComplete="off"
            spellCheck={false}
            value={key}
            aria-invalid={wrong !== null}
            aria-describedby={`${id}-hint`}
            onChange={({ target }) => setKey(target.value.toLowerCase())}
          />
          <p id={`${id}-hint`} className={wrong ? styles.failed : styles.note} role={wrong ? 'alert' : undefined}>
            {wrong ?? t('widgets.add.keyHint')}
          </p>
        </div>
        <div className={styles.field}>
          <label htmlFor={`${id}-to`}>{t('widgets.leadsTo')}</label>
          <select id={`${id}-to`} value={entryPoint} onChange={({ target }) => setEntryPoint(target.value)}>
            {Object.entries(entryPoints).map(([one, label]) => (
              <option key={one} value={one}>
                {textIn(label, language)}
              </option>
            ))}
          </select>
        </div>
        <div className={styles.field}>
          <label htmlFor={`${id}-like`}>{t('widgets.add.like')}</label>
          <select id={`${id}-like`} value={like} onChange={({ target }) => setLike(target.value)}>
            {Object.keys(widgets).map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
            <option value="">{t('widgets.add.plain')}</option>
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
          <button type="submit" className={styles.submit} aria-disabled={busy}>
            {t('widgets.add.do')}
          </button>
        </div>
      </form>
    </Modal>
  );
}

interface RemoveProps {
  readonly id: string;
  readonly widget: ShownWidget;
  readonly onRemoved: () => void;
  readonly onClose: () => void;
}
/** Asks before a widget goes, and says what that means to customers. [DT160] */
export function RemoveWidget({ id, widget, onRemoved, onClose }: RemoveProps) {
  const t = useTranslations();
  return (
    <RemoveDialog
      title={t('widgets.remove.title', { name: widget.name })}
      of="widgets.remove"
      remove={() => api.removeWidget(id, widget.version)}
      onRemoved={onRemoved}
      onClose={onClose}
    />
  );
}
