import { FileFace } from '@patchbay/chat/tray.web.tsx';
import { isPicture, type SentFile } from '@patchbay/files/file.ts';
import { mayNotOpen, shownSize } from '@patchbay/files/rules.ts';
import { useLocale, useTranslations } from 'use-intl';
import styles from './cannedPage.module.css';

/** The files that go with a canned response: a press opens a picture beside, and saves a document. [CN9] */
export function CannedFiles({ files }: { readonly files: readonly SentFile[] }) {
  const t = useTranslations();
  return (
    <ul className={styles.files} aria-label={t('canned.files', { count: files.length })}>
      {files.map((file) => (
        <li key={file.id}>{mayNotOpen(file.scan) ? <Shut file={file} /> : <Open file={file} />}</li>
      ))}
    </ul>
  );
}

function Open({ file }: { readonly file: SentFile }) {
  const t = useTranslations();
  const picture = isPicture(file);
  return (
    <a href={`/api/files/${file.id}`} target="_blank" rel="noreferrer" title={t(picture ? 'file.open' : 'file.save', { name: file.name })}>
      {picture ? <img src={`/api/files/${file.id}/thumbnail`} alt={file.alt} /> : <FileFace name={file.name} />}
      <Name file={file} />
    </a>
  );
}

/** A file that was not found clean is named, and cannot be opened. */
function Shut({ file }: { readonly file: SentFile }) {
  const t = useTranslations();
  const words = { pending: 'file.pending', infected: 'file.infected', failed: 'file.failed' } as const;
  return (
    <span className={styles.shut}>
      <FileFace name={file.name} />
      <Name file={file} />
      <small>{file.scan in words && t(words[file.scan as keyof typeof words])}</small>
    </span>
  );
}

function Name({ file }: { readonly file: SentFile }) {
  const language = useLocale();
  return (
    <span>
      {file.name} <small>{shownSize(file.size, language)}</small>
    </span>
  );
}
