import type { Shown } from '@patchbay/agents/shown.ts';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from './api.web.ts';
import { Button } from './button.web.tsx';
import { useLive } from './deskContext.web.tsx';
import { Skeleton } from './listing.web.tsx';
import { Modal } from './modal.web.tsx';
import { Failed } from './part.web.tsx';
import { type Problem, problemOf } from './problem.ts';
import styles from './queues.module.css';
import type { Candidate, WaitingOne } from './queues.ts';
import { StateIcon } from './stateIcon.web.tsx';
import { Trouble } from './trouble.web.tsx';
import { useAsked } from './useAsked.web.ts';

interface AssignProps {
  readonly one: WaitingOne;
  readonly onClose: () => void;
  readonly onOffered: (agent: string) => void;
}

/** Offers what waits to one agent; beside each stands why routing has not chosen them. [IN21] [DT36] */
export function AssignDialog({ one, onClose, onOffered }: AssignProps) {
  const t = useTranslations();
  const live = useLive();
  const [refused, setRefused] = useState<Problem | null>(null);
  const targets = useAsked(one.id, api.targets);
  const routing = useAsked(one.id, api.routing);
  const offer = async (agent: string): Promise<void> => {
    setRefused(null);
    const answer = await live.ask({ type: 'assign', interaction: one.id, agent }, one.id);
    if (answer.is === 'ok') onOffered(agent);
    else setRefused(problemOf(answer));
  };
  const candidates = routing.is === 'ok' ? routing.body.candidates : [];
  return (
    <Modal title={t('queues.assignTo', { name: one.name ?? t('customer') })} onClose={onClose}>
      {refused && (
        <p role="alert" className={styles.refused}>
          <Trouble problem={refused} />
        </p>
      )}
      {targets.is === 'loading' && <Skeleton />}
      {targets.is === 'failed' && <Failed problem={targets.problem} onAgain={targets.again} />}
      {targets.is === 'ok' && !targets.body.agents.length && <p className={styles.none}>{t('hand.noAgents')}</p>}
      {targets.is === 'ok' && (
        <ul className={styles.agents}>
          {targets.body.agents.map((agent) => (
            <li key={agent.id} data-is={agent.is}>
              <StateIcon is={agent.is as Shown} />
              <span>
                <b>{agent.name}</b>
                <small>
                  {t(`state.${agent.is}`)} · {t('hand.load', { open: agent.open, places: agent.places })}
                </small>
                <Excluded candidates={candidates} agent={agent.id} />
              </span>
              <Button
                more={agent.name}
                why={agent.why === null ? null : t(`queues.cannot.${nameOf(agent.why)}`)}
                onPress={() => void offer(agent.id)}
              >
                {t('queues.offer')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Modal>
  );
}

/** The last part of the key of a text. */
const nameOf = (key: string): string => key.split('.').at(-1) ?? key;

function Excluded({ candidates, agent }: { readonly candidates: readonly Candidate[]; readonly agent: string }) {
  const t = useTranslations();
  const excluded = candidates.find((candidate) => candidate.agent === agent)?.excluded;
  return excluded ? <small>{t('why.because', { why: excluded })}</small> : null;
}
