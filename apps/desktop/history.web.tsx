import { type Entry, lines } from '@patchbay/chat/transcript.ts';
import { textIn } from '@patchbay/configuration/text.ts';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from './api.web.ts';
import styles from './context.module.css';
import { useCentre, useLive } from './deskContext.web.tsx';
import { ChatIcon } from './icons.web.ts';
import { Failed, Part } from './part.web.tsx';
import { usePreferences } from './preferences.web.ts';
import type { Earlier } from './session.ts';
import { dayOf, timeOfDay } from './time.ts';
import { useAsked } from './useAsked.web.ts';

/** What the customer wanted before; each opens to its transcript in place. */
export function History({ contact, but }: { readonly contact: string; readonly but: string }) {
  const t = useTranslations();
  const answer = useAsked(contact, api.earlier);
  const earlier = answer.is === 'ok' ? answer.body.interactions.filter((one) => one.id !== but) : [];
  return (
    <Part title={t('history.title')}>
      {answer.is === 'failed' && <Failed onAgain={answer.again} />}
      {answer.is === 'ok' && !earlier.length && <p className={styles.none}>{t('history.first')}</p>}
      <ul className={styles.history}>
        {earlier.map((one) => (
          <li key={one.id}>
            <Once one={one} />
          </li>
        ))}
      </ul>
    </Part>
  );
}

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
        <ChatIcon size={16} />
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
      {open && <Past id={one.id} notes={one.notes} comment={one.rating?.comment ?? ''} />}
    </>
  );
}

function Past({ id, notes, comment }: { readonly id: string; readonly notes: string; readonly comment: string }) {
  const t = useTranslations();
  const live = useLive();
  const { colleagues } = useCentre();
  const answer = useAsked(id, api.timeline);
  if (answer.is === 'failed') return <Failed onAgain={answer.again} />;
  if (answer.is === 'loading') return <p className={styles.none}>{t('loading')}</p>;
  const said = lines(answer.body.entries as readonly Entry[], [], live.me.id).filter((line) => line.is === 'said');
  return (
    <ol className={styles.past}>
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
