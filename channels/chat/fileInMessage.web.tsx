import { isPicture, type SentFile } from '@patchbay/files/file.ts';
import { mayNotOpen, shownSize } from '@patchbay/files/rules.ts';
import DownloadIcon from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs';
import GoneIcon from '@tabler/icons-react/dist/esm/icons/IconPhotoOff.mjs';
import QuestionIcon from '@tabler/icons-react/dist/esm/icons/IconShieldQuestion.mjs';
import VirusIcon from '@tabler/icons-react/dist/esm/icons/IconShieldX.mjs';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import styles from './files.module.css';
import { FileFace } from './tray.web.tsx';

/** Where a file is read from. */
export const addressOf = (file: SentFile): string => `/api/files/${file.id}`;
const widest = 260;

/** A file in a message: a small picture that opens, or a row to save; or why it cannot be opened. */
export function FileInMessage({ file, onOpen }: { readonly file: SentFile; readonly onOpen: (file: string) => void }) {
  const t = useTranslations();
  const [gone, setGone] = useState(false);
  if (mayNotOpen(file.scan)) return <Shut file={file} />;
  if (gone) return <Row file={file} icon={<GoneIcon size={20} />} text={t('file.gone')} />;
  if (!isPicture(file)) return <Document file={file} />;
  const scale = Math.min(1, widest / Math.max(file.width ?? widest, file.height ?? widest));
  return (
    <figure className={styles.picture}>
      <button type="button" aria-label={t('file.open', { name: file.alt || file.name })} onClick={() => onOpen(file.id)}>
        <img
          src={`${addressOf(file)}/thumbnail`}
          alt={file.alt}
          width={Math.round((file.width ?? widest) * scale)}
          height={Math.round((file.height ?? widest) * scale)}
          loading="lazy"
          onError={() => setGone(true)}
        />
      </button>
      <figcaption className={styles.caption}>
        {file.alt && <span>{file.alt}</span>}
        <Scanned file={file} />
      </figcaption>
    </figure>
  );
}

function Document({ file }: { readonly file: SentFile }) {
  const t = useTranslations();
  const language = useLocale();
  return (
    <div className={styles.document}>
      <a className={styles.save} href={addressOf(file)} download={file.name}>
        <FileFace name={file.name} />
        <span className={styles.about}>
          <span className={styles.name}>{file.name}</span>
          <span className={styles.fate}>{shownSize(file.size, language)}</span>
        </span>
        <DownloadIcon size={18} />
        <span className="unseen">{t('file.saves')}</span>
      </a>
      <Scanned file={file} />
    </div>
  );
}

/** Nobody has looked at it: that is said, not hidden. */
function Scanned({ file }: { readonly file: SentFile }) {
  const t = useTranslations();
  if (file.scan !== 'unscanned') return null;
  return (
    <span className={styles.scan}>
      <QuestionIcon size={14} />
      {t('file.unscanned')}
    </span>
  );
}

function Shut({ file }: { readonly file: SentFile }) {
  const t = useTranslations();
  const Icon = file.scan === 'infected' ? VirusIcon : QuestionIcon;
  const why = file.scan === 'infected' ? t('file.infected') : file.scan === 'failed' ? t('file.failed') : t('file.pending');
  return <Row file={file} icon={<Icon size={20} />} text={why} bad={file.scan === 'infected'} />;
}

const Row = ({
  file,
  icon,
  text,
  bad = false,
}: {
  readonly file: SentFile;
  readonly icon: React.ReactNode;
  readonly text: string;
  readonly bad?: boolean;
}) => (
  <div className={styles.shut} data-bad={bad}>
    {icon}
    <span className={styles.about}>
      <span className={styles.name}>{file.name}</span>
      <span className={styles.fate}>{text}</span>
    </span>
  </div>
);
