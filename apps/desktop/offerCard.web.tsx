import { deviceOf } from '@patchbay/agents/agent.ts';
import type { Chat } from '@patchbay/chat/chat.ts';
import { textIn } from '@patchbay/configuration/text.ts';
import type { Email } from '@patchbay/email/email.ts';
import { mayDecline, ownerOf } from '@patchbay/interactions/interaction.ts';
import type { Call } from '@patchbay/voice/call.ts';
import { useTranslations } from 'use-intl';
import { Button } from './button.web.tsx';
import { isBusy } from './desk.ts';
import { useCentre, useDesk, useLive } from './deskContext.web.tsx';
import { BellIcon, CallInIcon, MessagesIcon } from './icons.web.ts';
import { type Item, isCall, isChat, isMail } from './item.ts';
import { useMailFacts } from './mailing.web.ts';
import styles from './offer.module.css';
import { callLines, offerLines } from './offering.ts';
import { usePreferences } from './preferences.web.ts';
import { refusalText } from './refusals.ts';
import type { Row } from './selectors.ts';
import { DeadlineBar, Since, Until } from './timer.web.tsx';
import { Trouble } from './trouble.web.tsx';
import { useName } from './useName.web.ts';
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
  const { me } = useLive();
  const { queues } = useCentre();
  const { language } = usePreferences();
  const { item, until } = row;
  const queue = queues[item.queue ?? ''];
  const name = useName(item);
  const lines = isCall(item) ? callLines(item, queue) : isMail(item) ? [] : offerLines(item, queue);
  const asks = isChat(item) && item.work.talk.doing === 'asking';
  const answerAt = item.at.stage === 'offered' ? item.at.answerAt : undefined;
  const problem = desk.problems[row.id];
  const accepting = isBusy(desk, 'accept', row.id);
  const declining = isBusy(desk, 'reject', row.id);
  const connecting = accepting || !desk.mirror.current;
  const from = (until ?? 0) - (isCall(item) && !queue ? item.work.settings.ringMs : (queue?.offerSeconds ?? 20) * 1000);
  const lifts = isCall(item) && desk.mirror.agent !== null && deviceOf(desk.mirror.agent.state).is !== 'browser';
  return (
    <article
      className={styles.card}
      data-held={held}
      data-small={small}
      aria-label={t(isCall(item) ? 'call.label' : isMail(item) ? 'mail.label' : 'offer.label', { name })}
    >
      <p className={styles.kind}>
        {isCall(item) ? <CallInIcon size={16} /> : isMail(item) ? <MessagesIcon size={16} /> : <BellIcon size={16} />}
        <span>{[asks ? t('offer.consult') : t(kindOf(item)), queue && textIn(queue.label, language)].filter(Boolean).join(' · ')}</span>
        {until !== null && <Until at={until} />}
      </p>
      <div>
        <p className={styles.caller}>{name}</p>
        {isChat(item) && <Topic chat={item} />}
        {isMail(item) && <MailTopic mail={item} />}
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
        {(isChat(item) || isCall(item)) && <Handed item={item} />}
        {isMail(item) && item.work.handed?.comment && <p className={styles.subject}>{item.work.handed.comment}</p>}
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
        {isMail(item) && (
          <Button
            onPress={() => verbs.postpone(row.id)}
            busy={isBusy(desk, 'postpone', row.id)}
            why={accepting ? t('busy') : null}
            more={name}
          >
            {t('mail.postpone')}
          </Button>
        )}
        {mayDecline(item, me) && (
          <Button onPress={() => verbs.decline(row.id)} busy={declining} why={accepting ? t('busy') : null} more={name}>
            {t('offer.decline')}
          </Button>
        )}
        <Button
          kind="primary"
          keys={top ? 'F2' : undefined}
          onPress={() => verbs.accept(row.id)}
          busy={accepting}
          why={declining ? t('busy') : lifts ? refusalText('voice.liftPhone', language) : null}
          more={name}
        >
          {t('offer.accept')}
        </Button>
      </div>
    </article>
  );
}

const kindOf = (item: Item) =>
  isCall(item) ? (item.work.line.colleague ? 'call.kind.internal' : 'call.kind.inbound') : isMail(item) ? 'mail.kind' : 'offer.kind';

/** From which address, the case and its subject, and with which words it is handed over. (BP-59.1) */
function MailTopic({ mail }: { readonly mail: Email }) {
  const facts = useMailFacts(mail);
  const { colleagues } = useCentre();
  const t = useTranslations();
  const { handed } = mail.work;
  const from = facts?.mails.find(({ direction }) => direction === 'in')?.from?.address;
  return (
    <>
      {facts && <p className={styles.subject}>{[`#${facts.case.number}`, facts.case.subject].filter(Boolean).join(' ')}</p>}
      {from && <p className={styles.subject}>{from}</p>}
      {handed?.comment && (
        <p className={styles.subject}>
          {t('mail.handed', { name: colleagues[handed.by]?.name ?? t('colleague'), comment: handed.comment })}
        </p>
      )}
    </>
  );
}

/** What it is about. */
function Topic({ chat }: { readonly chat: Chat }) {
  const topic = chat.work.form.subject || chat.work.last?.text;
  return topic ? <p className={styles.subject}>{topic}</p> : null;
}

/** Who hands it on or asks for advice: name, team, and what they say. [WX-02.3] */
function Handed({ item }: { readonly item: Chat | Call }) {
  const t = useTranslations();
  const { language } = usePreferences();
  const { colleagues, teams } = useCentre();
  const asks = isChat(item) ? item.work.talk.doing === 'asking' : item.work.doing.doing === 'asking';
  const by = isChat(item) ? item.work.handed?.by : asks ? ownerOf(item) : null;
  if (!by) return null;
  const { name = t('colleague'), team } = colleagues[by] ?? {};
  const label = team ? teams[team] : undefined;
  const comment = isChat(item) ? item.work.handed?.comment : '';
  return (
    <p className={styles.subject}>
      {t(asks ? 'offer.asks' : 'offer.handed', { name: label ? `${name} (${textIn(label, language)})` : name })}
      {comment && `: ${comment}`}
    </p>
  );
}
