import { memo } from 'react';
import { useTranslations } from 'use-intl';
import { useCentre } from './deskContext.web.tsx';
import { AlertIcon, AwayIcon, ChatIcon, TurnIcon, WrapUpIcon } from './icons.web.ts';
import { nameOf, type Row, talksWith } from './selectors.ts';
import { Since, Turn, Until } from './timer.web.tsx';
import styles from './workRow.module.css';

interface WorkRowProps {
  readonly row: Row;
  readonly selected: boolean;
  readonly flashed: boolean;
  readonly me: string;
  readonly onOpen: (id: string) => void;
}

/** One interaction in the list: whose, the last words, how long, and whose turn it is. */
export const WorkRow = memo(
  function WorkRow({ row, selected, flashed, me, onOpen }: WorkRowProps) {
    const t = useTranslations();
    const { queues } = useCentre();
    const { chat } = row;
    const name = nameOf(chat) ?? t('customer');
    const { last, yourTurn, away } = chat.work;
    const mine = last?.from.is === 'agent' && last.from.agent === me;
    const reply = queues[chat.queue ?? '']?.replySeconds ?? 60;
    const wrapUp = row.stage === 'wrapUp';
    return (
      <button
        type="button"
        className={styles.row}
        data-stage={row.stage}
        data-flashed={flashed}
        data-unread={row.unread > 0}
        aria-current={selected ? 'true' : undefined}
        data-first={selected ? '' : undefined}
        title={name}
        onClick={() => onOpen(row.id)}
      >
        <span className={styles.icon}>
          {wrapUp ? <WrapUpIcon size={18} /> : away !== null ? <AwayIcon size={18} /> : <ChatIcon size={18} />}
          {row.unread > 0 && <span className={styles.badge}>{row.unread}</span>}
        </span>
        <span className={styles.name}>{name}</span>
        <span className={styles.right}>
          {wrapUp && row.until !== null ? (
            <Until at={row.until} className={styles.wrapTime} />
          ) : (
            <Since at={row.since} className={styles.time} />
          )}
        </span>
        <span className={styles.preview}>
          {wrapUp ? (
            t('row.wrapUp')
          ) : row.typing ? (
            <em>{t('row.typing')}</em>
          ) : away !== null ? (
            t('row.away')
          ) : (
            `${mine ? `${t('row.you')} ` : ''}${last?.text ?? t('row.noMessage')}`
          )}
        </span>
        <span className={styles.right}>
          {!wrapUp && yourTurn !== null && talksWith(chat, me) && (
            <Turn since={yourTurn} replySeconds={reply}>
              <TurnIcon size={14} />
              <AlertIcon size={14} />
              <span className="unseen">{t('row.yourTurn')}</span>
            </Turn>
          )}
        </span>
        {row.unread > 0 && <span className="unseen">{t('row.unread', { count: row.unread })}</span>}
      </button>
    );
  },
  (a, b) =>
    a.row.chat === b.row.chat &&
    a.row.unread === b.row.unread &&
    a.row.typing === b.row.typing &&
    a.row.stage === b.row.stage &&
    a.selected === b.selected &&
    a.flashed === b.flashed &&
    a.onOpen === b.onOpen,
);
