import { caseOf } from '@patchbay/interactions/interaction.ts';
import { useTranslations } from 'use-intl';
import styles from './call.module.css';
import { useDesk, useLive } from './deskContext.web.tsx';
import { ChatIcon, MessagesIcon, PhoneIcon } from './icons.web.ts';
import { type Item, isCall, isMail } from './item.ts';
import { partOf } from './selectors.ts';
import { useName } from './useName.web.ts';

/** What I have open of the same case, one press away: the chat beside a call, the call beside a chat. [DT245] */
export function BesideStrip({ item }: { readonly item: Item }) {
  const { mirror } = useDesk();
  const { me } = useLive();
  const all: readonly Item[] = [...Object.values(mirror.chats), ...Object.values(mirror.calls), ...Object.values(mirror.mails)].map(
    ({ state }) => state,
  );
  const beside = all.filter((one) => {
    const stage = partOf(one, me.id)?.stage;
    return one.id !== item.id && caseOf(one) === caseOf(item) && (stage === 'active' || stage === 'wrapUp');
  });
  return beside.map((one) => <Beside key={one.id} item={one} />);
}

function Beside({ item }: { readonly item: Item }) {
  const t = useTranslations();
  const live = useLive();
  const name = useName(item);
  const is = isCall(item) ? 'call' : isMail(item) ? 'mail' : 'chat';
  return (
    <p className={styles.line} data-is="beside">
      {is === 'call' ? <PhoneIcon size={16} /> : is === 'mail' ? <MessagesIcon size={16} /> : <ChatIcon size={16} />}
      <button type="button" className={styles.link} onClick={() => live.select(item.id)}>
        {t(`beside.${is}`, { name })}
      </button>
    </p>
  );
}
