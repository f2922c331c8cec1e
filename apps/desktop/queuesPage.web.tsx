import { textIn } from '@patchbay/configuration/text.ts';
import { useCallback, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from './api.web.ts';
import { AssignDialog } from './assignDialog.web.tsx';
import { Button } from './button.web.tsx';
import { serverNow } from './clock.web.ts';
import { isBusy } from './desk.ts';
import { useCentre, useDesk, useLive } from './deskContext.web.tsx';
import { Listing } from './listing.web.tsx';
import { Page, PagePart } from './page.web.tsx';
import { usePreferences } from './preferences.web.ts';
import { type Problem, problemOf } from './problem.ts';
import styles from './queues.module.css';
import { band, type QueueFigures, today, type WaitingOne } from './queues.ts';
import table from './table.module.css';
import { duration } from './time.ts';
import { Since } from './timer.web.tsx';
import { Trouble } from './trouble.web.tsx';
import { type Fresh, useFresh } from './useFresh.web.ts';
import { WatchNext } from './watchNext.web.tsx';

const figuresToday = () => api.queues(today(serverNow()));

/** How my queues stand, and who waits in them: to be taken, or to be offered to somebody. [DT95] */
export function QueuesPage() {
  const t = useTranslations();
  const { mirror } = useDesk();
  const figures = useFresh(figuresToday, null);
  const waiting = useFresh(api.waiting, mirror.queues);
  return (
    <Page title={t('queues.title')} lead={t('queues.lead')} wide>
      <Listing read={figures} count={(body) => body.queues.length} empty={t('queues.none')}>
        {(body) => <Figures queues={body.queues} />}
      </Listing>
      <PagePart id="waiting" title={t('queues.waiting')}>
        <WaitingList read={waiting} />
      </PagePart>
    </Page>
  );
}

const columns = ['queue', 'waiting', 'longest', 'wait', 'ready', 'level', 'answered', 'abandoned'] as const;

function Figures({ queues }: { readonly queues: readonly QueueFigures[] }) {
  const t = useTranslations();
  return (
    <table className={table.table}>
      <caption className="unseen">{t('queues.title')}</caption>
      <thead>
        <tr>
          {columns.map((name) => (
            <th key={name} scope="col" data-column={name}>
              {t(`queues.column.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {queues.map((one) => (
          <Figure key={one.queue} {...one} />
        ))}
      </tbody>
    </table>
  );
}

function Figure({ queue, level, target, answered, abandoned, answerMs }: QueueFigures) {
  const t = useTranslations();
  const { mirror } = useDesk();
  const { queues } = useCentre();
  const { language } = usePreferences();
  const now = mirror.queues.find((one) => one.queue === queue);
  const cell = (name: (typeof columns)[number]) => ({ 'data-column': name, 'data-name': t(`queues.column.${name}`) });
  const label = textIn(queues[queue]?.label ?? queue, language);
  const percent = level === null ? null : Math.round(level * 100);
  return (
    <tr>
      <th scope="row" className={styles.queue}>
        <span>{label}</span>
        <WatchNext of="queue" whose={queue} name={label} />
      </th>
      <td {...cell('waiting')} className="number">
        {now?.waiting ?? 0}
      </td>
      <td {...cell('longest')}>{now?.longestSince ? <Since at={now.longestSince} /> : '–'}</td>
      <td {...cell('wait')} className="number">
        {now?.wait ? t('queues.minutes', { band: band(now.wait) }) : '–'}
      </td>
      <td {...cell('ready')} className="number">
        {now?.ready ?? 0}
      </td>
      <td {...cell('level')}>
        {percent === null ? (
          '–'
        ) : (
          <strong className={styles.level} data-met={percent >= target.percent}>
            {t(percent >= target.percent ? 'queues.met' : 'queues.missed', { percent })}
          </strong>
        )}
        <small>{t('queues.target', { percent: target.percent, seconds: target.seconds })}</small>
      </td>
      <td {...cell('answered')} className="number">
        {answered}
        {answerMs !== null && <small>{t('queues.after', { time: duration(answerMs) })}</small>}
      </td>
      <td {...cell('abandoned')} className="number">
        {abandoned}
      </td>
    </tr>
  );
}

/** What was done last, so that it can be undone. */
interface Offered {
  readonly id: string;
  readonly name: string;
  readonly agent: string;
  readonly is: 'offered' | 'back' | 'late';
}

function WaitingList({ read }: { readonly read: Fresh<{ waiting: readonly WaitingOne[] }> }) {
  const t = useTranslations();
  const live = useLive();
  const { again: onChanged } = read;
  const { colleagues } = useCentre();
  const [assigning, setAssigning] = useState<WaitingOne | null>(null);
  const [offered, setOffered] = useState<Offered | null>(null);
  const [refused, setRefused] = useState<{ readonly id: string; readonly problem: Problem } | null>(null);
  const nameOf = (one: WaitingOne): string => one.name ?? t('customer');
  const take = useCallback(
    async (one: WaitingOne) => {
      setRefused(null);
      const answer = await live.ask({ type: 'take', interaction: one.id }, one.id);
      if (answer.is === 'ok') return live.select(one.id);
      setRefused({ id: one.id, problem: problemOf(answer) });
      onChanged();
    },
    [live, onChanged],
  );
  const undo = async ({ id, ...rest }: Offered): Promise<void> => {
    const answer = await live.ask({ type: 'withdraw', interaction: id }, id);
    setOffered({ id, ...rest, is: answer.is === 'ok' ? 'back' : 'late' });
    onChanged();
  };
  return (
    <>
      <p className={styles.told} role="status">
        {offered && t(`queues.told.${offered.is}`, { name: offered.name, agent: colleagues[offered.agent]?.name ?? offered.agent })}
        {offered?.is === 'offered' && (
          <Button undoes onPress={() => void undo(offered)}>
            {t('queues.takeBack')}
          </Button>
        )}
      </p>
      <Listing read={read} count={(body) => body.waiting.length} empty={t('queues.nobody')}>
        {(body) => (
          <ol className={styles.list}>
            {body.waiting.map((one) => (
              <Waits
                key={one.id}
                one={one}
                refused={refused?.id === one.id ? refused.problem : null}
                onTake={() => void take(one)}
                onAssign={() => setAssigning(one)}
              />
            ))}
          </ol>
        )}
      </Listing>
      {assigning && (
        <AssignDialog
          one={assigning}
          onClose={() => setAssigning(null)}
          onOffered={(agent) => {
            setOffered({ id: assigning.id, name: nameOf(assigning), agent, is: 'offered' });
            setAssigning(null);
            onChanged();
          }}
        />
      )}
    </>
  );
}

interface WaitsProps {
  readonly one: WaitingOne;
  readonly refused: Problem | null;
  readonly onTake: () => void;
  readonly onAssign: () => void;
}

function Waits({ one, refused, onTake, onAssign }: WaitsProps) {
  const t = useTranslations();
  const live = useLive();
  const desk = useDesk();
  const { queues, colleagues } = useCentre();
  const { language } = usePreferences();
  const { may } = live.me;
  const name = one.name ?? t('customer');
  const facts = [
    textIn(queues[one.queue]?.label ?? one.queue, language),
    one.position !== null && t('queues.place', { position: one.position }),
    one.wait && t('queues.about', { band: band(one.wait) }),
    one.kept && t('queues.kept', { name: colleagues[one.kept]?.name ?? one.kept }),
  ];
  return (
    <li className={styles.one}>
      <p className={styles.who}>
        <b>{name}</b> {one.subject && <span dir="auto">{one.subject}</span>}
      </p>
      <p className={styles.facts}>{facts.filter(Boolean).join(' · ')}</p>
      <p className={styles.time}>
        <Since at={one.since} />
      </p>
      <div className={styles.does}>
        {may.includes('takeWork') && (
          <Button more={name} busy={isBusy(desk, 'take', one.id)} onPress={onTake}>
            {t('queues.take')}
          </Button>
        )}
        {may.includes('seeAllWork') && (
          <Button more={name} onPress={onAssign}>
            {t('queues.assign')}
          </Button>
        )}
      </div>
      {refused && (
        <p role="alert" className={styles.refused}>
          <Trouble problem={refused} />
        </p>
      )}
    </li>
  );
}
