import { type Preview, previewOf } from '@patchbay/canned/importing.ts';
import { useId, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from './api.web.ts';
import { Button } from './button.web.tsx';
import { useCentre } from './deskContext.web.tsx';
import styles from './form.module.css';
import { type Problem, problemOf } from './problem.ts';
import { Trouble } from './trouble.web.tsx';

interface ImportProps {
  readonly shared: boolean;
  readonly onDone: (count: number) => void;
  readonly onClose: () => void;
}
const nothing: Preview = { rows: [], problems: [] };

/** Many at once from a file: what is in it is shown, with what is wrong in which line, before anything is kept. [CN8] */
export function CannedImport({ shared, onDone, onClose }: ImportProps) {
  const t = useTranslations();
  const { queues } = useCentre();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const paste = useId();
  const { rows, problems } = useMemo(() => (text.trim() ? previewOf(text, { queues: Object.keys(queues) }) : nothing), [text, queues]);
  const go = async (): Promise<void> => {
    const answer = await api.askCanned({ type: 'import', shared, responses: rows.map(({ response }) => response) });
    if (answer.is === 'ok') onDone(rows.length);
    else setProblem(problemOf(answer));
  };
  return (
    <section className={styles.form} aria-label={t('canned.file.title')}>
      <p className={styles.lead}>{t('canned.file.lead')}</p>
      <label className={styles.file}>
        {t('canned.file.choose')}{' '}
        <input
          type="file"
          accept=".csv,.json,text/csv,application/json"
          onChange={(event) => void event.target.files?.[0]?.slice(0, 1_000_000).text().then(setText)}
        />
      </label>
      <div className={styles.field} data-wide="true">
        <label htmlFor={paste}>{t('canned.file.paste')}</label>
        <textarea id={paste} rows={4} spellCheck={false} value={text} onChange={(event) => setText(event.target.value)} />
      </div>
      <div className={styles.preview} role="status">
        {rows.length > 0 && <p>{t('canned.file.ready', { count: rows.length })}</p>}
        {problems.length > 0 && (
          <>
            <p>{t('canned.file.problems', { count: problems.length })}</p>
            <ul>
              {problems.slice(0, 20).map(({ line, why }) => (
                <li key={`${line} ${why}`}>
                  <b>{t('canned.file.line', { line })}</b> {t(`canned.file.why.${why}`)}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      {problem && (
        <p className={styles.problem} role="alert">
          <Trouble problem={problem} />
        </p>
      )}
      <p className={styles.buttons}>
        <Button onPress={onClose}>{t('cancel')}</Button>
        {rows.length > 0 && (
          <Button kind="primary" onPress={() => void go()}>
            {t('canned.file.go', { count: rows.length })}
          </Button>
        )}
      </p>
    </section>
  );
}
