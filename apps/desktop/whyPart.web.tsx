import { textIn } from '@patchbay/configuration/text.ts';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from './api.web.ts';
import { useCentre, useLive } from './deskContext.web.tsx';
import { Skeleton } from './listing.web.tsx';
import styles from './part.module.css';
import { Failed } from './part.web.tsx';
import { usePreferences } from './preferences.web.ts';
import { timeOfDay } from './time.ts';
import { useAsked } from './useAsked.web.ts';
import { type KeptDecision, othersOf, whyOf } from './why.ts';

const shown = 10;

/** Why it came to me, or, for whoever looks on, to whom it was offered and why, the latest first. [DT36] */
export function WhyPart({ id }: { readonly id: string }) {
  const t = useTranslations();
  const { me } = useLive();
  const [open, setOpen] = useState(false);
  const answer = useAsked(open ? id : null, api.routing);
  const decisions = answer.is === 'ok' ? answer.body.decisions : [];
  const why = whyOf(decisions, me.id);
  return (
    <section className={styles.part}>
      <h3 className={styles.title}>
        <button type="button" className={styles.unfold} aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(me.may.includes('seeAllWork') ? 'why.titleAll' : 'why.title')}
        </button>
      </h3>
      {open && answer.is === 'loading' && <Skeleton rows={2} />}
      {open && answer.is === 'failed' && <Failed problem={answer.problem} onAgain={answer.again} />}
      {open && answer.is === 'ok' && (
        <ul className={styles.why}>
          {why && <li>{t(`why.order.${why.order}`)}</li>}
          {why && <Besides decision={why} />}
          {!why && decisions.length === 0 && <li>{t('why.unknown')}</li>}
          {!why &&
            decisions
              .slice(-shown)
              .reverse()
              .map((kept) => <Decided key={kept.at} kept={kept} />)}
        </ul>
      )}
    </section>
  );
}

function Decided({ kept: { at, decision } }: { readonly kept: KeptDecision }) {
  const t = useTranslations();
  const { colleagues } = useCentre();
  const { region } = usePreferences();
  const name = colleagues[decision.agent]?.name ?? decision.agent;
  return (
    <>
      <li>
        {timeOfDay(at, region)} {t('why.offered', { name, order: decision.order })}
      </li>
      <Besides decision={decision} />
    </>
  );
}

/** What a share had to do with it, and who else was looked at. */
function Besides({ decision }: { readonly decision: KeptDecision['decision'] }) {
  const t = useTranslations();
  const { colleagues, queues } = useCentre();
  const { language } = usePreferences();
  const { share, rest } = decision;
  const nameOf = (agent: string) => colleagues[agent]?.name ?? agent;
  return (
    <>
      {share && (
        <li className={styles.none}>{t('why.share', { ...share, queue: textIn(queues[share.queue]?.label ?? share.queue, language) })}</li>
      )}
      {othersOf(decision).map(({ agent, excluded }) => (
        <li key={agent} className={styles.none}>
          {excluded === null ? t('why.fitted', { name: nameOf(agent) }) : t('why.excluded', { name: nameOf(agent), why: excluded })}
        </li>
      ))}
      {rest > 0 && <li className={styles.none}>{t('why.rest', { count: rest })}</li>}
    </>
  );
}
