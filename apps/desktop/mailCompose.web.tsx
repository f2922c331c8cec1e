import { textIn } from '@patchbay/configuration/text.ts';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from './button.web.tsx';
import { useCentre, useLive } from './deskContext.web.tsx';
import { AddIcon, MessagesIcon } from './icons.web.ts';
import styles from './mailList.module.css';
import type { Recipient } from './mailWanted.web.ts';
import { Modal } from './modal.web.tsx';
import { usePreferences } from './preferences.web.ts';
import { type Problem, problemOf } from './problem.ts';
import { Trouble } from './trouble.web.tsx';

/** The queues I can write for, those I cannot write for now and why, and how to begin. */
function useComposing(open: (id: string) => void, whom: Recipient | null) {
  const live = useLive();
  const { queues } = useCentre();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const all = Object.entries(queues).filter(([, { email }]) => email?.serves);
  const mine = all.filter(([, { email }]) => email?.cannotSend === null);
  const others = all.flatMap(([key, { label, email }]) => (email?.cannotSend ? [{ key, label, why: email.cannotSend }] : []));
  const begin = async (queue: string): Promise<boolean> => {
    setBusy(true);
    setProblem(null);
    const answer = await live.ask({ type: 'compose', queue, ...whom }, live.me.id);
    setBusy(false);
    if (answer.is === 'ok') open((answer.body as { readonly interaction: string }).interaction);
    else setProblem(problemOf(answer));
    return answer.is === 'ok';
  };
  return { mine, others, begin, busy, problem };
}

/** Begins a new mail: first for which queue, unless there is one. [DT290] (BP-73) */
export function ComposeButton({ open, wide = false }: { readonly open: (id: string) => void; readonly wide?: boolean }) {
  const t = useTranslations();
  const [choosing, setChoosing] = useState(false);
  const { mine, others, begin, busy, problem } = useComposing(open, null);
  const [first] = mine;
  if (!first && others.length === 0) return null;
  return (
    <>
      <Button
        icon={<AddIcon size={16} />}
        wide={wide}
        busy={busy && !choosing}
        onPress={() => (first && mine.length + others.length === 1 ? void begin(first[0]) : setChoosing(true))}
      >
        {t('mail.compose')}
      </Button>
      {problem && !choosing && <Said problem={problem} />}
      {choosing && <ComposeDialog whom={null} open={open} onClose={() => setChoosing(false)} />}
    </>
  );
}

interface DialogProps {
  readonly whom: Recipient | null;
  readonly open: (id: string) => void;
  readonly onClose: () => void;
}
/** For which queue a new mail is, and to whom, if that is known. [DT290] [DT433] */
export function ComposeDialog({ whom, open, onClose }: DialogProps) {
  const t = useTranslations();
  const { language } = usePreferences();
  const { mine, others, begin, busy, problem } = useComposing(open, whom);
  return (
    <Modal title={whom ? t('mail.composeTo', { address: whom.to }) : t('mail.composeFor')} onClose={onClose}>
      {problem && <Said problem={problem} />}
      {whom && <p>{t('mail.composeFor')}</p>}
      <ul className={styles.services}>
        {mine.map(([key, { label }]) => (
          <li key={key}>
            <Button wide icon={<MessagesIcon size={16} />} busy={busy} onPress={() => void begin(key).then((done) => done && onClose())}>
              {textIn(label, language)}
            </Button>
          </li>
        ))}
      </ul>
      {others.map(({ key, label, why }) => (
        <p key={key}>{t(`mail.cannotSend.${why}`, { name: textIn(label, language) })}</p>
      ))}
    </Modal>
  );
}

function Said({ problem }: { readonly problem: Problem }) {
  return (
    <p role="alert" className={styles.refused}>
      <Trouble problem={problem} />
    </p>
  );
}
