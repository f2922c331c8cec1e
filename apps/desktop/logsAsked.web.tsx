import { Suspense, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { announce } from './announcer.web.ts';
import { api } from './api.web.ts';
import styles from './banner.module.css';
import { useCentre, useDesk } from './deskContext.web.tsx';
import { AlertIcon } from './icons.web.ts';
import { later } from './later.web.tsx';
import { type Problem, problemOf } from './problem.ts';
import { Trouble } from './trouble.web.tsx';
import { useFresh } from './useFresh.web.ts';

const SendLogs = later(() => import('./sendLogs.web.tsx').then((file) => file.SendLogs));

/** An administrator asks for my logs: who, why, and my answer. [LG6] */
export function LogsAsked() {
  const t = useTranslations();
  const { logNews } = useDesk().mirror;
  const { colleagues } = useCentre();
  const asked = useFresh(api.askedLogs, logNews, { once: true });
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const mine = asked.body?.mine ?? null;
  const text = mine && t('logs.asked', { name: colleagues[mine.by]?.name ?? mine.by, why: mine.why });
  useEffect(() => {
    if (text) announce.polite({ kind: 'state', text }, String);
  }, [text]);
  const decline = async (): Promise<void> => {
    const answer = await api.declineLogs();
    setProblem(answer.is === 'ok' ? null : problemOf(answer, undefined, () => void decline()));
    if (answer.is !== 'unreached') asked.again();
  };
  if (!mine) return null;
  return (
    <section className={styles.banner} data-rung="silent" aria-label={t('logs.title')}>
      <AlertIcon size={16} />
      <span>{text}</span>
      <button type="button" className={styles.turnOn} onClick={() => setSending(true)}>
        {t('logs.lookAndSend')}
      </button>
      <button type="button" className={styles.turnOn} onClick={() => void decline()}>
        {t('logs.decline')}
      </button>
      {problem && <Trouble problem={problem} />}
      {sending && (
        <Suspense fallback={null}>
          <SendLogs
            about={mine.why}
            onClose={() => {
              setSending(false);
              asked.again();
            }}
          />
        </Suspense>
      )}
    </section>
  );
}
