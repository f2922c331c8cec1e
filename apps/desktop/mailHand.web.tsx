import { textIn } from '@patchbay/configuration/text.ts';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from './button.web.tsx';
import styles from './hand.module.css';
import { ColleagueFacts, HandFrame, TargetsOf } from './handFrame.web.tsx';
import { QueueIcon } from './icons.web.ts';
import type { Does } from './mailing.ts';
import { usePreferences } from './preferences.web.ts';
import type { TargetAgent, TargetQueue, Targets } from './session.ts';
import { found } from './targets.ts';

interface HandProps {
  readonly id: string;
  readonly does: Does;
  readonly onClose: () => void;
}

/** Whom to hand a mail to: a colleague, who is asked or finds it in their workbin, or a queue; with a comment. Whoever is away is warned of. [DT286] */
export function MailHand({ id, does, onClose }: HandProps) {
  const t = useTranslations();
  const handWith =
    (comment: string): Does =>
    (command) => {
      does({ ...command, comment: comment.trim() });
      onClose();
    };
  return (
    <HandFrame title={t('mail.hand.title')} hint={t('mail.hand.hint')} onClose={onClose}>
      {(typed, comment) => <TargetsOf id={id}>{(targets) => <Whom targets={targets} typed={typed} hand={handWith(comment)} />}</TargetsOf>}
    </HandFrame>
  );
}

interface WhomProps {
  readonly targets: Targets;
  readonly typed: string;
  readonly hand: Does;
}
function Whom({ targets, typed, hand }: WhomProps) {
  const t = useTranslations();
  const { language } = usePreferences();
  const { agents, queues } = found(targets, typed, language);
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
      <ColleagueFacts agent={agent} load={t('mail.hand.load', { open: agent.open, places: agent.places })}>
        {warned && (
          <small role="alert" className={styles.warned}>
            {t('mail.hand.away', { name: agent.name })}
          </small>
        )}
      </ColleagueFacts>
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
