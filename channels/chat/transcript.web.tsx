import ArrowDownIcon from '@tabler/icons-react/dist/esm/icons/IconArrowDown.mjs';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import { DayLine, Message, NewLine, Note, Told } from './message.web.tsx';
import styles from './panel.module.css';
import type { ChatPanelProps } from './panel-props.web.ts';
import type { Line } from './transcript.ts';

const settlesMs = 1000;
const nearEnd = 80;

type TranscriptProps = Pick<
  ChatPanelProps,
  | 'lines'
  | 'loading'
  | 'more'
  | 'customer'
  | 'nameOf'
  | 'queueOf'
  | 'typing'
  | 'typed'
  | 'onNumber'
  | 'onAddress'
  | 'onOlder'
  | 'olderTrouble'
  | 'onDiscard'
  | 'onTakeBack'
> & {
  readonly onOpen: (file: string) => void;
  readonly onRetry: (message: string) => void;
  /** The last line that has been on the screen. */
  readonly onRead: (line: string | undefined) => void;
};

/** All lines, the newest at the end; it follows the end while the agent is there, and says how many are new while not. [DT35] */
export function Transcript(props: TranscriptProps) {
  const { lines, loading, more, customer, typing, typed, onOlder, olderTrouble, onRead } = props;
  const t = useTranslations();
  const language = useLocale();
  const box = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const following = useRef(true);
  const top = useRef(0);
  /** The window has just got another size: until then, or until the reader moves, only lines do. */
  const settling = useRef(0);
  const size = useRef('');
  const opened = useRef(false);
  const lastKey = useRef<string | undefined>(undefined);
  const [away, setAway] = useState(false);
  const [read, setReadTo] = useState<string | undefined>(undefined);
  const setRead = (line: string | undefined): void => {
    setReadTo(line);
    onRead(line);
  };
  const [older, setOlder] = useState(false);

  const toEnd = (): void => {
    following.current = true;
    setAway(false);
    setRead(lines.at(-1)?.key);
    if (lines.length) list.current?.scrollToIndex(lines.length - 1, { align: 'end' });
    requestAnimationFrame(() => box.current?.scrollTo({ top: box.current.scrollHeight }));
  };
  /** Opens it where something was new; whatever fits on the screen from there is followed as ever. */
  const toFirst = (): boolean => {
    const at = lines.findIndex((line) => line.is === 'new');
    if (at < 0) return false;
    following.current = false;
    setRead(lines[at - 1]?.key);
    list.current?.scrollToIndex(at, { align: 'start' });
    requestAnimationFrame(() => box.current?.dispatchEvent(new Event('scroll')));
    return true;
  };
  const last = lines.at(-1);
  const mine = last?.is === 'said' && last.from === 'me';
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new line, or the first ones, moves the view
  useLayoutEffect(() => {
    if (!opened.current && !loading && lines.length) {
      opened.current = true;
      lastKey.current = last?.key;
      if (toFirst()) return;
    }
    const said = mine && last.key !== lastKey.current;
    lastKey.current = last?.key;
    if (following.current || said) toEnd();
  }, [last?.key, loading, typing, typed, more]);
  useEffect(() => {
    if (!box.current) return;
    const watch = new ResizeObserver(() => {
      const now = `${box.current?.clientWidth} ${box.current?.clientHeight}`;
      if (size.current && size.current !== now) settling.current = performance.now() + settlesMs;
      size.current = now;
      if (following.current) box.current?.scrollTo({ top: box.current.scrollHeight });
    });
    for (const part of [box.current, ...box.current.children]) watch.observe(part);
    return () => watch.disconnect();
  }, []);

  const onScroll = (): void => {
    const e = box.current;
    if (!e) return;
    const up = e.scrollTop < top.current && performance.now() > settling.current; // only the reader goes up; lines that grow in a narrower window do not
    top.current = e.scrollTop;
    following.current = e.scrollHeight - e.scrollTop - e.clientHeight < nearEnd || (following.current && !up);
    if (following.current) setRead(lines.at(-1)?.key);
    setAway(!following.current);
    if (more && !older && !olderTrouble && e.scrollTop < nearEnd && e.scrollHeight > e.clientHeight) void before();
  };
  const byHand = (): void => {
    settling.current = 0;
  };
  const before = async (): Promise<void> => {
    setOlder(true);
    await onOlder();
    setOlder(false);
  };
  const unread = following.current ? 0 : countNew(lines, read);
  return (
    <div className={styles.around}>
      <div
        ref={box}
        className={styles.transcript}
        role="log"
        aria-live="off"
        aria-label={t('chat.transcript')}
        tabIndex={0}
        onScroll={onScroll}
        onWheel={byHand}
        onTouchStart={byHand}
        onPointerDown={byHand}
        onKeyDown={byHand}
        onFocus={byHand}
      >
        <div className={styles.push} />
        {more && olderTrouble && (
          <div className={styles.notOlder} role="alert">
            {olderTrouble}
          </div>
        )}
        {more && (
          <button type="button" className={styles.older} aria-busy={older} onClick={() => void before()}>
            {t(olderTrouble ? 'again' : 'chat.older')}
          </button>
        )}
        {!loading && !lines.length && <p className={styles.empty}>{t('chat.empty')}</p>}
        <Virtualizer ref={list} scrollRef={box} shift={older}>
          {lines.map((line) => (
            <OneLine key={line.key} line={line} language={language} {...props} />
          ))}
        </Virtualizer>
        {typing && (
          <p className={styles.typing}>
            <span className={styles.dots} aria-hidden="true">
              <i />
              <i />
              <i />
            </span>
            <span>
              {t('chat.typing', { name: customer })}
              {typed && (
                <q className={styles.typed} dir="auto">
                  {typed}
                </q>
              )}
            </span>
          </p>
        )}
      </div>
      {(unread > 0 || away) && (
        <button type="button" className={styles.fresh} data-unread={unread > 0} onClick={toEnd}>
          {unread > 0 ? t('chat.new', { count: unread }) : t('chat.latest')}
          <ArrowDownIcon size={14} />
        </button>
      )}
    </div>
  );
}

/** How many messages of others came after the last line that was read. */
function countNew(lines: readonly Line[], read: string | undefined): number {
  const from = lines.findIndex((line) => line.key === read) + 1;
  return lines.slice(from).filter((line) => line.is === 'said' && line.from !== 'me').length;
}

function OneLine({ line, language, ...props }: { readonly line: Line; readonly language: string } & TranscriptProps) {
  if (line.is === 'day') return <DayLine at={line.at} language={language} />;
  if (line.is === 'new') return <NewLine />;
  if (line.is === 'note')
    return <Note line={line} language={language} customer={props.customer} nameOf={props.nameOf} queueOf={props.queueOf} />;
  if (line.is === 'told') return <Told line={line} language={language} />;
  return <Message line={line} language={language} {...props} />;
}
