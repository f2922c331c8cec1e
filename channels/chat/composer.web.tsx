import LockIcon from '@tabler/icons-react/dist/esm/icons/IconLock.mjs';
import SendIcon from '@tabler/icons-react/dist/esm/icons/IconSend2.mjs';
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { allReady } from './attaching.ts';
import { sends } from './composing.ts';
import { Crossed, useCrossing } from './crossed.web.tsx';
import styles from './panel.module.css';
import type { ChatPanelProps, Kind, Knowing } from './panel-props.web.ts';
import { AttachButton, Tray } from './tray.web.tsx';

interface ComposerProps
  extends Pick<ChatPanelProps, 'customer' | 'coaches' | 'offline' | 'attaching' | 'picker' | 'unfit' | 'onTyping' | 'lines' | 'nameOf'> {
  readonly seen: () => number;
  readonly kind: Kind;
  /** Why nothing can be written; null: it can. */
  readonly why: string | null;
  readonly draft: ReturnType<ChatPanelProps['draftOf']>;
  readonly onDraft: (text: string, caret: number) => void;
  readonly onSend: (text: string, knowing: Knowing) => void;
}
const longest = 4000;
const lineHeight = 20;
const most = 8;

/** Where the agent writes. Enter sends, Shift+Enter begins a new line; what is written is kept until it is sent. [DT11, DT12] */
export function Composer({
  kind,
  customer,
  coaches,
  offline,
  why,
  draft,
  attaching,
  picker,
  unfit,
  onDraft,
  onTyping,
  onSend,
  lines,
  seen,
  nameOf,
}: ComposerProps) {
  const t = useTranslations();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(draft?.text ?? '');
  const [caret, setCaret] = useState(draft?.caret ?? 0);
  const [selected, setSelected] = useState<readonly [number, number] | null>(null);
  const composed = useRef(Number.NEGATIVE_INFINITY);
  const whyId = useId();
  const inside = kind === 'inside';

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

  const attachments = attaching?.attachments ?? [];
  const files = attachments.length > 0;
  const crossed = useCrossing(draft !== null || files, { lines, seen });
  // biome-ignore lint/correctness/useExhaustiveDependencies: files that are chosen begin an answer as a text does
  useEffect(() => crossed.holds(text.trim() !== '' || files), [files]);
  const unready = !allReady(attachments);
  const wrong = unfit(text);
  const cannot = why !== null || unready || wrong !== null || !(text.trim() || attachments.length);
  useLayoutEffect(() => {
    if (!selected) return;
    field.current?.focus();
    field.current?.setSelectionRange(...selected);
    setSelected(null);
  }, [selected]);
  const put = (next: string, from: number, to = from): void => {
    write(next);
    setCaret(to);
    setSelected([from, to]);
  };
  const write = (next: string): void => {
    crossed.holds(next.trim() !== '' || files);
    setText(next);
    setCaret(field.current?.selectionStart ?? next.length);
    onDraft(next, field.current?.selectionStart ?? next.length);
    onTyping(kind, next.trim() !== '');
  };
  const send = (): void => {
    if (cannot) return;
    if (!inside && crossed.asks()) return;
    onSend(text.trim(), { seen: crossed.seen(), sure: true });
    write('');
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (!sends(event.nativeEvent, composed.current)) return;
    event.preventDefault();
    send();
  };
  const words = wordsOf(t, { inside, customer, coaches });
  return (
    <div className={styles.composer} data-kind={kind} data-tools={attaching !== null || picker !== null}>
      {attaching && <Tray {...attaching} />}
      <div className={styles.tools}>
        {attaching && <AttachButton {...attaching} />}
        {picker && why === null && picker({ text, caret, field: field.current, put })}
      </div>
      {!inside && <Crossed {...crossed} customer={customer} nameOf={nameOf} onSend={send} />}
      <textarea
        ref={field}
        className={styles.field}
        data-composer
        data-first
        rows={1}
        value={text}
        maxLength={longest}
        placeholder={words.placeholder}
        aria-label={words.label}
        aria-describedby={why === null ? undefined : whyId}
        readOnly={why !== null}
        spellCheck
        onChange={(event) => write(event.target.value)}
        onSelect={(event) => {
          setCaret(event.currentTarget.selectionStart);
          onDraft(text, event.currentTarget.selectionStart);
        }}
        onCompositionEnd={(event) => {
          composed.current = event.timeStamp;
        }}
        onKeyDown={onKeyDown}
        onPaste={(event) => {
          const files = [...event.clipboardData.files];
          if (!attaching || why !== null || !files.length) return;
          event.preventDefault();
          attaching.onAdd(files);
        }}
      />
      <button type="button" className={styles.send} aria-disabled={cannot} onClick={send}>
        {inside ? <LockIcon size={18} /> : <SendIcon size={18} />}
        <span>{!inside && crossed.asked.length ? t('chat.sendAnyway') : words.send}</span>
      </button>
      <p className={styles.hint}>
        {why !== null ? (
          <span id={whyId}>{why}</span>
        ) : wrong !== null ? (
          <span className={styles.later}>{wrong}</span>
        ) : unready ? (
          <span>{t('attach.unready')}</span>
        ) : offline ? (
          <span className={styles.later}>{t('chat.later')}</span>
        ) : (
          <span>{words.hint}</span>
        )}
        {text.length > longest - 500 && <span className="number">{longest - text.length}</span>}
      </p>
    </div>
  );
}

interface Reader {
  readonly inside: boolean;
  readonly customer: string;
  readonly coaches: string | null;
}
/** Who reads what is written here, said at each place of the field. [DT41] [DT181] */
function wordsOf(t: ReturnType<typeof useTranslations>, { inside, customer, coaches }: Reader) {
  if (!inside)
    return {
      placeholder: t('chat.placeholder', { name: customer }),
      label: t('chat.reply', { name: customer }),
      send: t('chat.sendTo', { name: customer }),
      hint: t('chat.hint'),
    };
  if (coaches !== null) {
    const send = t('chat.whisperTo', { name: coaches });
    return {
      placeholder: t('chat.whisperPlaceholder', { name: coaches }),
      label: send,
      send,
      hint: t('chat.whisperHint', { name: coaches }),
    };
  }
  return {
    placeholder: t('chat.insidePlaceholder'),
    label: t('chat.insideLabel'),
    send: t('chat.saveInside'),
    hint: t('chat.insideHint', { name: customer }),
  };
}
