import { textIn } from '@patchbay/configuration/text.ts';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from './button.web.tsx';
import { useCentre, useLive } from './deskContext.web.tsx';
import { AddIcon, MessagesIcon } from './icons.web.ts';
import styles from './mailList.module.css';
import { Modal } from './modal.web.tsx';
import { usePreferences } from './preferences.web.ts';
import { type Problem, problemOf } from './problem.ts';
import { Trouble } from './trouble.web.tsx';

/** Begins a new mail: first for which queue, unless there is one. [DT290] (BP-73) */
export function ComposeButton({ open, wide = false }: { readonly open: (id: string) => void; readonly wide?: boolean }) {
  const t = useTranslations();
  const live = useLive();
  const { queues } = useCentre();
  const { language } = usePreferences();
  const [choosing, setChoosing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const all = Object.entries(queues).filter(([, { email }]) => email?.serves);
  const mine = all.filter(([, { email }]) => email?.cannotSend === null);
  const others = all.flatMap(([key, { label, email }]) => (email?.cannotSend ? [{ key, label, why: email.cannotSend }] : []));
  const begin = async (queue: string): Promise<void> => {
    setBusy(true);
    setProblem(null);
    const answer = await live.ask({ type: 'compose', queue }, live.me.id);
    setBusy(false);
    if (answer.is !== 'ok') return setProblem(problemOf(answer));
    setChoosing(false);
    open((answer.body as { readonly interaction: string }).interaction);
  };
  const [first] = mine;
  if (!first && others.length === 0) return null;
  return (
    <>
      <Button
        icon={<AddIcon size={16} />}
        wide={wide}
        busy={busy && !choosing}
        onPress={() => (first && all.length === 1 ? void begin(first[0]) : setChoosing(true))}
      >
        {t('mail.compose')}
      </Button>
      {problem && !choosing && (
        <p role="alert" className={styles.refused}>
          <Trouble problem={problem} />
        </p>
      )}
      {choosing && (
        <Modal title={t('mail.composeFor')} onClose={() => setChoosing(false)}>
          {problem && (
            <p role="alert" className={styles.refused}>
              <Trouble problem={problem} />
            </p>
          )}
          <ul className={styles.services}>
            {mine.map(([key, { label }]) => (
              <li key={key}>
                <Button wide icon={<MessagesIcon size={16} />} busy={busy} onPress={() => void begin(key)}>
                  {textIn(label, language)}
                </Button>
              </li>
            ))}
          </ul>
          {others.map(({ key, label, why }) => (
            <p key={key}>{t(`mail.cannotSend.${why}`, { name: textIn(label, language) })}</p>
          ))}
        </Modal>
      )}
    </>
  );
}
