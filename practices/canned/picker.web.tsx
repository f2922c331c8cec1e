import { isPicture } from '@patchbay/files/file.ts';
import { shownSize } from '@patchbay/files/rules.ts';
import CannedIcon from '@tabler/icons-react/dist/esm/icons/IconMessageBolt.mjs';
import PaperclipIcon from '@tabler/icons-react/dist/esm/icons/IconPaperclip.mjs';
import StarIcon from '@tabler/icons-react/dist/esm/icons/IconStar.mjs';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Told } from './canned.ts';
import { fill, firstOpen, type Known, piecesOf } from './fill.ts';
import styles from './picker.module.css';
import { search } from './search.ts';
import { askedAt, put } from './slash.ts';

interface PickerProps {
  readonly canned: readonly Told[];
  readonly known: Known;
  readonly language: string;
  readonly text: string;
  readonly caret: number;
  readonly field: HTMLElement | null;
  readonly put: (text: string, caret: number, to?: number) => void;
  readonly onUsed: (key: string) => void;
  /** Takes the files of a response along; null: files cannot be sent. [CN9] */
  readonly onFiles: ((one: Told) => void) | null;
  readonly onManage: () => void;
}

/** The button, and the list that "/" opens at the caret; the field keeps the focus and its keys choose. [CN2] [CN5] */
export function CannedPicker({ canned, known, language, text, caret, field, put: write, onUsed, onFiles, onManage }: PickerProps) {
  const t = useTranslations();
  const asked = useMemo(() => askedAt(text, caret), [text, caret]);
  const [shut, setShut] = useState<number | null>(null);
  const [at, setAt] = useState(0);
  const list = useId();
  const open = asked !== null && asked.from !== shut;
  const found = useMemo(() => (asked ? search(canned, asked.query) : []), [canned, asked]);
  const chosen = found[Math.min(at, found.length - 1)];
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question begins at the top
  useEffect(() => setAt(0), [asked?.query]);
  useEffect(() => {
    if (!asked) setShut(null);
  }, [asked]);

  const insert = (one: Told | undefined): void => {
    if (!asked || !one) return;
    onUsed(one.key);
    if (one.files.length) onFiles?.(one);
    const filled = fill(one.text, known);
    const next = put(text, asked, filled);
    const left = firstOpen(filled);
    if (left) write(next.text, asked.from + left.from, asked.from + left.to);
    else write(next.text, next.caret);
  };
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => setAt(found.length ? (at + 1) % found.length : 0),
    ArrowUp: () => setAt(found.length ? (at - 1 + found.length) % found.length : 0),
    Enter: () => insert(chosen),
    Tab: () => insert(chosen),
    Escape: () => setShut(asked?.from ?? null),
  };
  const now = useRef({ keys, open, found });
  now.current = { keys, open, found };
  useEffect(() => {
    if (!field) return;
    const onKeyDown = (event: KeyboardEvent): void => {
      const { keys: does, open: isOpen, found: some } = now.current;
      const run =
        isOpen && !event.isComposing && !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey ? does[event.key] : undefined;
      if (!run || (!some.length && event.key !== 'Escape')) return;
      event.preventDefault();
      event.stopPropagation(); // the field must not send, and the desktop must not go elsewhere
      run();
    };
    field.addEventListener('keydown', onKeyDown, true);
    return () => field.removeEventListener('keydown', onKeyDown, true);
  }, [field]);
  useEffect(() => {
    if (!field) return;
    field.setAttribute('aria-autocomplete', 'list');
    if (open && chosen) field.setAttribute('aria-activedescendant', `${list}-${chosen.key}`);
    else field.removeAttribute('aria-activedescendant');
    if (open) field.setAttribute('aria-controls', list);
    else field.removeAttribute('aria-controls');
  }, [field, open, chosen, list]);

  const press = (): void => {
    const blank = caret > 0 && !/\s/.test(text[caret - 1] ?? '') ? ' /' : '/';
    setShut(null);
    write(text.slice(0, caret) + blank + text.slice(caret), caret + blank.length);
  };
  return (
    <>
      <button type="button" className={styles.button} aria-label={t('canned.button')} title={t('canned.button')} onClick={press}>
        <CannedIcon size={20} />
      </button>
      {open && (
        <div className={styles.over} lang={language}>
          {found.length === 0 ? (
            <p className={styles.none} role="status">
              {canned.length ? t('canned.empty', { query: asked.query }) : t('canned.none')}{' '}
              <button type="button" className={styles.manage} onClick={onManage}>
                {t('canned.manage')}
              </button>
            </p>
          ) : (
            <>
              <ul id={list} className={styles.list} role="listbox" aria-label={t('canned.list')}>
                {found.map((one) => (
                  <One
                    key={one.key}
                    id={`${list}-${one.key}`}
                    told={one}
                    files={onFiles ? one.files.length : 0}
                    chosen={one === chosen}
                    onPick={() => insert(one)}
                  />
                ))}
              </ul>
              <div className={styles.preview}>
                {chosen &&
                  piecesOf(fill(chosen.text, known)).map((piece, n) => (piece.open ? <mark key={n}>{piece.text}</mark> : piece.text))}
                {chosen && chosen.files.length > 0 && <Files told={chosen} language={language} sent={onFiles !== null} />}
              </div>
              <p className={styles.hint} role="status">
                {t('canned.pick')}{' '}
                <button type="button" className={styles.manage} onClick={onManage}>
                  {t('canned.manage')}
                </button>
              </p>
            </>
          )}
        </div>
      )}
    </>
  );
}

interface FilesProps {
  readonly told: Told;
  readonly language: string;
  readonly sent: boolean;
}
/** What goes with a response. [CN9] */
function Files({ told, language, sent }: FilesProps) {
  const t = useTranslations();
  if (!sent) return <p className={styles.files}>{t('canned.filesOff')}</p>;
  return (
    <ul className={styles.files} aria-label={t('canned.files', { count: told.files.length })}>
      {told.files.map((file) => (
        <li key={file.id}>
          {isPicture(file) ? (
            <img src={`/api/files/${file.id}/thumbnail`} alt={file.alt} />
          ) : (
            <PaperclipIcon size={14} aria-hidden="true" />
          )}
          <span>{file.name}</span> <small>{shownSize(file.size, language)}</small>
        </li>
      ))}
    </ul>
  );
}

interface OneProps {
  readonly id: string;
  readonly told: Told;
  readonly files: number;
  readonly chosen: boolean;
  readonly onPick: () => void;
}
function One({ id, told, files, chosen, onPick }: OneProps) {
  const t = useTranslations();
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (chosen) item.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field
    <li
      ref={item}
      id={id}
      className={styles.one}
      role="option"
      aria-selected={chosen}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPick}
    >
      <b>
        {told.favourite && <StarIcon size={12} role="img" aria-label={t('canned.favourite')} />} {told.title}
      </b>
      {files > 0 && (
        <span className={styles.folder} title={t('canned.files', { count: files })}>
          <PaperclipIcon size={14} role="img" aria-label={t('canned.files', { count: files })} /> {files}
        </span>
      )}
      {told.folder && <span className={styles.folder}>{told.folder}</span>}
      {told.shortcut && <kbd>/{told.shortcut}</kbd>}
    </li>
  );
}
