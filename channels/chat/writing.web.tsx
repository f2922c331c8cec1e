import LockIcon from '@tabler/icons-react/dist/esm/icons/IconLock.mjs';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Composer } from './composer.web.tsx';
import styles from './panel.module.css';
import type { ChatPanelProps, Kind } from './panel-props.web.ts';

type WritingProps = Pick<
  ChatPanelProps,
  | 'customer'
  | 'offline'
  | 'say'
  | 'whisper'
  | 'coaches'
  | 'attaching'
  | 'picker'
  | 'unfit'
  | 'draftOf'
  | 'redrawn'
  | 'clash'
  | 'onDraft'
  | 'onTyping'
  | 'onSend'
  | 'interaction'
  | 'beside'
  | 'lines'
  | 'nameOf'
> & {
  /** How much of the conversation has been on the screen. */
  readonly seen: () => number;
};

/** Two fields to write in, one at a time: to the customer, or between staff. Each keeps its own text; nothing is carried over. [CH22] */
export function Writing(props: WritingProps) {
  const { say, whisper } = props;
  const t = useTranslations();
  const [wanted, setWanted] = useState<Kind>('reply');
  const around = useRef<HTMLDivElement>(null);
  const chosen = useRef(false);
  const kind: Kind = !say ? 'inside' : whisper ? wanted : 'reply';
  useEffect(() => {
    if (chosen.current) around.current?.querySelector<HTMLElement>(`[data-kind=${kind}] textarea`)?.focus();
    chosen.current = false;
  }, [kind]);
  const files = props.attaching?.attachments.length ?? 0;
  useEffect(() => {
    if (files) setWanted('reply'); // files go to the customer: nobody chooses one without seeing that
  }, [files]);
  const choose = (next: Kind): void => {
    chosen.current = true;
    props.onTyping(kind, false);
    setWanted(next);
  };
  return (
    <div
      ref={around}
      className={styles.writing}
      data-writes
      data-inside={kind === 'inside'}
      data-coaches={kind === 'inside' && props.coaches !== null}
    >
      {whisper && (
        <div className={styles.kinds} role="group" aria-label={t('chat.kinds')}>
          {say && (
            <button type="button" aria-pressed={kind === 'reply'} onClick={() => choose('reply')}>
              {t('chat.toCustomer')}
            </button>
          )}
          <button type="button" aria-pressed={kind === 'inside'} onClick={() => choose('inside')}>
            <LockIcon size={14} aria-hidden="true" />
            {props.coaches === null ? t('chat.inside') : t('chat.whisperTo', { name: props.coaches })}
          </button>
        </div>
      )}
      {kind === 'reply' && props.beside.length > 0 && (
        <p className={styles.beside} role="status">
          {t('chat.beside', { names: props.beside.join(', ') })}
        </p>
      )}
      {props.clash(kind)}
      <Composer
        key={`${kind} ${props.redrawn(kind)}`}
        kind={kind}
        {...props}
        attaching={kind === 'reply' ? props.attaching : null}
        picker={kind === 'reply' ? props.picker : null}
        why={kind === 'reply' ? (say?.why ?? null) : null}
        draft={props.draftOf(kind)}
        onDraft={(text, caret) => props.onDraft(kind, text, caret)}
        onSend={(text, knowing) => props.onSend(kind, text, knowing)}
      />
    </div>
  );
}
