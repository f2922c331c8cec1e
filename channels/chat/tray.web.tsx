import { accepted } from '@patchbay/files/file.ts';
import { shownSize } from '@patchbay/files/rules.ts';
import FileIcon from '@tabler/icons-react/dist/esm/icons/IconFileText.mjs';
import PaperclipIcon from '@tabler/icons-react/dist/esm/icons/IconPaperclip.mjs';
import RetryIcon from '@tabler/icons-react/dist/esm/icons/IconReload.mjs';
import CloseIcon from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import { type DragEvent, useRef, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { Allowed, Attachment } from './attaching.ts';
import styles from './files.module.css';

/** What is chosen to be sent, and what can be done with it. */
export interface AttachingProps {
  readonly attachments: readonly Attachment[];
  readonly allowed: Allowed;
  readonly preview: (id: string) => string | undefined;
  readonly onAdd: (files: readonly File[]) => void;
  readonly onDescribe: (id: string, alt: string) => void;
  readonly onAgain: (id: string) => void;
  readonly onRemove: (id: string) => void;
}

/** The button that chooses files; what they may be is said before. */
export function AttachButton({ allowed, onAdd }: Pick<AttachingProps, 'allowed' | 'onAdd'>) {
  const t = useTranslations();
  const chooser = useRef<HTMLInputElement>(null);
  const label = t('attach.label', { most: allowed.megabytes });
  return (
    <>
      <button type="button" className={styles.tool} aria-label={label} title={label} onClick={() => chooser.current?.click()}>
        <PaperclipIcon size={20} />
      </button>
      <input
        ref={chooser}
        type="file"
        className="unseen"
        multiple
        tabIndex={-1}
        aria-label={label}
        accept={accepted(allowed)}
        onChange={({ target }) => {
          onAdd([...(target.files ?? [])]);
          target.value = ''; // the same file again is a change too
        }}
      />
    </>
  );
}

/** What is chosen, above the field: how far it is, what it shows, and the ways out. */
export function Tray({ attachments, preview, onDescribe, onAgain, onRemove }: Omit<AttachingProps, 'allowed' | 'onAdd'>) {
  const t = useTranslations();
  if (!attachments.length) return null;
  return (
    <ul className={styles.tray} aria-label={t('attach.chosen')}>
      {attachments.map((one) => (
        <li key={one.id} className={styles.chosen} data-now={one.is.now}>
          <Face attachment={one} preview={preview(one.id)} />
          <div className={styles.about}>
            <p className={styles.name} title={one.name}>
              {one.name}
            </p>
            <Progress attachment={one} />
            {one.picture && one.is.now !== 'refused' && (
              <input
                className={styles.alt}
                value={one.alt}
                maxLength={500}
                placeholder={t('attach.alt')}
                aria-label={t('attach.altOf', { name: one.name })}
                onChange={(event) => onDescribe(one.id, event.target.value)}
              />
            )}
          </div>
          {one.is.now === 'unreached' && (
            <button
              type="button"
              className={styles.small}
              aria-label={t('attach.again', { name: one.name })}
              title={t('again')}
              onClick={() => onAgain(one.id)}
            >
              <RetryIcon size={16} />
            </button>
          )}
          <button
            type="button"
            className={styles.small}
            aria-label={t(one.is.now === 'uploading' ? 'attach.cancel' : 'attach.remove', { name: one.name })}
            onClick={() => onRemove(one.id)}
          >
            <CloseIcon size={16} />
          </button>
        </li>
      ))}
    </ul>
  );
}

const Face = ({ attachment, preview }: { readonly attachment: Attachment; readonly preview: string | undefined }) =>
  preview ? <img className={styles.face} src={preview} alt="" /> : <FileFace name={attachment.name} />;

/** A document as a sheet with its ending. */
export const FileFace = ({ name }: { readonly name: string }) => (
  <span className={styles.face} aria-hidden="true">
    <FileIcon size={20} />
    <b>{/\.([^.]{1,4})$/.exec(name)?.[1]?.toUpperCase()}</b>
  </span>
);

function Progress({ attachment: { is, size, name } }: { readonly attachment: Attachment }) {
  const t = useTranslations();
  const language = useLocale();
  if (is.now === 'uploading')
    return (
      <p className={styles.fate}>
        <progress max={1} value={is.part} aria-label={t('attach.progress', { name })} />{' '}
        {t('attach.uploading', { part: Math.round(is.part * 100) })}
      </p>
    );
  if (is.now === 'refused') return <p className={styles.wrong}>{is.why}</p>;
  if (is.now === 'unreached') return <p className={styles.wrong}>{t('attach.unreached')}</p>;
  return (
    <p className={styles.fate}>
      {shownSize(is.file.size || size, language)}
      {is.file.scan === 'pending' && ` · ${t('file.pending')}`}
      {is.file.scan === 'failed' && ` · ${t('file.failed')}`}
    </p>
  );
}

/** Lets files be dropped anywhere on what gets these handlers; `over` while some are held above it. */
export function useDrop(onAdd: ((files: readonly File[]) => void) | null) {
  const [depth, setDepth] = useState(0);
  const held = (event: DragEvent): boolean => onAdd !== null && event.dataTransfer.types.includes('Files');
  return {
    over: depth > 0,
    handlers: {
      onDragEnter: (event: DragEvent) => held(event) && setDepth(depth + 1),
      onDragLeave: (event: DragEvent) => held(event) && setDepth(Math.max(0, depth - 1)),
      onDragOver: (event: DragEvent) => held(event) && event.preventDefault(),
      onDrop: (event: DragEvent) => {
        if (!held(event)) return;
        event.preventDefault();
        setDepth(0);
        onAdd?.([...event.dataTransfer.files]);
      },
    },
  };
}
