import { textIn } from '@patchbay/configuration/text.ts';
import { useTranslations } from 'use-intl';
import { Button } from './button.web.tsx';
import { isBusy } from './desk.ts';
import { useCentre, useDesk } from './deskContext.web.tsx';
import { BellIcon } from './icons.web.ts';
import styles from './offer.module.css';
import { offerLines } from './offering.ts';
import { usePreferences } from './preferences.web.ts';
import { nameOf, type Row } from './selectors.ts';
import { DeadlineBar, Since, Until } from './timer.web.tsx';
import { Trouble } from './trouble.web.tsx';
import type { Verbs } from './verbs.web.ts';

/** Somebody wants me: who, for what, since when, and how long I have. It never takes the focus. [UX-01] */
export function OfferCard({
  row,
  verbs,
  held,
  top,
  small = false,
}: {
  readonly row: Row;
  readonly verbs: Verbs;
  readonly held?: boolean;
  readonly top: boolean;
  /** One line, where there are many. */
  readonly small?: boolean;
}) {
  const t = useTranslations();
  const desk = useDesk();
  const { queues, colleagues } = useCentre();
  const { language } = usePreferences();
  const { chat, until } = row;
  const queue = queues[chat.queue ?? ''];
  const name = nameOf(chat) ?? t('customer');
  const topic = chat.work.form.subject || chat.work.last?.text;
  const { handed } = chat.work;
  const answerAt = chat.at.stage === 'offered' ? chat.at.answerAt : undefined;
  const lines = offerLines(chat, queue);
  const problem = desk.problems[row.id];
  const accepting = isBusy(desk, 'accept', row.id);
  const declining = isBusy(desk, 'reject', row.id);
  const connecting = accepting || !desk.mirror.current;
  const from = (until ?? 0) - (queue?.offerSeconds ?? 20) * 1000;
  return (
    <article className={styles.card} data-held={held} data-small={small} aria-label={t('offer.label', { name })}>
      <p className={styles.kind}>
        <BellIcon size={16} />
        <span>
          {chat.work.talk.doing === 'asking' ? t('offer.consult') : t('offer.kind')} · {queue ? textIn(queue.label, language) : ''}
        </span>
        {until !== null && <Until at={until} />}
      </p>
      <div>
        <p className={styles.caller}>{name}</p>
        {topic && <p className={styles.subject}>{topic}</p>}
        {lines.length > 0 && (
          <dl className={styles.told}>
            {lines.map((line) => (
              <div key={line.is === 'variable' ? line.key : line.is}>
                <dt>{line.is === 'variable' ? textIn(line.label, language) : t(`offer.${line.is}`)}</dt>
                <dd>{textIn(line.value, language)}</dd>
              </div>
            ))}
          </dl>
        )}
        {handed && (
          <p className={styles.subject}>
            {t(chat.work.talk.doing === 'asking' ? 'offer.asks' : 'offer.handed', { name: colleagues[handed.by]?.name ?? t('colleague') })}
            {handed.comment && `: ${handed.comment}`}
          </p>
        )}
      </div>
      <p className={styles.waited}>
        <span>
          {t('offer.waiting')} <Since at={row.since} />
        </span>
      </p>
      {answerAt !== undefined && (
        <p className={styles.waited}>
          <span>
            {t('offer.itself')} <Until at={answerAt} />
          </span>
        </p>
      )}
      {until !== null && <DeadlineBar from={from} until={until} word={(seconds) => t('offer.last', { seconds })} />}
      {problem && (
        <p className={styles.problem} role="alert">
          <Trouble problem={problem} />
        </p>
      )}
      {connecting && (
        <p className={styles.connecting} role="status">
          {t(accepting ? 'offer.connecting' : 'offer.noLine')}
        </p>
      )}
      <div className={styles.choices} data-connecting={connecting}>
        <Button onPress={() => verbs.decline(row.id)} busy={declining} why={accepting ? t('busy') : null} more={name}>
          {t('offer.decline')}
        </Button>
        <Button
          kind="primary"
          keys={top ? 'F2' : undefined}
          onPress={() => verbs.accept(row.id)}
          busy={accepting}
          why={declining ? t('busy') : null}
          more={name}
        >
          {t('offer.accept')}
        </Button>
      </div>
    </article>
  );
}
