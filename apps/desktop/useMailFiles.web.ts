import { most } from '@patchbay/email/writing.ts';
import type { SentFile } from '@patchbay/files/file.ts';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { MailFileShown } from './mailing.ts';

/** What is attached: what is on its way, and what went wrong with which file. */
interface MailFiles {
  readonly files: readonly MailFileShown[];
  readonly coming: readonly string[];
  readonly trouble: string | null;
  attach(chosen: readonly File[]): Promise<void>;
  /** Attaches files of a ready text; one that is there already is not taken twice. [CN20] */
  take(files: readonly SentFile[]): Promise<void>;
  /** Sends a picture that stands in the text; answers its id. */
  picture(file: File): Promise<string | undefined>;
  remove(file: string): void;
}

/** The files of a mail that is being written; `changed` hears of each change. [EM113] */
export function useMailFiles(id: string, first: readonly MailFileShown[], changed: (files: readonly MailFileShown[]) => void): MailFiles {
  const t = useTranslations();
  const [files, setFiles] = useState(first);
  const [coming, setComing] = useState<readonly string[]>([]);
  const [trouble, setTrouble] = useState<string | null>(null);
  const now = useRef(first);
  const took = useRef(new Map<string, string>());
  const set = (next: readonly MailFileShown[]): void => {
    now.current = next;
    setFiles(next);
    changed(next);
  };
  const send = async (file: File): Promise<MailFileShown | undefined> => {
    const fails = (why: 'tooLarge' | 'notTaken'): undefined => {
      setTrouble(t(`mail.${why}`, { name: file.name }));
    };
    if (file.size > most.one) return fails('tooLarge');
    setComing((before) => [...before, file.name]);
    const path = `/api/mail-files?interaction=${id}&name=${encodeURIComponent(file.name)}`;
    const headers = { 'content-type': file.type || 'application/octet-stream' };
    const taken = await fetch(path, { method: 'PUT', body: file, headers }).catch(() => null);
    setComing((before) => before.toSpliced(before.indexOf(file.name), 1));
    if (!taken?.ok) return fails('notTaken');
    return ((await taken.json()) as { file: MailFileShown }).file;
  };
  return {
    ...{ files, coming, trouble },
    async attach(chosen) {
      setTrouble(null);
      for (const file of chosen) {
        const shown = await send(file);
        if (shown) set([...now.current, { ...shown, inline: false }]);
      }
    },
    async take(wanted) {
      setTrouble(null);
      for (const { id: file, name } of wanted) {
        if (took.current.has(file) && now.current.some((one) => one.id === took.current.get(file))) continue;
        const answer = await fetch(`/api/files/${file}`).catch(() => null);
        const content = answer?.ok ? await answer.blob() : null;
        const shown = content ? await send(new File([content], name, { type: content.type })) : undefined;
        if (!content) setTrouble(t('mail.notTaken', { name }));
        if (!shown) continue;
        took.current.set(file, shown.id);
        set([...now.current, { ...shown, inline: false }]);
      }
    },
    async picture(file) {
      setTrouble(null);
      return (await send(file))?.id;
    },
    remove: (file) => set(now.current.filter((one) => one.id !== file)),
  };
}
