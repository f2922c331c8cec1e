import { fitting } from '@patchbay/logs/report.ts';
import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from './api.web.ts';
import { build } from './build.web.ts';
import { Button } from './button.web.tsx';
import { told } from './checking.ts';
import { logged } from './logging.web.ts';
import { lastCheck } from './measuring.web.ts';
import styles from './modal.module.css';
import { Modal } from './modal.web.tsx';
import { type Problem, problemOf } from './problem.ts';
import { Trouble } from './trouble.web.tsx';
import { useReadOnce } from './useReadOnce.web.ts';

/** Sends what happened here to the administrator, after it was looked at; the answer is a number to name. [LG3] */
export function SendLogs({ about = '', onClose }: { readonly about?: string; readonly onClose: () => void }) {
  const t = useTranslations();
  const id = useId();
  const entries = useReadOnce(logged());
  const [comment, setComment] = useState(about && `${about}\n`);
  const [sent, setSent] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const send = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    const checked = told(lastCheck.get() ?? [], new Date());
    const browser = `${navigator.userAgent} ${innerWidth}x${innerHeight} ${navigator.language}`.slice(0, 300);
    const answer = await api.sendLogs(fitting({ comment: comment.trim(), build, browser, checked, entries: [...entries] }));
    setBusy(false);
    if (answer.is === 'ok') setSent(answer.body.id);
    else setProblem(problemOf(answer, 'sendLogs'));
  };
  if (sent !== null)
    return (
      <Modal title={t('logs.sent')} onClose={onClose}>
        <p role="status">{t('logs.number', { id: sent })}</p>
        <div className={styles.buttons}>
          <Button kind="primary" onPress={onClose}>
            {t('close')}
          </Button>
        </div>
      </Modal>
    );
  return (
    <Modal title={t('logs.send')} onClose={onClose}>
      <label className={styles.field} htmlFor={id}>
        {t('logs.comment')}
        <textarea id={id} rows={3} maxLength={1000} value={comment} onChange={(event) => setComment(event.target.value)} />
      </label>
      <p className={styles.note}>{t('logs.what', { count: entries.length })}</p>
      <details className={styles.details}>
        <summary>{t('logs.look')}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled by keys */}
        <pre className={styles.log} tabIndex={0}>
          {entries.map(({ at, kind, text }) => `${new Date(at).toISOString().slice(11, 19)} ${kind} ${text}`).join('\n')}
        </pre>
      </details>
      {problem && (
        <p className={styles.failed} role="alert">
          <Trouble problem={problem} />
        </p>
      )}
      <div className={styles.buttons}>
        <Button kind="quiet" onPress={onClose}>
          {t('cancel')}
        </Button>
        <Button kind="primary" busy={busy} onPress={() => void send()}>
          {t('logs.submit')}
        </Button>
      </div>
    </Modal>
  );
}
