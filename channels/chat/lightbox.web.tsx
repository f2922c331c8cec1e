import type { SentFile } from '@patchbay/files/file.ts';
import LeftIcon from '@tabler/icons-react/dist/esm/icons/IconChevronLeft.mjs';
import RightIcon from '@tabler/icons-react/dist/esm/icons/IconChevronRight.mjs';
import DownloadIcon from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs';
import RotateIcon from '@tabler/icons-react/dist/esm/icons/IconRotateClockwise.mjs';
import CloseIcon from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import InIcon from '@tabler/icons-react/dist/esm/icons/IconZoomIn.mjs';
import OutIcon from '@tabler/icons-react/dist/esm/icons/IconZoomOut.mjs';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { addressOf } from './fileInMessage.web.tsx';
import styles from './files.module.css';
import { type Look, next, plainLook, turned, zoomed } from './looking.ts';

interface LightboxProps {
  readonly pictures: readonly SentFile[];
  /** The file that is looked at. */
  readonly at: string;
  readonly onGo: (file: string) => void;
  readonly onClose: () => void;
}

/** One picture, as large as there is room; the others of the conversation are one key away. The focus returns where it was. [CH32] */
export function Lightbox({ pictures, at, onGo, onClose }: LightboxProps) {
  const t = useTranslations();
  const dialog = useRef<HTMLDialogElement>(null);
  const [look, setLook] = useState<Look>(plainLook);
  const n = pictures.findIndex((one) => one.id === at);
  const picture = pictures[n];
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  if (!picture) return null;
  const go = (by: 1 | -1): void => {
    const other = pictures[next(n, by, pictures.length)];
    setLook(plainLook);
    if (other) onGo(other.id);
  };
  const save = (): void => dialog.current?.querySelector<HTMLAnchorElement>('a[download]')?.click();
  const does: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => go(-1),
    ArrowRight: () => go(1),
    '+': () => setLook(zoomed(look, 1)),
    '-': () => setLook(zoomed(look, -1)),
    '0': () => setLook(plainLook),
    r: () => setLook(turned(look)),
    d: save,
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation(); // the keys of the desktop rest meanwhile
    const run = event.ctrlKey || event.metaKey || event.altKey ? undefined : does[event.key];
    if (!run) return;
    event.preventDefault();
    run();
  };
  return (
    <dialog
      ref={dialog}
      className={styles.lightbox}
      data-overlay="dialog"
      aria-label={picture.alt || picture.name}
      onClose={onClose}
      onKeyDown={onKeyDown}
    >
      <header className={styles.above}>
        <h2 className={styles.title}>{picture.alt || picture.name}</h2>
        {pictures.length > 1 && <span className="number">{t('lightbox.of', { n: n + 1, all: pictures.length })}</span>}
        <Tool label={t('lightbox.smaller')} onPress={does['-']} off={look.zoom <= 1}>
          <OutIcon size={20} />
        </Tool>
        <span className={styles.zoom} aria-live="polite">
          {Math.round(look.zoom * 100)} %
        </span>
        <Tool label={t('lightbox.larger')} onPress={does['+']} off={look.zoom >= 8}>
          <InIcon size={20} />
        </Tool>
        <Tool label={t('lightbox.turn')} onPress={does['r']}>
          <RotateIcon size={20} />
        </Tool>
        <a
          className={styles.press}
          href={`${addressOf(picture)}?save`}
          download={picture.name}
          aria-label={t('file.save', { name: picture.name })}
          title={t('lightbox.save')}
        >
          <DownloadIcon size={20} />
        </a>
        <Tool label={t('close')} onPress={() => dialog.current?.close()}>
          <CloseIcon size={20} />
        </Tool>
      </header>
      <div className={styles.stage} tabIndex={0} role="group" aria-label={t('lightbox.stage')}>
        <img
          key={picture.id}
          src={addressOf(picture)}
          alt={picture.alt || picture.name}
          style={{ width: `${look.zoom * 100}%`, height: `${look.zoom * 100}%`, transform: `rotate(${look.turn}deg)` }}
        />
      </div>
      {pictures.length > 1 && (
        <>
          <Tool label={t('lightbox.before')} onPress={() => go(-1)} className={styles.before}>
            <LeftIcon size={28} />
          </Tool>
          <Tool label={t('lightbox.after')} onPress={() => go(1)} className={styles.after}>
            <RightIcon size={28} />
          </Tool>
        </>
      )}
    </dialog>
  );
}

interface ToolProps {
  readonly label: string;
  readonly onPress: (() => void) | undefined;
  readonly off?: boolean;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}
const Tool = ({ label, onPress, off = false, className = '', children }: ToolProps) => (
  <button
    type="button"
    className={`${styles.press} ${className}`}
    aria-label={label}
    title={label}
    aria-disabled={off}
    onClick={() => off || onPress?.()}
  >
    {children}
  </button>
);
