import type { Shown } from '@patchbay/agents/shown.ts';
import { textIn } from '@patchbay/configuration/text.ts';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from './api.web.ts';
import { Button } from './button.web.tsx';
import styles from './hand.module.css';
import { AlertIcon, CloseIcon, QueueIcon } from './icons.web.ts';
import { Skeleton } from './listing.web.tsx';
import type { Does } from './mailing.ts';
import { usePreferences } from './preferences.web.ts';
import type { TargetAgent, TargetQueue } from './session.ts';
import { StateIcon } from './stateIcon.web.tsx';
import { found } from './targets.ts';
import { Since } from './timer.web.tsx';
import { Trouble } from './trouble.web.tsx';
import { useAsked } from './useAsked.web.ts';

interface HandProps {
  readonly id: string;
  readonly does: Does;
  readonly onClose: () => void;
}

/** Whom to hand a mail to: a colleague, who is asked or finds it in their workbin, or a queue; with a comment. Whoever is away is warned of. [DT286] */
export function MailHand({ id, does, onClose }: HandProps) {
  const t = useTranslations();
  const [typed, setTyped] = useState('');
  const [comment, setComment] = useState('');
  const search = useRef<HTMLInputElement>(null);
  useEffect(() => search.current?.focus(), []);
  const hand: Does = (command) => {
    does({ ...command, comment: comment.trim() });
    onClose();
  };
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
        <h2 id="hand-title">{t('mail.hand.title')}</h2>
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
        {t('mail.hand.hint')}
      </p>
      <Whom id={id} typed={typed} hand={hand} />
    </section>
  );
}

interface WhomProps {
  readonly id: string;
  readonly typed: string;
  readonly hand: Does;
}
function Whom({ id, typed, hand }: WhomProps) {
  const t = useTranslations();
  const { language } = usePreferences();
  const answer = useAsked(id, api.targets);
  if (answer.is === 'loading') return <Skeleton />;
  if (answer.is === 'failed')
    return (
      <div className={styles.failed} role="alert">
        <AlertIcon size={16} />
        <Trouble problem={{ text: t('hand.failed'), code: answer.problem.code, again: answer.again }} />
      </div>
    );
  const { agents, queues } = found(answer.body, typed, language);
  const mailers = agents.filter(({ places }) => places > 0);
  if (!mailers.length && !queues.length) return <p className={styles.note}>{t('hand.none')}</p>;
  return (
    <>
      {queues.length > 0 && (
        <div className={styles.group}>
          <h3>{t('hand.queues')}</h3>
          <ul className={styles.targets}>
            {queues.map((queue) => (
              <Queue key={queue.id} queue={queue} hand={hand} />
            ))}
          </ul>
        </div>
      )}
      {mailers.length > 0 && (
        <div className={styles.group}>
          <h3>{t('hand.agents')}</h3>
          <ul className={styles.targets}>
            {mailers.map((agent) => (
              <Colleague key={agent.id} agent={agent} hand={hand} />
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function Queue({ queue, hand }: { readonly queue: TargetQueue; readonly hand: Does }) {
  const t = useTranslations();
  const { language } = usePreferences();
  const label = textIn(queue.label, language);
  return (
    <li className={styles.target}>
      <QueueIcon size={18} />
      <span>
        <b>{label}</b>
        <small>{t('hand.line', { ready: queue.ready, waiting: queue.waiting })}</small>
      </span>
      <span className={styles.doors}>
        <Button more={t('hand.askMore', { name: label })} onPress={() => hand({ type: 'transferToQueue', queue: queue.id })}>
          {t('hand.ask')}
        </Button>
      </span>
    </li>
  );
}

function Colleague({ agent, hand }: { readonly agent: TargetAgent; readonly hand: Does }) {
  const t = useTranslations();
  const [warned, setWarned] = useState(false);
  const away = agent.away !== null || agent.is === 'loggedOff' || agent.is === 'notReady';
  const intoBin = (): void => {
    if (away && !warned) setWarned(true);
    else hand({ type: 'transferToWorkbin', to: agent.id });
  };
  return (
    <li className={styles.target} data-is={agent.is}>
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
          <span>{t('mail.hand.load', { open: agent.open, places: agent.places })}</span>
        </small>
        {warned && (
          <small role="alert" className={styles.warned}>
            {t('mail.hand.away', { name: agent.name })}
          </small>
        )}
      </span>
      <span className={styles.doors}>
        <Button
          more={t('hand.askMore', { name: agent.name })}
          why={agent.why === null ? null : t('mail.hand.cannot', { name: agent.name })}
          onPress={() => hand({ type: 'transfer', to: agent.id })}
        >
          {t('hand.ask')}
        </Button>
        <Button more={agent.name} onPress={intoBin}>
          {t(warned ? 'mail.hand.anyway' : 'mail.hand.bin')}
        </Button>
      </span>
    </li>
  );
}
