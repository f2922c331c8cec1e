import type { Shown } from '@patchbay/agents/shown.ts';
import { textIn } from '@patchbay/configuration/text.ts';
import { useTranslations } from 'use-intl';
import { Button } from './button.web.tsx';
import { type Command, isBusy } from './desk.ts';
import { useCentre, useDesk, useLive } from './deskContext.web.tsx';
import styles from './idle.module.css';
import { Skeleton } from './listing.web.tsx';
import { usePreferences } from './preferences.web.ts';
import type { Work } from './selectors.ts';
import { StateIcon } from './stateIcon.web.tsx';
import { endOf, isOffered, myState, nextOf } from './states.ts';
import { useNextText, useReasonText } from './stateWords.web.ts';
import { Since, Until } from './timer.web.tsx';

const ready: Command = { type: 'setReady' };
/** The next step in each state; in others there is none. */
const steps: Partial<Record<Shown, Command>> = {
  loggedOff: { type: 'logOn' },
  doNotDisturb: { type: 'setDoNotDisturb', on: false },
  notReady: ready,
  pending: ready,
  afterWork: ready,
  missed: ready,
  supervising: ready,
};
const words: Readonly<Record<string, string>> = { logOn: 'state.logOn', setDoNotDisturb: 'state.disturbAgain' };

/** Nothing is opened: what my state means now, and the next step. */
export function Idle({ work }: { readonly work: Work }) {
  const t = useTranslations();
  const desk = useDesk();
  const live = useLive();
  const { queues } = useCentre();
  const { language } = usePreferences();
  const reasonText = useReasonText();
  const nextText = useNextText();
  const mine = myState(desk.mirror);
  const me = live.me.id;
  if (!mine) return <Loading />;

  const { chosen } = mine;
  const is = mine.is === 'busy' ? chosen.is : mine.is;
  const open = work.active.length + work.wrapUp.length;
  const step = steps[is] ?? null;
  const next = step === ready && !isOffered(desk.mirror, 'ready') ? null : step;
  const until = endOf(chosen);
  const waiting = desk.mirror.queues.filter((q) => q.waiting > 0);
  const ask = (command: Command): void => void live.ask(command, me);
  return (
    <div className={styles.idle}>
      <span className={styles.sign} data-is={is}>
        <StateIcon is={is} size={28} />
      </span>
      <h1 id="interaction-title" tabIndex={-1} className={styles.headline}>
        {'reason' in chosen && is === chosen.is && is !== 'loggedOff'
          ? t(`idle.${is}`, { reason: reasonText(chosen.reason ?? '') })
          : t(mine.partial && is === 'ready' ? 'idle.partial' : `idle.${is}`)}
      </h1>
      <p className={styles.text}>
        {open
          ? t('idle.open', { count: open })
          : t(chosen.is === 'notReady' && is === 'notReady' && until !== null ? 'idle.text.rest' : `idle.text.${is}`)}
        {until !== null && (
          <>
            {' '}
            {t('idle.until', { next: nextText(nextOf(chosen)) ?? '' })} <Until at={until} />
          </>
        )}
      </p>
      <p className={styles.next}>
        {next && (
          <Button kind="primary" size="call" onPress={() => ask(next)} busy={isBusy(desk, next.type, me)}>
            {t(words[next.type] ?? 'idle.goReady')}
          </Button>
        )}
        {until !== null && chosen.is === 'afterWork' && (
          <Button size="call" onPress={() => ask({ type: 'extendAfterWork' })} busy={isBusy(desk, 'extendAfterWork', me)}>
            {t('state.extend')}
          </Button>
        )}
      </p>
      {waiting.length > 0 && (
        <ul className={styles.queues} aria-label={t('idle.queues')}>
          {waiting.map((q) => (
            <li key={q.queue}>
              <span>{textIn(queues[q.queue]?.label ?? q.queue, language)}</span>
              <span className="number">{t('idle.waiting', { count: q.waiting })}</span>
              {q.longestSince !== null && <Since at={q.longestSince} />}
            </li>
          ))}
        </ul>
      )}
      <dl className={styles.keys} aria-label={t('help.title')}>
        {(['accept', 'send', 'end', 'zones'] as const).map((key) => (
          <div key={key}>
            <dt>
              <kbd>{{ accept: 'F2', send: 'Enter', end: 'F9 F9', zones: 'F6' }[key]}</kbd>
            </dt>
            <dd>{t(`key.${key}`)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** Before the first picture. */
export function Loading() {
  return (
    <div className={styles.loading}>
      <Skeleton />
    </div>
  );
}
