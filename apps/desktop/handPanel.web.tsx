import { textIn } from '@patchbay/configuration/text.ts';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from './button.web.tsx';
import type { Command } from './desk.ts';
import styles from './hand.module.css';
import { ColleagueFacts, HandFrame, TargetsOf } from './handFrame.web.tsx';
import { QueueIcon, RefreshIcon } from './icons.web.ts';
import { usePreferences } from './preferences.web.ts';
import type { TargetAgent, TargetQueue, Targets } from './session.ts';
import { found } from './targets.ts';

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
  const refresh = (
    <button type="button" onClick={() => setTries(tries + 1)}>
      <RefreshIcon size={16} />
      {t('hand.refresh')}
    </button>
  );
  return (
    <HandFrame title={t('hand.title')} hint={t('hand.commentHint')} more={refresh} onClose={onClose}>
      {(typed, comment) => (
        <TargetsOf key={tries} id={id}>
          {(targets) => (
            <TargetList targets={targets} typed={typed} why={why} onChoose={(command) => onAsk({ ...command, interaction: id, comment })} />
          )}
        </TargetsOf>
      )}
    </HandFrame>
  );
}

interface TargetListProps extends Pick<HandPanelProps, 'why'> {
  readonly targets: Targets;
  readonly typed: string;
  readonly onChoose: (command: Command) => void;
}
function TargetList({ targets, typed, why, onChoose }: TargetListProps) {
  const t = useTranslations();
  const { language } = usePreferences();
  const { agents, queues } = found(targets, typed, language);
  if (!agents.length && !queues.length) return <p className={styles.note}>{t('hand.none')}</p>;
  return (
    <>
      {queues.length > 0 && <Queues queues={queues} onChoose={onChoose} />}
      {agents.length > 0 && <Agents agents={agents} why={why} onChoose={onChoose} />}
      {!targets.agents.length && <p className={styles.note}>{t('hand.noAgents')}</p>}
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
      <ColleagueFacts agent={agent} load={t('hand.load', { open: agent.open, places: agent.places })} />
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
