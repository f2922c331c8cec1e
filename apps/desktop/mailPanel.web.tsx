import { textIn } from '@patchbay/configuration/text.ts';
import { controls } from '@patchbay/email/controls.ts';
import type { Email, Outgoing } from '@patchbay/email/email.ts';
import { codeOf } from '@patchbay/help/codes.ts';
import { Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from './api.web.ts';
import { BesideStrip } from './besideStrip.web.tsx';
import { Button } from './button.web.tsx';
import { serverNow } from './clock.web.ts';
import { isBusy, without } from './desk.ts';
import { useCentre, useDesk, useLive } from './deskContext.web.tsx';
import { AlertIcon, ContextIcon, MessagesIcon } from './icons.web.ts';
import { later } from './later.web.tsx';
import { Skeleton } from './listing.web.tsx';
import styles from './mail.module.css';
import type { MailDraft } from './mailing.ts';
import { MailEntry } from './mailThread.web.tsx';
import panel from './panel.module.css';
import { usePreferences } from './preferences.web.ts';
import { refusalText } from './refusals.ts';
import { partOf } from './selectors.ts';
import { Until } from './timer.web.tsx';
import { Trouble } from './trouble.web.tsx';
import { useFresh } from './useFresh.web.ts';
import { useName } from './useName.web.ts';
import type { Verbs } from './verbs.web.ts';
import { WrapUpStrip } from './wrapUpStrip.web.tsx';

const MailEditor = later(() => import('./mailEditor.web.tsx').then((file) => file.MailEditor));

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
  const { language } = usePreferences();
  const { me: person } = desk.mirror;
  const buttons = useMemo(() => controls(mail, person, serverNow()), [mail, person]);
  const why = (key: string | null): string | null => (key === null ? null : (refusalText(key, language) ?? t('problem.notNow')));
  const name = useName(mail);
  const ask = useCallback(() => api.mailCase(mail.work.case), [mail.work.case]);
  const { came, doing, outgoing, handed } = mail.work;
  const thread = useFresh(ask, `${came} ${doing.doing} ${outgoing.length}`);
  const part = partOf(mail, live.me.id);
  const problem = desk.problems[id];
  const queue = queues[mail.queue ?? ''];
  const does = (command: { readonly type: string; readonly [field: string]: string | number | boolean }) =>
    void live.ask({ ...command, interaction: id }, id);
  const button = (type: 'closeWithoutReply' | 'toWorkbin' | 'saveDraft' | 'discard', word: string, size?: 'call') =>
    buttons[type].enabled && (
      <Button {...(size && { size })} onPress={() => does({ type })} busy={isBusy(desk, type, id)}>
        {word}
      </Button>
    );
  const body = thread.body;
  const writing = part?.stage === 'active' && doing.doing === 'writing';
  return (
    <section className={panel.panel} aria-labelledby="interaction-title">
      <header className={panel.head}>
        <span className={panel.channel}>
          <MessagesIcon size={20} />
        </span>
        <div className={panel.who}>
          <h1 id="interaction-title" tabIndex={-1} className={panel.name}>
            {body?.case.subject || name}
          </h1>
          <p className={panel.address}>
            {[body && t('mail.case', { number: String(body.case.number) }), name, queue && textIn(queue.label, language)]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
        {onDrawer && (
          <button
            type="button"
            className={panel.toggle}
            aria-expanded={drawer}
            aria-label={t('zone.context')}
            title={t('zone.context')}
            onClick={onDrawer}
          >
            <ContextIcon size={20} />
          </button>
        )}
      </header>
      <div className={styles.strip} role="toolbar" aria-label={t('mail.controls')}>
        {buttons.reply.enabled &&
          (['reply', 'replyAll', 'forward'] as const).map((what) => (
            <Button
              key={what}
              size="call"
              kind={what === 'reply' ? 'primary' : 'plain'}
              onPress={() => does({ type: 'reply', what })}
              busy={isBusy(desk, 'reply', id)}
            >
              {t(`mail.${what}`)}
            </Button>
          ))}
        {button('closeWithoutReply', t('mail.close'), 'call')}
        {button('toWorkbin', t('mail.workbin'), 'call')}
      </div>
      {problem && (
        <div className={panel.problem} role="alert">
          <AlertIcon size={16} />
          <Trouble problem={problem} onClose={() => live.change((d) => ({ problems: without(d.problems, id) }))} />
        </div>
      )}
      <BesideStrip item={mail} />
      {handed?.comment && (
        <p className={styles.strip}>{t('mail.handed', { name: colleagues[handed.by]?.name ?? t('colleague'), comment: handed.comment })}</p>
      )}
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
      <div className={styles.thread} role="region" aria-label={t('mail.thread')} tabIndex={0}>
        {!body && (thread.problem ? <Trouble problem={thread.problem} /> : <Skeleton />)}
        {body?.mails.map((one, n) => (
          <MailEntry key={one.id} mail={one} open={n === 0} />
        ))}
      </div>
      {writing && (
        <Writing
          id={id}
          mail={mail}
          why={why(buttons.send.why)}
          busy={isBusy(desk, 'send', id)}
          onSend={(rev, sure) => does({ type: 'send', rev, seen: came, ...(sure && { sure }) })}
        >
          {button('saveDraft', t('mail.saveDraft'))}
          {button('discard', t('mail.discard'))}
        </Writing>
      )}
      {part && (part.stage === 'active' || part.stage === 'wrapUp') && (
        <WrapUpStrip id={id} item={mail} part={part} buttons={buttons} verbs={verbs} why={why} />
      )}
    </section>
  );
}

interface WritingProps {
  readonly id: string;
  readonly mail: Email;
  readonly why: string | null;
  readonly busy: boolean;
  readonly onSend: (rev: string, sure: boolean) => void;
  readonly children: React.ReactNode;
}
/** The draft as the server has it; one that was changed in another window is shown as it is now. */
function Writing({ id, mail, why, busy, onSend, children }: WritingProps) {
  const desk = useDesk();
  const [draft, setDraft] = useState<MailDraft | null>(null);
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another round reads it again
  useEffect(() => {
    let late = false;
    void api.mailDraft(id).then((answer) => late || (answer.is === 'ok' && setDraft(answer.body)));
    return () => {
      late = true;
    };
  }, [id, round, desk.mirror.current]);
  const changed = useCallback(() => {
    setDraft(null);
    setRound((n) => n + 1);
  }, []);
  const crossed = desk.problems[id]?.code === codeOf('email.crossed');
  if (!draft || mail.work.doing.doing !== 'writing') return <Skeleton />;
  return (
    <Suspense fallback={<Skeleton />}>
      <MailEditor
        key={`${id} ${round}`}
        id={id}
        draft={draft}
        why={why}
        busy={busy}
        crossed={crossed}
        onSend={onSend}
        onChanged={changed}
        buttons={children}
      />
    </Suspense>
  );
}

interface LeavingProps {
  readonly one: Outgoing;
  readonly undo: boolean;
  readonly edit: boolean;
  readonly retry: boolean;
  readonly does: (command: { readonly type: string; readonly [field: string]: string }) => void;
}
/** A mail on its way: taken back in time, or what became of it, in the words of the mail server. */
function Leaving({ one, undo, edit, retry, does }: LeavingProps) {
  const t = useTranslations();
  if (one.failed)
    return (
      <div className={styles.trouble} role="alert">
        <AlertIcon size={16} /> {t('mail.failed', { said: one.failed.said })}
        {edit && <Button onPress={() => does({ type: 'edit' })}>{t('mail.edit')}</Button>}
        {retry && <Button onPress={() => does({ type: 'retry', mail: one.mail })}>{t('mail.retry')}</Button>}
      </div>
    );
  return (
    <div className={styles.strip} role="status">
      {one.until === null ? (
        t('mail.sending')
      ) : (
        <>
          {t('mail.held')} <Until at={one.until} />
          {undo && <Button onPress={() => does({ type: 'undoSend', mail: one.mail })}>{t('mail.undo')}</Button>}
        </>
      )}
    </div>
  );
}
