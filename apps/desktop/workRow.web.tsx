import type { Chat } from '@patchbay/chat/chat.ts';
import type { Call } from '@patchbay/voice/call.ts';
import { memo } from 'react';
import { useTranslations } from 'use-intl';
import { callStatus, heldSince } from './calling.ts';
import { useCentre } from './deskContext.web.tsx';
import { AlertIcon, AwayIcon, ChatIcon, HoldIcon, MessagesIcon, PhoneIcon, TurnIcon, WrapUpIcon } from './icons.web.ts';
import { isCall, isChat, isMail } from './item.ts';
import { partOf, type Row, talksWith } from './selectors.ts';
import { Since, Turn, Until } from './timer.web.tsx';
import { useName } from './useName.web.ts';
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
    const { item } = row;
    const name = useName(item);
    const { away } = isChat(item) ? item.work : noChat;
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
        <span className={styles.icon} data-channel={item.channel} data-held={isCall(item) && heldSince(item) !== null}>
          {wrapUp ? (
            <WrapUpIcon size={18} />
          ) : away !== null ? (
            <AwayIcon size={18} />
          ) : isCall(item) ? (
            <CallMark call={item} />
          ) : isMail(item) ? (
            <MessagesIcon size={18} />
          ) : (
            <ChatIcon size={18} />
          )}
          {row.unread > 0 && <span className={styles.badge}>{row.unread}</span>}
        </span>
        <span className={styles.name}>{name}</span>
        <span className={styles.right}>
          {wrapUp && row.until !== null ? (
            <Until at={row.until} className={styles.wrapTime} presses />
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
          ) : isCall(item) ? (
            t(`call.status.${callStatus(item, partOf(item, me))}`)
          ) : isMail(item) ? (
            t(`mail.doing.${item.work.doing.doing}`)
          ) : (
            <LastWords chat={item} me={me} />
          )}
        </span>
        <span className={styles.right}>
          {!wrapUp && (isCall(item) ? <Held call={item} /> : isChat(item) && <TheirTurn chat={item} me={me} />)}
        </span>
        {row.unread > 0 && <span className="unseen">{t('row.unread', { count: row.unread })}</span>}
      </button>
    );
  },
  (a, b) =>
    a.row.item === b.row.item &&
    a.row.unread === b.row.unread &&
    a.row.typing === b.row.typing &&
    a.row.stage === b.row.stage &&
    a.selected === b.selected &&
    a.flashed === b.flashed &&
    a.onOpen === b.onOpen,
);

/** A call has no line of a browser's to lose here. */
const noChat = { away: null } as const;
const CallMark = ({ call }: { readonly call: Call }) => (heldSince(call) === null ? <PhoneIcon size={18} /> : <HoldIcon size={18} />);

/** How long the customer has been on hold. */
function Held({ call }: { readonly call: Call }) {
  const since = heldSince(call);
  return since === null ? null : <Since at={since} className={styles.time} />;
}

function LastWords({ chat, me }: { readonly chat: Chat; readonly me: string }) {
  const t = useTranslations();
  const { last } = chat.work;
  const mine = last?.from.is === 'agent' && last.from.agent === me;
  return `${mine ? `${t('row.you')} ` : ''}${last?.text ?? t('row.noMessage')}`;
}

/** Since when the customer waits for an answer. */
function TheirTurn({ chat, me }: { readonly chat: Chat; readonly me: string }) {
  const t = useTranslations();
  const { queues } = useCentre();
  const { yourTurn } = chat.work;
  if (yourTurn === null || !talksWith(chat, me)) return null;
  return (
    <Turn since={yourTurn} replySeconds={queues[chat.queue ?? '']?.replySeconds ?? 60}>
      <TurnIcon size={14} />
      <AlertIcon size={14} />
      <span className="unseen">{t('row.yourTurn')}</span>
    </Turn>
  );
}
