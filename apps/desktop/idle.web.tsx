import { textIn } from '@patchbay/configuration/text.ts';
import { useTranslations } from 'use-intl';
import { Button } from './button.web.tsx';
import { isBusy } from './desk.ts';
import { useCentre, useDesk, useLive } from './deskContext.web.tsx';
import styles from './idle.module.css';
import { usePreferences } from './preferences.web.ts';
import { chosenOf, type Work } from './selectors.ts';
import { StateIcon } from './stateIcon.web.tsx';
import { useReasonText } from './stateSelector.web.tsx';
import { Since } from './timer.web.tsx';

/** Nothing is opened: what my state means now, and the next step. */
export function Idle({ work }: { readonly work: Work }) {
  const t = useTranslations();
  const desk = useDesk();
  const live = useLive();
  const { queues } = useCentre();
  const { language } = usePreferences();
  const reasonText = useReasonText();
  const chosen = chosenOf(desk.mirror);
  const me = live.me.id;
  if (!chosen) return <Loading />;

  const open = work.active.length + work.wrapUp.length;
  const next = chosen.is === 'loggedOff' ? 'logOn' : chosen.is === 'ready' ? null : 'setReady';
  const waiting = desk.mirror.queues.filter((q) => q.waiting > 0);
  return (
    <div className={styles.idle}>
      <span className={styles.sign} data-is={chosen.is}>
        <StateIcon is={chosen.is} size={28} />
      </span>
      <h1 id="interaction-title" tabIndex={-1} className={styles.headline}>
        {chosen.is === 'notReady' ? t('idle.notReady', { reason: reasonText(chosen.reason) }) : t(`idle.${chosen.is}`)}
      </h1>
      <p className={styles.text}>{open ? t('idle.open', { count: open }) : t(`idle.text.${chosen.is}`)}</p>
      {next && (
        <Button kind="primary" size="call" onPress={() => void live.ask({ type: next }, me)} busy={isBusy(desk, next, me)}>
          {t(next === 'logOn' ? 'state.logOn' : 'idle.goReady')}
        </Button>
      )}
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

/** Before the first picture: grey lines, only if it takes a while. */
export function Loading() {
  const t = useTranslations();
  return (
    <div className={styles.loading} role="status">
      <span className="unseen">{t('loading')}</span>
      <span />
      <span />
      <span />
    </div>
  );
}
