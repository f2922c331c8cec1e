import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { serverNow } from './clock.web.ts';
import { without } from './desk.ts';
import { useLive } from './deskContext.web.tsx';
import { usePreferences } from './preferences.web.ts';
import { timeOfDay } from './time.ts';
import styles from './wrapUp.module.css';

const pause = 2000;

/** The notes of one interaction: what is typed is kept at once in this browser, and on the server after 2 s of rest. [DT34] */
export function useNotes(id: string, saved: string) {
  const live = useLive();
  const [typed, setTyped] = useState<string | null>(() => live.drafts.read(id, 'notes')?.text ?? null);
  const latest = useRef(typed);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const save = async (): Promise<void> => {
    clearTimeout(timer.current);
    const notes = latest.current;
    if (notes === null) return;
    const answer = notes === saved ? { is: 'ok' as const } : await live.ask({ type: 'writeNotes', interaction: id, notes }, id);
    if (answer.is === 'unreached') {
      timer.current = setTimeout(() => void save(), pause);
      return;
    }
    const unchanged = answer.is === 'refused' && answer.key === 'interactions.notesUnchanged';
    if (answer.is === 'refused' && !unchanged) return;
    live.change((desk) => ({
      savedAt: { ...desk.savedAt, [id]: serverNow() },
      ...(unchanged ? { problems: without(desk.problems, id) } : {}),
    }));
    if (latest.current === notes) live.drafts.write(id, 'notes', { text: '', caret: 0, at: 0 });
  };
  const write = (text: string): void => {
    latest.current = text;
    setTyped(text);
    live.drafts.write(id, 'notes', { text, caret: text.length, at: Date.now() });
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void save(), pause);
  };
  const saving = useRef(save);
  saving.current = save;
  useEffect(() => {
    if (latest.current !== null) void saving.current();
    return () => void saving.current();
  }, []);
  return { text: typed ?? saved, write, save };
}
export type NotesOf = ReturnType<typeof useNotes>;

/** What the next agent should know; it grows as it is written. */
export function Notes({ notes, savedAt }: { readonly notes: NotesOf; readonly savedAt: number | undefined }) {
  const t = useTranslations();
  const { region } = usePreferences();
  return (
    <label className={styles.field}>
      <span className={styles.label}>
        {t('wrapUp.notes')}
        <span className={styles.saved}>{savedAt ? t('wrapUp.saved', { time: timeOfDay(savedAt, region, true) }) : ''}</span>
      </span>
      <textarea
        className={styles.notes}
        rows={1}
        maxLength={20_000}
        value={notes.text}
        placeholder={t('wrapUp.notesHint')}
        onChange={(event) => notes.write(event.target.value)}
        onBlur={() => void notes.save()}
      />
    </label>
  );
}
