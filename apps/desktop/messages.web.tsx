import { FileInMessage } from '@patchbay/chat/fileInMessage.web.tsx';
import { Lightbox } from '@patchbay/chat/lightbox.web.tsx';
import { textIn } from '@patchbay/configuration/text.ts';
import { isPicture } from '@patchbay/files/file.ts';
import { mayNotOpen } from '@patchbay/files/rules.ts';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api, newKey } from './api.web.ts';
import { Button } from './button.web.tsx';
import { useCentre } from './deskContext.web.tsx';
import { Listing } from './listing.web.tsx';
import styles from './messages.module.css';
import { Page } from './page.web.tsx';
import { usePreferences } from './preferences.web.ts';
import type { LeftMessage } from './session.ts';
import { dayOf, timeOfDay } from './time.ts';
import { useFresh } from './useFresh.web.ts';

/** What happened to the last message that was settled, so that it can be undone. */
interface Settled {
  readonly message: LeftMessage;
  readonly is: 'done' | 'open' | 'failed';
}

/** What customers left while nobody was there: read, marked as done, and taken back. [DT90] */
export function Messages() {
  const t = useTranslations();
  const [list, setList] = useState<'open' | 'done'>('open');
  const [round, setRound] = useState(0);
  const [settled, setSettled] = useState<Settled | null>(null);
  const settle = async (message: LeftMessage, done: boolean): Promise<void> => {
    const answer = await api.command({ type: 'settleMessage', message: message.id, done }, newKey());
    setSettled({ message, is: answer.is !== 'ok' ? 'failed' : done ? 'done' : 'open' });
    if (answer.is === 'ok') setRound((n) => n + 1);
  };
  return (
    <Page title={t('left.title')} lead={t('left.lead')}>
      <div className={styles.tabs}>
        <h2 className={styles.heading}>{t(`left.list.${list}`)}</h2>
        <Button onPress={() => setList(list === 'open' ? 'done' : 'open')}>{t(`left.show.${list === 'open' ? 'done' : 'open'}`)}</Button>
      </div>
      <p className={styles.told} role="status">
        {settled && t(`left.told.${settled.is}`, { name: settled.message.name })}
        {settled && settled.is !== 'failed' && (
          <Button undoes onPress={() => void settle(settled.message, settled.is === 'open')}>
            {t('left.undo')}
          </Button>
        )}
      </p>
      <Left key={list} list={list} round={round} onSettle={settle} />
    </Page>
  );
}

interface LeftProps {
  readonly list: 'open' | 'done';
  readonly round: number;
  readonly onSettle: (message: LeftMessage, done: boolean) => Promise<void>;
}
const lists = { open: () => api.leftMessages(false), done: () => api.leftMessages(true) } as const;

function Left({ list, round, onSettle }: LeftProps) {
  const t = useTranslations();
  const left = useFresh(lists[list], round);
  return (
    <Listing read={left} count={(body) => body.messages.length} empty={t(`left.none.${list}`)} most={200}>
      {(body) => (
        <ul className={styles.list}>
          {body.messages.map((message) => (
            <Message key={message.id} message={message} onSettle={onSettle} />
          ))}
        </ul>
      )}
    </Listing>
  );
}

function Message({
  message,
  onSettle,
}: {
  readonly message: LeftMessage;
  readonly onSettle: (message: LeftMessage, done: boolean) => Promise<void>;
}) {
  const t = useTranslations();
  const { queues, colleagues } = useCentre();
  const { language, region } = usePreferences();
  const [busy, setBusy] = useState(false);
  const { name, email, phone, callback, files, text, at, queue, page, verified, doneAt, doneBy } = message;
  const settle = (): void => {
    setBusy(true);
    void onSettle(message, doneAt === null).finally(() => setBusy(false));
  };
  const facts = [
    `${dayOf(at, region)}, ${timeOfDay(at, region)}`,
    queues[queue] && textIn(queues[queue].label, language),
    verified && t('panel.verified'),
    page,
    doneBy && t('left.by', { name: colleagues[doneBy]?.name ?? doneBy }),
  ];
  return (
    <li className={styles.message}>
      <p className={styles.who}>
        {name}
        {email && ' · '}
        {email && <a href={`mailto:${encodeURIComponent(email)}`}>{email}</a>}
        {phone && ' · '}
        {phone && (phone.startsWith('*') ? phone : <a href={`tel:${phone.replace(/[^+\d]/g, '')}`}>{phone}</a>)}
      </p>
      {callback && <p className={styles.wish}>{t('left.callback')}</p>}
      <p className={styles.facts}>{facts.filter(Boolean).join(' · ')}</p>
      <div className={styles.does}>
        <Button busy={busy} onPress={settle} more={name}>
          {t(doneAt === null ? 'left.done' : 'left.open')}
        </Button>
      </div>
      <p className={styles.text} dir="auto">
        {text}
      </p>
      {files.length > 0 && <Files files={files} name={name} />}
    </li>
  );
}

/** What came with the message; its pictures open as large as there is room. [CH48] */
function Files({ files, name }: { readonly files: LeftMessage['files']; readonly name: string }) {
  const t = useTranslations();
  const [large, setLarge] = useState<string | null>(null);
  const pictures = files.filter((file) => isPicture(file) && !mayNotOpen(file.scan));
  return (
    <>
      <ul className={styles.files} aria-label={t('left.files', { name })}>
        {files.map((file) => (
          <li key={file.id}>
            <FileInMessage file={file} onOpen={setLarge} />
          </li>
        ))}
      </ul>
      {large && <Lightbox pictures={pictures} at={large} onGo={setLarge} onClose={() => setLarge(null)} />}
    </>
  );
}
