import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { announce } from './announcer.web.ts';
import { api } from './api.web.ts';
import { build } from './build.web.ts';
import { useLive } from './deskContext.web.tsx';
import styles from './header.module.css';
import { RefreshIcon } from './icons.web.ts';
import { lastUse } from './useActivity.web.ts';
import { type Update, updateOf } from './version.ts';

const askMs = 5 * 60_000;
const lookMs = 30_000;

/** Says that a newer build is there, with a press that loads it; when nobody is at work it loads by itself. [DT77] (UX-20) */
export function NewVersion() {
  const t = useTranslations();
  const live = useLive();
  const [update, setUpdate] = useState<Update>('none');
  const text = t('version.ready');
  useEffect(() => {
    let newest: string | null = null;
    const look = (): void => {
      const { mirror, outbox, attachments } = live.state.get();
      const writing = outbox.length > 0 || attachments.length > 0 || document.activeElement?.matches('input, textarea') === true;
      const found = updateOf(mirror, { build, newest, unusedMs: Date.now() - lastUse(), writing });
      setUpdate(found);
      if (found === 'reload') location.reload();
    };
    const ask = async (): Promise<void> => {
      const answer = await api.version();
      if (answer.is === 'ok') newest = answer.body.build;
      look();
    };
    let up = live.state.get().line.up;
    const stop = live.state.subscribe(() => {
      const before = up;
      up = live.state.get().line.up;
      if (up && !before) void ask(); // a server that was away may be another one
    });
    const timers = [setInterval(() => void ask(), askMs), setInterval(look, lookMs)];
    return () => {
      stop();
      for (const timer of timers) clearInterval(timer);
    };
  }, [live]);
  const said = update !== 'none' && build !== 'dev';
  useEffect(() => {
    if (said) announce.polite({ kind: 'saved', text }, String);
  }, [said, text]);
  if (!said) return null;
  return (
    <button type="button" className={styles.version} title={t('version.hint')} onClick={() => location.reload()}>
      <RefreshIcon size={16} />
      <span>{text}</span>
    </button>
  );
}
