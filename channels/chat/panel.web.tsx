import { isPicture } from '@patchbay/files/file.ts';
import { mayNotOpen } from '@patchbay/files/rules.ts';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { nthOf } from './crossing.ts';
import files from './files.module.css';
import { Lightbox } from './lightbox.web.tsx';
import styles from './panel.module.css';
import type { ChatPanelProps } from './panel-props.web.ts';
import { Transcript } from './transcript.web.tsx';
import { useDrop } from './tray.web.tsx';
import { Writing } from './writing.web.tsx';

/** The conversation of a chat and the field to answer in; files may be dropped anywhere on it. */
export function ChatPanel(props: ChatPanelProps) {
  const { attaching, say, lines } = props;
  const t = useTranslations();
  const [looked, setLooked] = useState<string | null>(null);
  const read = useRef<string | undefined>(undefined);
  const drop = useDrop(attaching && say?.why === null ? attaching.onAdd : null);
  const shown = lines.flatMap((line) => (line.is === 'said' && line.file ? [line.file] : []));
  const pictures = shown.filter((file) => isPicture(file) && !mayNotOpen(file.scan));
  return (
    <div className={styles.panel} {...drop.handlers}>
      {props.notice}
      <Transcript
        {...props}
        onOpen={setLooked}
        onRead={(line) => {
          read.current = line;
          props.onRead(line);
        }}
        onRetry={(message) => props.onRetry(message, { seen: nthOf(lines), sure: true })}
      />
      {(say || props.whisper) && <Writing {...props} seen={() => nthOf(lines, read.current)} />}
      {drop.over && <p className={files.dropping}>{t('attach.drop')}</p>}
      {looked !== null && <Lightbox pictures={pictures} at={looked} onGo={setLooked} onClose={() => setLooked(null)} />}
    </div>
  );
}
