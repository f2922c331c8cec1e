import { textIn } from '@patchbay/configuration/text.ts';
import { controls } from '@patchbay/email/controls.ts';
import type { Email } from '@patchbay/email/email.ts';
import { words as refusals } from '@patchbay/email/words.ts';
import { type CSSProperties, Suspense, useCallback, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from './api.web.ts';
import { BesideStrip } from './besideStrip.web.tsx';
import { Button } from './button.web.tsx';
import { CaseHands } from './caseHands.web.tsx';
import { CaseStrip } from './caseStrip.web.tsx';
import { type CaseTab, CaseTabShown, CaseTabs } from './caseTabs.web.tsx';
import { serverNow } from './clock.web.ts';
import { isBusy, without } from './desk.ts';
import { useCentre, useDesk, useLive } from './deskContext.web.tsx';
import { AlertIcon, MessagesIcon } from './icons.web.ts';
import { later } from './later.web.tsx';
import { Skeleton } from './listing.web.tsx';
import styles from './mail.module.css';
import { MailBar } from './mailBar.web.tsx';
import { MailHands } from './mailHands.web.tsx';
import type { Does } from './mailing.ts';
import { Closing, Leaving } from './mailLeaving.web.tsx';
import { MailReview } from './mailReview.web.tsx';
import { MailSplit } from './mailSplit.web.tsx';
import { MailThread } from './mailThread.web.tsx';
import { MailWriting, type Sending } from './mailWriting.web.tsx';
import panel from './panel.module.css';
import { PanelHead } from './panelHead.web.tsx';
import { usePreferences } from './preferences.web.ts';
import { refusalText } from './refusals.ts';
import { partOf } from './selectors.ts';
import { Trouble } from './trouble.web.tsx';
import { useFresh } from './useFresh.web.ts';
import { keptFirst } from './useMailDraft.web.ts';
import { useName } from './useName.web.ts';
import type { Verbs } from './verbs.web.ts';
import { WrapUpStrip } from './wrapUpStrip.web.tsx';

const MailHand = later(() => import('./mailHand.web.tsx').then((file) => file.MailHand));

interface MailPanelProps {
  readonly id: string;
  readonly mail: Email;
  readonly verbs: Verbs;
  readonly drawer: boolean;
  readonly onDrawer: (() => void) | null;
}

/** A piece of work on mails: its case and thread, the buttons, what is being written, and the wrap-up. */
export function MailPanel({ id, mail, verbs, drawer, onDrawer }: MailPanelProps) {
  const t = useTranslations();
  const desk = useDesk();
  const live = useLive();
  const { queues, colleagues } = useCentre();
  const { language, mailSplit } = usePreferences();
  const { me: person } = desk.mirror;
  const buttons = useMemo(() => controls(mail, person, serverNow()), [mail, person]);
  const why = (key: string | null): string | null =>
    key === null ? null : (refusalText(key, language, {}, refusals) ?? t('problem.notNow'));
  const [handing, setHanding] = useState(false);
  const [tab, setTab] = useState<CaseTab>('mails');
  const name = useName(mail);
  const ask = useCallback(() => api.mailCase(mail.work.case), [mail.work.case]);
  const { came, doing, outgoing, handed, masked = 0 } = mail.work;
  const thread = useFresh(ask, `${came} ${doing.doing} ${outgoing.map(({ until, failed }) => `${until} ${failed?.why}`).join()} ${masked}`);
  const part = partOf(mail, live.me.id);
  const problem = desk.problems[id];
  const queue = queues[mail.queue ?? ''];
  const does: Does = (command) => void keptFirst(id).then(() => live.ask({ ...command, interaction: id }, id));
  const send = ({ how, sure, checked, rev }: Sending): void =>
    does({
      ...{ type: how === 'interim' ? 'interimSend' : 'send', rev, seen: came },
      ...(sure && { sure }),
      ...(checked && { checked }),
      ...(typeof how === 'object' && how),
    });
  const button = (type: 'saveDraft' | 'discard', word: string) =>
    buttons[type].enabled && (
      <Button onPress={() => does({ type })} busy={isBusy(desk, type, id)}>
        {word}
      </Button>
    );
  const body = thread.body;
  const writing = part?.stage === 'active' && doing.doing === 'writing';
  const answers = buttons.reply.enabled && !mail.work.draft ? does : null;
  return (
    <section className={panel.panel} aria-labelledby="interaction-title">
      <PanelHead
        icon={<MessagesIcon size={20} />}
        channel="email"
        name={body?.case.subject || name}
        about={[body && t('mail.case', { number: String(body.case.number) }), name, queue && textIn(queue.label, language)]
          .filter(Boolean)
          .join(' · ')}
        drawer={drawer}
        onDrawer={onDrawer}
      />
      {body && (
        <CaseStrip facts={body} again={thread.again}>
          <CaseTabs facts={body} tab={tab} onTab={setTab} />
        </CaseStrip>
      )}
      {body && <CaseHands facts={body} again={thread.again} />}
      <MailBar id={id} mail={mail} buttons={buttons} does={does} handing={handing} onHand={() => setHanding(!handing)} why={why} />
      <MailHands mail={mail} buttons={buttons} does={does} />
      {problem && (
        <div className={panel.problem} role="alert">
          <AlertIcon size={16} />
          <Trouble problem={problem} onClose={() => live.change((d) => ({ problems: without(d.problems, id) }))} />
        </div>
      )}
      <BesideStrip item={mail} />
      {handing && buttons.transferToQueue.enabled && (
        <Suspense fallback={<Skeleton />}>
          <MailHand id={id} does={does} onClose={() => setHanding(false)} />
        </Suspense>
      )}
      {handed?.comment && (
        <p className={styles.strip}>{t('mail.handed', { name: colleagues[handed.by]?.name ?? t('colleague'), comment: handed.comment })}</p>
      )}
      <MailReview key={doing.doing} id={id} mail={mail} buttons={buttons} does={does} />
      <Closing mail={mail} undo={buttons.undoClose.enabled} does={does} />
      {outgoing.map((one) => (
        <Leaving
          key={one.mail}
          one={one}
          undo={buttons.undoSend.enabled}
          edit={buttons.edit.enabled}
          retry={buttons.retry.enabled}
          does={does}
        />
      ))}
      <div className={styles.split} style={{ '--split': `${mailSplit}%` } as CSSProperties} data-writing={writing}>
        {tab === 'mails' || !body ? (
          <MailThread read={thread} answers={answers} />
        ) : (
          <CaseTabShown facts={body} tab={tab} again={thread.again} />
        )}
        {writing && (
          <>
            <MailSplit />
            <MailWriting
              id={id}
              mail={mail}
              interim={buttons.interimSend}
              why={why(buttons.send.why)}
              busy={isBusy(desk, 'send', id)}
              onSend={send}
            >
              {button('saveDraft', t('mail.saveDraft'))}
              {button('discard', t('mail.discard'))}
            </MailWriting>
          </>
        )}
      </div>
      {part && (part.stage === 'active' || part.stage === 'wrapUp') && (
        <WrapUpStrip id={id} item={mail} part={part} buttons={buttons} verbs={verbs} why={why} />
      )}
    </section>
  );
}
