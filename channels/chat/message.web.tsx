import AlertIcon from '@tabler/icons-react/dist/esm/icons/IconAlertCircle.mjs';
import CheckIcon from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs';
import DeliveredIcon from '@tabler/icons-react/dist/esm/icons/IconChecks.mjs';
import ClockIcon from '@tabler/icons-react/dist/esm/icons/IconClock.mjs';
import ReadIcon from '@tabler/icons-react/dist/esm/icons/IconEye.mjs';
import LockIcon from '@tabler/icons-react/dist/esm/icons/IconLock.mjs';
import { memo } from 'react';
import { useTranslations } from 'use-intl';
import { FileInMessage } from './fileInMessage.web.tsx';
import { LinkInMessage } from './linkInMessage.web.tsx';
import { mailsIn, numbersIn, pieces } from './links.ts';
import styles from './panel.module.css';
import type { NoteLine, SaidLine, ToldLine } from './transcript.ts';

interface Names {
  readonly language: string;
  readonly customer: string;
  readonly nameOf: (agent: string) => string;
}
interface MessageProps extends Names {
  readonly line: SaidLine;
  /** Calls a number of the text; null: the agent takes no calls. */
  readonly onNumber: ((number: string) => void) | null;
  readonly onAddress: ((address: string) => void) | null;
  readonly onOpen: (file: string) => void;
  readonly onRetry: (message: string) => void;
  readonly onTakeBack: (message: string) => void;
  readonly onDiscard: (message: string) => void;
}

/** One message with who wrote it, when, and whether it arrived. Its text is only ever text. */
export const Message = memo(
  function Message({ line, language, customer, nameOf, onNumber, onAddress, onOpen, onRetry, onDiscard, onTakeBack }: MessageProps) {
    const t = useTranslations();
    const mine = line.from === 'me';
    const name = mine ? t('you') : line.from === 'customer' ? customer : nameOf(line.agent ?? '');
    return (
      <div
        className={styles.message}
        data-from={line.from}
        data-inside={line.inside}
        data-coach={line.to !== undefined}
        data-begins={line.first}
        data-delivery={line.delivery}
      >
        {line.first && (
          <p className={styles.author}>
            <b>{name}</b> {line.inside && <InsideMark to={line.to} mine={mine} nameOf={nameOf} />}
            <time>{clock(line.at, language)}</time>
          </p>
        )}
        <div className={styles.row}>
          <div className={styles.bubble} dir="auto" title={clock(line.at, language)}>
            {!line.first && <span className="unseen">{line.inside ? t('chat.insideBy', { name }) : name}: </span>}
            {line.file && <FileInMessage file={line.file} onOpen={onOpen} />}
            {pieces(line.text).map((piece, n) =>
              piece.href ? (
                <LinkInMessage key={n} href={piece.href} text={piece.text} strange={line.from === 'customer'} />
              ) : (
                spoken(piece.text, { onNumber, onAddress })
              ),
            )}
          </div>
          {mine && <Tick line={line} language={language} />}
        </div>
        {mine && (line.delivery === 'waiting' || line.delivery === 'failed') && (
          <Delivery line={line} onRetry={onRetry} onDiscard={onDiscard} onTakeBack={onTakeBack} />
        )}
      </div>
    );
  },
  (a, b) =>
    a.line.key === b.line.key &&
    a.line.delivery === b.line.delivery &&
    a.line.file?.scan === b.line.file?.scan &&
    a.line.first === b.line.first &&
    a.line.why === b.line.why &&
    a.line.readAt === b.line.readAt &&
    a.customer === b.customer &&
    (a.onNumber === null) === (b.onNumber === null) &&
    (a.onAddress === null) === (b.onAddress === null) &&
    a.language === b.language,
);

/** Text in which numbers can be called and addresses written to. [DT245] [DT433] */
function spoken(text: string, { onNumber, onAddress }: Pick<MessageProps, 'onNumber' | 'onAddress'>) {
  const parts = onAddress ? mailsIn(text) : [{ text, isNumber: false }];
  const all = parts.flatMap((one) => (one.isMail || !onNumber ? [one] : numbersIn(one.text)));
  return all.map((one, n) => {
    const act = one.isMail ? onAddress : one.isNumber ? onNumber : null;
    return act ? (
      <button key={n} type="button" className={styles.number} onClick={() => act(one.text)}>
        {one.text}
      </button>
    ) : (
      one.text
    );
  });
}

/** Said beside the name: only staff read this, or only the agent who is coached. */
function InsideMark({ to, mine, nameOf }: { readonly to: string | undefined; readonly mine: boolean; readonly nameOf: Names['nameOf'] }) {
  const t = useTranslations();
  return (
    <span className={styles.mark}>
      <LockIcon size={12} aria-hidden="true" />
      {to === undefined ? t('chat.inside') : t('chat.coached', { mine: mine ? 'yes' : 'no', name: nameOf(to) })}
    </span>
  );
}

/** What the system told the customer. */
export function Told({ line, language }: { readonly line: ToldLine; readonly language: string }) {
  const t = useTranslations();
  return (
    <p className={styles.told}>
      <b>{t('chat.told')}</b> {line.text} <time>{clock(line.at, language)}</time>
    </p>
  );
}

const ticks = { sending: ClockIcon, sent: CheckIcon, delivered: DeliveredIcon, read: ReadIcon } as const;
/** Beside the bubble: it is on its way, has arrived here, with the customer, or was read. [CH74] */
function Tick({ line: { delivery, inside, readAt }, language }: { readonly line: SaidLine; readonly language: string }) {
  const t = useTranslations();
  if (delivery === 'waiting' || delivery === 'failed') return null;
  const Icon = ticks[delivery];
  const word = t(inside && delivery === 'sent' ? 'delivery.saved' : `delivery.${delivery}`);
  return (
    <span className={styles.tick} title={word} data-delivery={delivery}>
      <Icon size={14} aria-hidden="true" />
      {readAt === undefined ? (
        <span className="unseen">{word}</span>
      ) : (
        <span>
          {word} <time>{clock(readAt, language)}</time>
        </span>
      )}
    </span>
  );
}

/** Below the bubble: it has not arrived, why, and what can be done. */
function Delivery({ line, onRetry, onDiscard, onTakeBack }: Pick<MessageProps, 'line' | 'onRetry' | 'onDiscard' | 'onTakeBack'>) {
  const t = useTranslations();
  const failed = line.delivery === 'failed';
  const Icon = failed ? AlertIcon : ClockIcon;
  return (
    <p className={styles.delivery} data-delivery={line.delivery}>
      <Icon size={14} aria-hidden="true" />
      <span>{t(`delivery.${line.delivery}`)}</span>
      {line.why && <span>{line.why}</span>}
      {failed && (
        <button type="button" onClick={() => onRetry(line.key)}>
          {t(line.crossed ? 'chat.sendAnyway' : 'again')}
        </button>
      )}
      {line.crossed && (
        <button type="button" onClick={() => onTakeBack(line.key)}>
          {t('chat.takeBack')}
        </button>
      )}
      {failed && (
        <button type="button" onClick={() => onDiscard(line.key)}>
          {t('chat.discard')}
        </button>
      )}
    </p>
  );
}

/** Something that happened between the messages. */
export function Note({
  line,
  language,
  customer,
  nameOf,
  queueOf,
}: Names & { readonly line: NoteLine; readonly queueOf: (queue: string) => string }) {
  const t = useTranslations();
  const to = line.to === null ? '' : line.what === 'handedOn' || line.what === 'overflowed' ? queueOf(line.to) : nameOf(line.to);
  return (
    <p className={styles.note}>
      <span>
        {t(`note.${line.what}`, { name: line.agent ? nameOf(line.agent) : customer, to, stars: line.stars ?? 0 })}{' '}
        <time>{clock(line.at, language)}</time>
        {line.text && <q className={styles.comment}>{line.text}</q>}
      </span>
    </p>
  );
}

/** A new day begins. */
export const DayLine = ({ at, language }: { readonly at: number; readonly language: string }) => (
  <p className={styles.day}>{new Date(at).toLocaleDateString(language, { weekday: 'long', day: 'numeric', month: 'long' })}</p>
);

/** From here on all was new when the conversation was opened. [DT183] */
export function NewLine() {
  const t = useTranslations();
  return (
    <p className={styles.newer}>
      <span>{t('chat.fresh')}</span>
    </p>
  );
}

const clock = (at: number, language: string): string => new Date(at).toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' });
