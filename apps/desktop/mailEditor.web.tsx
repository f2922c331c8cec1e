import { most, speaksOfAttachment } from '@patchbay/email/writing.ts';
import { EditorContent, useEditor } from '@tiptap/react';
import StarterKit from '@tiptap/starter-kit';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from './api.web.ts';
import { Button } from './button.web.tsx';
import styles from './mail.module.css';
import { addressesIn, type MailDraft, type MailFileShown, typedFrom } from './mailing.ts';
import { MailFiles } from './mailThread.web.tsx';

const saveMs = 1500;

interface EditorProps {
  readonly id: string;
  readonly draft: MailDraft;
  readonly why: string | null;
  readonly busy: boolean;
  /** Another mail has come since: sending it is meant all the same. */
  readonly crossed: boolean;
  readonly onSend: (rev: string, sure: boolean) => void;
  /** It was changed elsewhere: what is there now is to be shown. */
  readonly onChanged: () => void;
  readonly buttons: ReactNode;
}

/** Where an answer is written: kept on the server as it is typed, and sent with its attachments. */
export function MailEditor({ id, draft, why, busy, crossed, onSend, onChanged, buttons }: EditorProps) {
  const t = useTranslations();
  const [to, setTo] = useState(typedFrom(draft.body.to));
  const [cc, setCc] = useState(typedFrom(draft.body.cc));
  const [subject, setSubject] = useState(draft.body.subject);
  const [files, setFiles] = useState<readonly MailFileShown[]>(draft.files ?? []);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [asked, setAsked] = useState<'forgotten' | 'noSubject' | null>(null);
  const [savedAt, setSavedAt] = useState<number | null>(draft.at);
  const rev = useRef(draft.rev);
  const dirty = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const turn = useRef<Promise<boolean>>(Promise.resolve(true));
  const editor = useEditor({
    extensions: [StarterKit],
    injectCSS: false,
    content: draft.body.html,
    editorProps: { attributes: { 'aria-label': t('mail.text'), role: 'textbox', 'aria-multiline': 'true' } },
    onUpdate: () => touched.current(),
  });
  const now = useRef({ to, cc, subject, files });
  now.current = { to, cc, subject, files };

  const save = useCallback((): Promise<boolean> => {
    clearTimeout(timer.current);
    turn.current = turn.current.then(async (before) => {
      if (!before || !dirty.current) return before;
      dirty.current = false;
      const { to: typedTo, cc: typedCc, subject: about, files: attached } = now.current;
      const html = editor?.isEmpty ? '' : (editor?.getHTML() ?? draft.body.html);
      const body = {
        ...draft.body,
        to: addressesIn(typedTo),
        cc: addressesIn(typedCc),
        subject: about,
        html,
        files: attached.map((one) => one.id),
      };
      const answer = await api.saveMailDraft({ interaction: id, rev: rev.current, body });
      if (answer.is === 'unreached') {
        dirty.current = true; // it is tried again with the next key, or when it is sent
        return true;
      }
      if (answer.is === 'refused' || !answer.body.saved) {
        onChanged();
        return false;
      }
      rev.current = answer.body.rev;
      setSavedAt(answer.body.at);
      return true;
    });
    return turn.current;
  }, [draft.body, editor, id, onChanged]);
  const touched = useRef(() => {});
  touched.current = () => {
    dirty.current = true;
    setSavedAt(null);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void save(), saveMs);
  };
  useEffect(() => () => void save(), [save]);

  const attach = async (chosen: readonly File[]): Promise<void> => {
    setTrouble(null);
    for (const file of chosen) {
      if (file.size > most.one) {
        setTrouble(t('mail.tooLarge', { name: file.name }));
        continue;
      }
      const path = `/api/mail-files?interaction=${id}&name=${encodeURIComponent(file.name)}`;
      const type = file.type || 'application/octet-stream';
      const taken = await fetch(path, { method: 'PUT', body: file, headers: { 'content-type': type } }).catch(() => null);
      if (!taken?.ok) {
        setTrouble(t('mail.notTaken', { name: file.name }));
        continue;
      }
      const { file: shown } = (await taken.json()) as { file: MailFileShown };
      setFiles((before) => [...before, { ...shown, inline: false }]);
      touched.current();
    }
  };
  const send = async (sure: boolean): Promise<void> => {
    const forgotten = files.length === 0 && speaksOfAttachment(editor?.getText() ?? '');
    if (!asked && (forgotten || !subject.trim())) return setAsked(forgotten ? 'forgotten' : 'noSubject');
    setAsked(null);
    if (await save()) onSend(rev.current, sure);
  };
  const field = (label: string, value: string, set: (typed: string) => void, hint?: string) => (
    <label className={styles.field}>
      <span>{label}</span>
      <input
        value={value}
        title={hint}
        autoComplete="off"
        onChange={(event) => {
          set(event.target.value);
          touched.current();
        }}
      />
    </label>
  );
  const tool = (word: string, press: () => void) => (
    <Button kind="quiet" onPress={press}>
      {word}
    </Button>
  );
  return (
    <section className={styles.editor} aria-label={t('mail.text')}>
      {field(t('mail.to'), to, setTo, t('mail.recipients'))}
      {field(t('mail.cc'), cc, setCc, t('mail.recipients'))}
      {field(t('mail.subject'), subject, setSubject)}
      <div className={styles.tools}>
        {tool(t('mail.bold'), () => editor?.chain().focus().toggleBold().run())}
        {tool(t('mail.italic'), () => editor?.chain().focus().toggleItalic().run())}
        {tool(t('mail.list'), () => editor?.chain().focus().toggleBulletList().run())}
        {tool(t('mail.quote'), () => editor?.chain().focus().toggleBlockquote().run())}
        <span className={styles.saved} role="status">
          {savedAt === null ? t('mail.saving') : t('mail.saved', { time: new Date(savedAt).toLocaleTimeString() })}
        </span>
      </div>
      <EditorContent editor={editor} className={styles.writing} />
      {files.length > 0 && (
        <MailFiles
          files={files}
          href={(file) => `/api/mail-files/${file}`}
          onRemove={(file) => {
            setFiles(files.filter((one) => one.id !== file));
            touched.current();
          }}
        />
      )}
      <label className={styles.field}>
        <span>{t('mail.attach')}</span>
        <input
          type="file"
          multiple
          onChange={(event) => {
            void attach([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
      </label>
      {trouble && (
        <p className={styles.trouble} role="alert">
          {trouble}
        </p>
      )}
      {asked && (
        <p className={styles.trouble} role="alert">
          {t(`mail.${asked}`)}
        </p>
      )}
      <div className={styles.tools}>
        {buttons}
        <Button kind="primary" onPress={() => void send(crossed)} why={why} busy={busy}>
          {t(asked || crossed ? 'mail.sendAnyway' : 'mail.send')}
        </Button>
      </div>
    </section>
  );
}
