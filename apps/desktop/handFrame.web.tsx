import type { Shown } from '@patchbay/agents/shown.ts';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from './api.web.ts';
import styles from './hand.module.css';
import { AlertIcon, CloseIcon } from './icons.web.ts';
import { Skeleton } from './listing.web.tsx';
import type { TargetAgent, Targets } from './session.ts';
import { StateIcon } from './stateIcon.web.tsx';
import { Since } from './timer.web.tsx';
import { Trouble } from './trouble.web.tsx';
import { useAsked } from './useAsked.web.ts';

/** Where work is handed on: whom to search for, the comment that goes along, and below it who there is. Escape closes it. */
export function HandFrame({
  title,
  hint,
  more,
  onClose,
  children,
}: {
  readonly title: string;
  readonly hint: string;
  /** Beside the title. */
  readonly more?: ReactNode;
  readonly onClose: () => void;
  readonly children: (typed: string, comment: string) => ReactNode;
}) {
  const t = useTranslations();
  const [typed, setTyped] = useState('');
  const [comment, setComment] = useState('');
  const search = useRef<HTMLInputElement>(null);
  useEffect(() => search.current?.focus(), []);
  return (
    <section
      className={styles.hand}
      aria-labelledby="hand-title"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
        event.stopPropagation();
        onClose();
      }}
    >
      <div className={styles.head}>
        <h2 id="hand-title">{title}</h2>
        {more}
        <button type="button" aria-label={t('close')} onClick={onClose}>
          <CloseIcon size={16} />
        </button>
      </div>
      <div className={styles.fields}>
        <label>
          {t('hand.search')}
          <input ref={search} type="search" value={typed} onChange={(event) => setTyped(event.target.value)} />
        </label>
        <label>
          {t('hand.comment')}
          <input
            type="text"
            value={comment}
            maxLength={500}
            aria-describedby="hand-hint"
            onChange={(event) => setComment(event.target.value)}
          />
        </label>
      </div>
      <p id="hand-hint" className={styles.note}>
        {hint}
      </p>
      {children(typed, comment)}
    </section>
  );
}

/** Who can have it. A list that could not be loaded says so; it never looks empty. (WX-32.5) */
export function TargetsOf({ id, children }: { readonly id: string; readonly children: (targets: Targets) => ReactNode }) {
  const t = useTranslations();
  const answer = useAsked(id, api.targets);
  if (answer.is === 'loading') return <Skeleton />;
  if (answer.is === 'failed')
    return (
      <div className={styles.failed} role="alert">
        <AlertIcon size={16} />
        <Trouble problem={{ text: t('hand.failed'), code: answer.problem.code, again: answer.again }} />
      </div>
    );
  return children(answer.body);
}

/** A colleague as they stand: their state and since when, whether they are away, their team, and what they have. */
export function ColleagueFacts({
  agent,
  load,
  children,
}: {
  readonly agent: TargetAgent;
  readonly load: string;
  readonly children?: ReactNode;
}) {
  const t = useTranslations();
  return (
    <>
      <StateIcon is={agent.is as Shown} />
      <span>
        <b>{agent.name}</b>
        <small>
          <span>
            {t(`state.${agent.is}`)} {agent.since > 0 && <Since at={agent.since} />}
          </span>
          {agent.away !== null && (
            <span>
              {t('hand.away')} <Since at={agent.away} />
            </span>
          )}
          {agent.team && <span>{agent.team}</span>}
          <span>{load}</span>
        </small>
        {children}
      </span>
    </>
  );
}
