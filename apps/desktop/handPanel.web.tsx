import type { Shown } from '@patchbay/agents/shown.ts';
import { textIn } from '@patchbay/configuration/text.ts';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from './api.web.ts';
import { Button } from './button.web.tsx';
import type { Command } from './desk.ts';
import styles from './hand.module.css';
import { AlertIcon, CloseIcon, QueueIcon, RefreshIcon } from './icons.web.ts';
import { Skeleton } from './listing.web.tsx';
import { usePreferences } from './preferences.web.ts';
import type { TargetAgent, TargetQueue, Targets } from './session.ts';
import { StateIcon } from './stateIcon.web.tsx';
import { found } from './targets.ts';
import { Since } from './timer.web.tsx';
import { Trouble } from './trouble.web.tsx';
import { useAsked } from './useAsked.web.ts';

interface HandPanelProps {
  readonly id: string;
  readonly why: (key: string | null) => string | null;
  readonly onAsk: (command: Command) => void;
  readonly onClose: () => void;
}

/** Whom to hand a chat to: colleagues and queues with how they stand, and a comment for whoever is next. [DT40] */
export function HandPanel({ id, why, onAsk, onClose }: HandPanelProps) {
  const t = useTranslations();
  const [tries, setTries] = useState(0);
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
        <h2 id="hand-title">{t('hand.title')}</h2>
        <button type="button" onClick={() => setTries(tries + 1)}>
          <RefreshIcon size={16} />
          {t('hand.refresh')}
        </button>
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
        {t('hand.commentHint')}
      </p>
      <TargetList key={tries} id={id} typed={typed} why={why} onChoose={(command) => onAsk({ ...command, interaction: id, comment })} />
    </section>
  );
}

interface TargetListProps extends Pick<HandPanelProps, 'id' | 'why'> {
  readonly typed: string;
  readonly onChoose: (command: Command) => void;
}

/** A list that could not be loaded says so; it never looks empty. (WX-32.5) */
function TargetList({ id, typed, why, onChoose }: TargetListProps) {
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
  if (!agents.length && !queues.length) return <p className={styles.note}>{t('hand.none')}</p>;
  return (
    <>
      {queues.length > 0 && <Queues queues={queues} onChoose={onChoose} />}
      {agents.length > 0 && <Agents agents={agents} why={why} onChoose={onChoose} />}
      {!answer.body.agents.length && <p className={styles.note}>{t('hand.noAgents')}</p>}
    </>
  );
}

function Agents({
  agents,
  why,
  onChoose,
}: {
  readonly agents: Targets['agents'];
  readonly why: HandPanelProps['why'];
  readonly onChoose: TargetListProps['onChoose'];
}) {
  const t = useTranslations();
  const one = (agent: TargetAgent) => (
    <li key={agent.id} className={styles.target} data-is={agent.is}>
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
          <span>{t('hand.load', { open: agent.open, places: agent.places })}</span>
        </small>
      </span>
      <span className={styles.doors}>
        <Button
          more={t('hand.consultMore', { name: agent.name })}
          why={why(agent.why)}
          onPress={() => onChoose({ type: 'consult', to: agent.id })}
        >
          {t('hand.consult')}
        </Button>
        <Button
          more={t('hand.askMore', { name: agent.name })}
          why={why(agent.why)}
          onPress={() => onChoose({ type: 'transfer', to: agent.id })}
        >
          {t('hand.ask')}
        </Button>
      </span>
    </li>
  );
  return (
    <div className={styles.group}>
      <h3>{t('hand.agents')}</h3>
      <ul className={styles.targets}>{agents.map(one)}</ul>
    </div>
  );
}

function Queues({ queues, onChoose }: { readonly queues: Targets['queues']; readonly onChoose: TargetListProps['onChoose'] }) {
  const t = useTranslations();
  const { language } = usePreferences();
  const one = (queue: TargetQueue) => (
    <li key={queue.id} className={styles.target}>
      <QueueIcon size={18} />
      <span>
        <b>{textIn(queue.label, language)}</b>
        <small>{t('hand.line', { ready: queue.ready, waiting: queue.waiting })}</small>
      </span>
      <span className={styles.doors}>
        <Button
          more={t('hand.askMore', { name: textIn(queue.label, language) })}
          onPress={() => onChoose({ type: 'transferToQueue', queue: queue.id })}
        >
          {t('hand.ask')}
        </Button>
      </span>
    </li>
  );
  return (
    <div className={styles.group}>
      <h3>{t('hand.queues')}</h3>
      <ul className={styles.targets}>{queues.map(one)}</ul>
    </div>
  );
}
