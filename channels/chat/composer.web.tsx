import SendIcon from '@tabler/icons-react/dist/esm/icons/IconSend2.mjs';
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { sends } from './composing.ts';
import styles from './panel.module.css';
import type { ChatPanelProps } from './panel-props.web.ts';

type ComposerProps = Pick<ChatPanelProps, 'customer' | 'offline' | 'draft' | 'onDraft' | 'onTyping' | 'onSend'> & {
  readonly say: { readonly why: string | null };
};
const longest = 4000;
const lineHeight = 20;
const most = 8;

/** Where the agent writes. Enter sends, Shift+Enter begins a new line; what is written is kept until it is sent. [DT11, DT12] */
export function Composer({ customer, offline, say, draft, onDraft, onTyping, onSend }: ComposerProps) {
  const t = useTranslations();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(draft?.text ?? '');
  const composed = useRef(Number.NEGATIVE_INFINITY);
  const why = useId();

  useEffect(() => {
    const caret = draft?.caret ?? 0;
    field.current?.setSelectionRange(caret, caret);
    // biome-ignore lint/correctness/useExhaustiveDependencies: the draft is read once, when the conversation is opened
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    const e = field.current;
    if (!e) return;
    e.style.height = 'auto';
    e.style.height = `${Math.min(e.scrollHeight, lineHeight * most + 20)}px`;
  }, [text]);

  const write = (next: string): void => {
    setText(next);
    onDraft(next, field.current?.selectionStart ?? next.length);
    onTyping(next.trim() !== '');
  };
  const send = (): void => {
    if (!text.trim() || say.why !== null) return;
    onSend(text.trim());
    write('');
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (!sends(event.nativeEvent, composed.current)) return;
    event.preventDefault();
    send();
  };
  return (
    <div className={styles.composer}>
      <textarea
        ref={field}
        className={styles.field}
        data-composer
        data-first
        rows={1}
        value={text}
        maxLength={longest}
        placeholder={t('chat.placeholder', { name: customer })}
        aria-label={t('chat.reply', { name: customer })}
        aria-describedby={say.why === null ? undefined : why}
        readOnly={say.why !== null}
        spellCheck
        onChange={(event) => write(event.target.value)}
        onSelect={(event) => onDraft(text, event.currentTarget.selectionStart)}
        onCompositionEnd={(event) => {
          composed.current = event.timeStamp;
        }}
        onKeyDown={onKeyDown}
      />
      <button
        type="button"
        className={styles.send}
        aria-disabled={!text.trim() || say.why !== null}
        aria-label={t('chat.sendTo', { name: customer })}
        onClick={send}
      >
        <SendIcon size={18} />
        <span>{t('chat.send')}</span>
      </button>
      <p className={styles.hint}>
        {say.why !== null ? (
          <span id={why}>{say.why}</span>
        ) : offline ? (
          <span className={styles.later}>{t('chat.later')}</span>
        ) : (
          <span>{t('chat.hint')}</span>
        )}
        {text.length > longest - 500 && <span className="number">{longest - text.length}</span>}
      </p>
    </div>
  );
}
