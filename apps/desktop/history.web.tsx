import { type Entry, lines } from '@patchbay/chat/transcript.ts';
import { textIn } from '@patchbay/configuration/text.ts';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from './api.web.ts';
import { useCentre, useLive } from './deskContext.web.tsx';
import { ChatIcon, MessagesIcon, PhoneIcon } from './icons.web.ts';
import { Skeleton } from './listing.web.tsx';
import styles from './part.module.css';
import { Failed, Part } from './part.web.tsx';
import { usePreferences } from './preferences.web.ts';
import type { Earlier } from './session.ts';
import { dayOf, timeOfDay } from './time.ts';
import { useAsked } from './useAsked.web.ts';

interface HistoryProps {
  readonly contact: string;
  /** The one that is looked at. */
  readonly but: string | null;
  /** Is told how many there are; `more`: at least so many. */
  readonly onCount?: (count: number, more: boolean) => void;
}

/** What the customer wanted before, newest first and page by page; each opens to its transcript in place, if one may read it. */
export function History({ contact, but, onCount }: HistoryProps) {
  const t = useTranslations();
  const first = useAsked(contact, api.earlier);
  const [pages, setPages] = useState<readonly EarlierPage[]>([]);
  const [failed, setFailed] = useState(false);
  const all = first.is === 'ok' ? [first.body, ...pages] : [];
  const earlier = all.flatMap((page) => page.interactions).filter((one) => one.id !== but);
  const next = all.at(-1)?.next ?? null;
  const known = first.is === 'ok';
  // biome-ignore lint/correctness/useExhaustiveDependencies: told when it changes
  useEffect(() => {
    if (known) onCount?.(earlier.length, next !== null);
  }, [known, earlier.length, next]);
  const older = async (): Promise<void> => {
    const answer = await api.earlier(contact, next);
    setFailed(answer.is !== 'ok');
    if (answer.is === 'ok') setPages([...pages, answer.body]);
  };
  return (
    <Part title={t('history.title')}>
      {first.is === 'loading' && <Skeleton />}
      {first.is === 'failed' && <Failed problem={first.problem} onAgain={first.again} />}
      {first.is === 'ok' && !earlier.length && <p className={styles.none}>{t('history.first')}</p>}
      <ul className={styles.history}>
        {earlier.map((one) => (
          <li key={one.id}>
            <Once one={one} />
          </li>
        ))}
      </ul>
      {failed && <Failed onAgain={() => void older()} />}
      {next && !failed && (
        <button type="button" className={styles.link} onClick={() => void older()}>
          {t('history.older')}
        </button>
      )}
    </Part>
  );
}
type EarlierPage = { readonly interactions: readonly Earlier[]; readonly next: string | null };

function Once({ one }: { readonly one: Earlier }) {
  const t = useTranslations();
  const { queues, dispositions, colleagues } = useCentre();
  const { language, region } = usePreferences();
  const [open, setOpen] = useState(false);
  const reason = one.reason && dispositions[one.reason];
  const came = reason
    ? textIn(reason.label, language)
    : one.outcome === 'abandoned'
      ? t('history.abandoned')
      : one.stage === 'closed'
        ? ''
        : t('history.open');
  return (
    <>
      <button type="button" className={styles.once} aria-expanded={open} onClick={() => setOpen(!open)}>
        <Channel of={one.channel} />
        <span>
          {dayOf(one.startedAt, region)}, {timeOfDay(one.startedAt, region)}
          <small>
            {[
              queues[one.queue ?? ''] && textIn(queues[one.queue ?? '']?.label ?? '', language),
              ...one.agents.map((agent) => colleagues[agent]?.name),
              came,
              one.rating && t('history.rated', { stars: one.rating.stars }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </small>
        </span>
      </button>
      {open && (one.mayOpen ? <Past id={one.id} /> : <Closed notes={one.notes} />)}
    </>
  );
}

/** How it was held: in the picture, and in a word for who does not see it. */
function Channel({ of }: { readonly of: string }) {
  const t = useTranslations();
  const Icon = of === 'voice' ? PhoneIcon : of === 'email' ? MessagesIcon : ChatIcon;
  return <Icon size={16} role="img" aria-label={t(`history.by.${of === 'voice' ? 'call' : of === 'email' ? 'mail' : 'chat'}`)} />;
}

/** Somebody else's conversation: what they noted, and who can open it. */
function Closed({ notes }: { readonly notes: string }) {
  const t = useTranslations();
  return (
    <div className={styles.past}>
      {notes && (
        <p>
          <b>{t('wrapUp.notes')}</b> {notes}
        </p>
      )}
      <p className={styles.none}>{t('history.notYours')}</p>
    </div>
  );
}

/** What was noted last, and what the customer said of it at the end. */
function lastWords(entries: readonly Entry[]): { readonly notes: string; readonly comment: string } {
  const events = entries.map(({ event }) => event).reverse();
  const noted = events.find((event) => event.type === 'interaction.notesWritten');
  const rated = events.find((event) => event.type === 'chat.rated');
  return { notes: noted?.notes ?? '', comment: rated?.comment ?? '' };
}

/** What lies before the last page of it, as far as it was read; `more` null: nobody has asked. */
interface Older {
  readonly is: 'read' | 'reading' | 'failed';
  readonly entries: readonly Entry[];
  readonly more: boolean | null;
}
const nothingOlder: Older = { is: 'read', entries: [], more: null };

/** A past conversation, its last page first; the ones before it up to the beginning. [DT331] */
function Past({ id }: { readonly id: string }) {
  const t = useTranslations();
  const live = useLive();
  const { colleagues } = useCentre();
  const answer = useAsked(id, api.timeline);
  const [before, setBefore] = useState<Older>(nothingOlder);
  if (answer.is === 'failed') return <Failed problem={answer.problem} onAgain={answer.again} />;
  if (answer.is === 'loading') return <Skeleton />;
  const entries = [...before.entries, ...answer.body.entries];
  const more = before.more ?? answer.body.more;
  const older = async (): Promise<void> => {
    setBefore({ ...before, is: 'reading' });
    const page = await api.timeline(id, entries[0]?.n);
    setBefore(
      page.is === 'ok'
        ? { is: 'read', entries: [...page.body.entries, ...before.entries], more: page.body.more }
        : { ...before, is: 'failed' },
    );
  };
  const said = lines(entries, [], live.me.id).filter((line) => line.is === 'said');
  const { notes, comment } = lastWords(entries);
  return (
    <ol className={styles.past}>
      {more && before.is !== 'failed' && (
        <li>
          <button
            type="button"
            className={styles.link}
            aria-disabled={before.is === 'reading'}
            onClick={() => before.is === 'reading' || void older()}
          >
            {t('history.before')}
          </button>
        </li>
      )}
      {before.is === 'failed' && (
        <li>
          <Failed onAgain={() => void older()} />
        </li>
      )}
      {notes && (
        <li>
          <b>{t('wrapUp.notes')}</b> {notes}
        </li>
      )}
      {said.map((line) => (
        <li key={line.key} data-from={line.from}>
          <b>
            {line.from === 'customer'
              ? t('customer')
              : line.from === 'me'
                ? t('you')
                : (colleagues[line.agent ?? '']?.name ?? t('colleague'))}
          </b>{' '}
          {line.text}
        </li>
      ))}
      {comment && (
        <li>
          <b>{t('history.comment')}</b> {comment}
        </li>
      )}
      {!said.length && <li className={styles.none}>{t('history.silent')}</li>}
    </ol>
  );
}
