import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Answer } from './api.web.ts';
import { Button } from './button.web.tsx';
import styles from './modal.module.css';
import { Modal } from './modal.web.tsx';
import { type Problem, problemOf } from './problem.ts';
import { Trouble } from './trouble.web.tsx';

/** Asks before something goes for good, and says what that means; what fails is told here. The words are those of `of`: means, keep, do. */
export function RemoveDialog({
  title,
  of,
  remove,
  onRemoved,
  onClose,
}: {
  readonly title: string;
  readonly of: 'mailboxes.remove' | 'widgets.remove';
  readonly remove: () => Promise<Answer<unknown>>;
  readonly onRemoved: () => void;
  readonly onClose: () => void;
}) {
  const t = useTranslations();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const go = async (): Promise<void> => {
    setBusy(true);
    const answer = await remove();
    setBusy(false);
    if (answer.is === 'ok') return onRemoved();
    setProblem(problemOf(answer));
  };
  return (
    <Modal title={title} onClose={onClose}>
      <p className={styles.note}>{t(`${of}.means`)}</p>
      {problem && (
        <p className={styles.failed} role="alert">
          <Trouble problem={problem} />
        </p>
      )}
      <div className={styles.buttons}>
        <Button kind="quiet" onPress={onClose}>
          {t(`${of}.keep`)}
        </Button>
        <Button kind="danger" busy={busy} onPress={() => void go()}>
          {t(`${of}.do`)}
        </Button>
      </div>
    </Modal>
  );
}
