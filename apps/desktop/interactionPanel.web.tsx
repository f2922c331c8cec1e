import type { Beside as Colleague } from '@patchbay/base/stream.ts';
import { toldFor } from '@patchbay/canned/canned.ts';
import { openIn } from '@patchbay/canned/fill.ts';
import { CannedPicker } from '@patchbay/canned/picker.web.tsx';
import { type Chat, isOver } from '@patchbay/chat/chat.ts';
import { controls } from '@patchbay/chat/controls.ts';
import { monitorOf } from '@patchbay/chat/monitoring.ts';
import { ChatPanel } from '@patchbay/chat/panel.web.tsx';
import { lines, marked } from '@patchbay/chat/transcript.ts';
import { textIn } from '@patchbay/configuration/text.ts';
import { Suspense, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { BanStrip } from './banStrip.web.tsx';
import { BesideStrip } from './besideStrip.web.tsx';
import { Button } from './button.web.tsx';
import { takesCalls } from './calling.ts';
import { noteUsed, spokenIn, useCanned } from './canned.web.ts';
import { serverNow } from './clock.web.ts';
import { type Command, isBusy, without } from './desk.ts';
import { useCentre, useDesk, useLive } from './deskContext.web.tsx';
import { openDial } from './dialing.web.ts';
import { DraftClash } from './draftClash.web.tsx';
import { draftName } from './drafting.web.ts';
import { EndButton } from './endButton.web.tsx';
import { HandPending } from './handPending.web.tsx';
import {
  AlertIcon,
  AwayIcon,
  BanIcon,
  BellIcon,
  ChatIcon,
  CheckIcon,
  EyeIcon,
  HandOverIcon,
  OwnWindowIcon,
  QueueIcon,
  TurnIcon,
  WrapUpIcon,
} from './icons.web.ts';
import { later } from './later.web.tsx';
import { Skeleton } from './listing.web.tsx';
import { olderOf } from './loading.web.ts';
import { writesMail } from './mailing.ts';
import { MailTranscript } from './mailTranscript.web.tsx';
import { openMail } from './mailWanted.web.ts';
import styles from './panel.module.css';
import { PanelHead } from './panelHead.web.tsx';
import { usePreferences } from './preferences.web.ts';
import { refusalText } from './refusals.ts';
import { firstUnread, nameOf, partOf, talksWith } from './selectors.ts';
import { numberOf } from './timeline.ts';
import { Since, Turn, Until } from './timer.web.tsx';
import { Trouble } from './trouble.web.tsx';
import { useTellRead } from './useTellRead.web.ts';
import type { Verbs } from './verbs.web.ts';
import { WrapUpStrip } from './wrapUpStrip.web.tsx';

const HandPanel = later(() => import('./handPanel.web.tsx').then((file) => file.HandPanel), { ahead: true });
const BanDialog = later(() => import('./banDialog.web.tsx').then((file) => file.BanDialog), { ahead: true });
const Watching = later(() => import('./monitorBar.web.tsx').then((file) => file.Watching));

/** What a conversation is drawn from. */
export interface PanelProps {
  readonly id: string;
  readonly chat: Chat;
  readonly verbs: Verbs;
  readonly drawer: boolean;
  readonly onDrawer: () => void;
  /** Opens it in a window of its own; left out: it is there. */
  readonly onAlone?: () => boolean;
}

/** One interaction: who and how it stands, the buttons, the conversation, and the wrap-up, each always in its place. */
export function InteractionPanel({ id, chat, verbs, drawer, onDrawer, onAlone }: PanelProps) {
  const t = useTranslations();
  const desk = useDesk();
  const live = useLive();
  const { queues, colleagues, files: ofCentre, canned: responses } = useCentre();
  const { language } = usePreferences();
  const { mirror, outbox } = desk;
  const me = live.me.id;
  const timeline = mirror.timelines[id];
  const received = mirror.received[id];
  const pending = useMemo(() => outbox.filter((m) => m.interaction === id), [outbox, id]);
  const fresh = useRef<string | null | undefined>(undefined);
  if (fresh.current === undefined && timeline) fresh.current = firstUnread(timeline, desk.seenBefore, me); // as it was when it was opened
  const drawn = useMemo(
    () => marked(lines(timeline?.entries ?? [], pending, me, received), fresh.current ?? null),
    [timeline, pending, me, received],
  );
  const buttons = useMemo(() => controls(chat, mirror.me, serverNow()), [chat, mirror.me]);
  const why = (key: string | null): string | null => (key === null ? null : (refusalText(key, language) ?? t('problem.notNow')));

  const name = nameOf(chat) ?? t('customer');
  const queue = queues[chat.queue ?? ''];
  const files = queue?.files ?? ofCentre;
  const problem = desk.problems[id];
  const notOlder = desk.problems[olderOf(id)];
  const { yourTurn, away } = chat.work;
  const part = partOf(chat, me);
  const talking = part?.stage === 'active';
  const monitor = monitorOf(chat, me);
  const attaching = {
    attachments: desk.attachments.filter((one) => one.interaction === id),
    allowed: files,
    preview: live.attachments.preview,
    onAdd: (chosen: readonly File[]) => live.attachments.add(id, chosen, files),
    onDescribe: live.attachments.describe,
    onAgain: live.attachments.again,
    onRemove: live.attachments.remove,
  };
  const answering = talking && talksWith(chat, me);
  const { responses: own, uses } = useCanned();
  const canned = useMemo(
    () => toldFor([...responses, ...spokenIn(own, language)], chat.queue, language, uses),
    [responses, own, uses, chat.queue, language],
  );
  const form = chat.work.form;
  const known = {
    customer: { name: form['name'] ?? '', email: form['email'] ?? '', phone: form['phone'] ?? '' },
    agent: { name: live.me.nickname },
    queue: { label: queue ? textIn(queue.label, language) : '' },
    form,
  };
  const [read, setRead] = useState<string | undefined>(undefined);
  useTellRead(id, answering ? numberOf(timeline?.entries ?? [], read) : 0);
  const typing = (mirror.typing[id] ?? 0) > Date.now();
  const calls = takesCalls(mirror.agent?.state);
  const writes = writesMail(queues);
  const [handing, setHanding] = useState(false);
  const [banning, setBanning] = useState(false);
  const [blocked, setBlocked] = useState(false);
  const agentName = (agent: string): string => colleagues[agent]?.name ?? t('colleague');
  const mayHand = buttons.transfer.enabled || buttons.transferToQueue.enabled;
  const hand = (command: Command): void => {
    setHanding(false);
    void live.ask(command, id);
  };
  return (
    <section className={styles.panel} aria-labelledby="interaction-title">
      <PanelHead
        icon={<ChatIcon size={20} />}
        name={name}
        about={
          <>
            {chat.work.verified && (
              <span className={styles.verified}>
                <CheckIcon size={14} /> {t('panel.verified')}
              </span>
            )}{' '}
            {[queue && textIn(queue.label, language), chat.work.form.email].filter(Boolean).join(' · ')}
          </>
        }
        drawer={drawer}
        onDrawer={onDrawer}
      >
        <Beside staff={mirror.staff[id] ?? []} nameOf={agentName} />
        <Status chat={chat} me={me} />
        <span className={styles.total} title={t('panel.since')}>
          <Since at={chat.startedAt} />
        </span>
        {onAlone && (
          <button
            type="button"
            className={styles.own}
            aria-label={t('alone.open')}
            title={t('alone.open')}
            onClick={() => setBlocked(!onAlone())}
          >
            <OwnWindowIcon size={20} />
          </button>
        )}
      </PanelHead>
      <div className={styles.bar} data-empty={monitor !== undefined} role="toolbar" aria-label={t('panel.controls')}>
        <span className={styles.turn}>
          {answering && yourTurn !== null && (
            <Turn since={yourTurn} replySeconds={queue?.replySeconds ?? 60}>
              <TurnIcon size={16} />
              <AlertIcon size={16} />
              <span>{t('panel.yourTurn')}</span>
            </Turn>
          )}
          {answering && yourTurn === null && <span className={styles.theirs}>{t('panel.theirTurn')}</span>}
          {isOver(chat) && <span className={styles.theirs}>{t('panel.over')}</span>}
          {part?.stage === 'wrapUp' && !isOver(chat) && <span className={styles.theirs}>{t('hand.done')}</span>}
        </span>
        {buttons.ban.enabled && (
          <Button kind="quiet" size="call" icon={<BanIcon size={18} />} onPress={() => setBanning(true)}>
            {t('ban.open')}
          </Button>
        )}
        {mayHand && (
          <span data-hand="consult">
            <Button
              size="call"
              icon={<HandOverIcon size={18} />}
              expanded={handing}
              busy={isBusy(desk, 'transfer', id) || isBusy(desk, 'consult', id) || isBusy(desk, 'transferToQueue', id)}
              onPress={() => setHanding(!handing)}
            >
              {t('hand.open')}
            </Button>
          </span>
        )}
        {buttons.end.visible && <EndButton onEnd={() => verbs.end(id)} why={why(buttons.end.why)} busy={isBusy(desk, 'end', id)} />}
      </div>
      {problem && (
        <div className={styles.problem} role="alert">
          <AlertIcon size={16} />
          <Trouble problem={problem} onClose={() => live.change((d) => ({ problems: without(d.problems, id) }))} />
        </div>
      )}
      <BesideStrip item={chat} />
      {blocked && (
        <p className={styles.problem} role="alert">
          <AlertIcon size={16} />
          {t('alone.blocked')}
        </p>
      )}
      {handing && mayHand && (
        <Suspense fallback={<Skeleton />}>
          <HandPanel id={id} why={why} onAsk={hand} onClose={() => setHanding(false)} />
        </Suspense>
      )}
      <BanStrip chat={chat} lift={buttons.liftBan} nameOf={agentName} onAsk={(command) => void live.ask(command, id)} />
      {banning && (
        <Suspense fallback={null}>
          <BanDialog chat={chat} name={name} onClose={() => setBanning(false)} />
        </Suspense>
      )}
      {chat.work.monitors && (
        <Suspense fallback={null}>
          <Watching id={id} chat={chat} customer={name} nameOf={agentName} />
        </Suspense>
      )}
      <HandPending chat={chat} me={me} buttons={buttons} nameOf={agentName} onAsk={(command) => void live.ask(command, id)} />
      <ChatPanel
        interaction={id}
        lines={drawn}
        loading={!timeline}
        more={timeline?.more ?? false}
        customer={name}
        nameOf={agentName}
        queueOf={(key) => textIn(queues[key]?.label ?? key, language)}
        typing={typing && (talking || monitor !== undefined)}
        typed={mirror.typed[id] ?? ''}
        offline={!desk.line.up}
        beside={(mirror.staff[id] ?? []).flatMap(({ agent, writing, note }) => (writing && !note ? [agentName(agent)] : []))}
        say={buttons.say.visible ? { why: why(buttons.say.why) } : null}
        whisper={buttons.whisper.enabled}
        coaches={monitor ? agentName(monitor.agent) : null}
        redrawn={(kind) => desk.redrawn[draftName(id, kind)] ?? 0}
        clash={(kind) => <DraftClash name={draftName(id, kind)} />}
        draftOf={(kind) => live.drafts.read(id, kind)}
        attaching={files.allowed ? attaching : null}
        picker={(at) => (
          <CannedPicker
            canned={canned}
            known={known}
            language={language}
            onUsed={noteUsed}
            onFiles={files.allowed ? (one) => live.attachments.take(id, one.key, one.files) : null}
            onManage={() => live.go('canned')}
            {...at}
          />
        )}
        unfit={(text) => openIn(text).map((variable) => t('canned.open', { variable }))[0] ?? null}
        notice={
          away !== null && talking ? (
            <p className={styles.away}>
              <AwayIcon size={16} />
              <span>{t('panel.away')}</span>
              <Until at={away} />
            </p>
          ) : null
        }
        onRead={setRead}
        onNumber={calls ? (text) => openDial({ text, beside: id, ...(chat.contact && { contact: chat.contact }) }) : null}
        onAddress={writes ? (to) => openMail({ to: to.toLowerCase(), beside: id, ...(chat.contact && { contact: chat.contact }) }) : null}
        onOlder={() => live.older(id)}
        olderTrouble={notOlder ? <Trouble problem={notOlder} /> : null}
        onDraft={(kind, text, caret) => live.drafts.write(id, kind, { text, caret, at: Date.now() })}
        onTyping={(kind, on) => live.typing(id, on, kind === 'inside')}
        onSend={(kind, text, knowing) => {
          if (text) live.outgoing.say(id, text, kind === 'inside' ? null : knowing);
          if (kind === 'reply') live.attachments.send(id, knowing);
        }}
        onRetry={live.outgoing.retry}
        onTakeBack={(message) => live.takeBack(id, message)}
        onDiscard={live.outgoing.discard}
      />
      {(talking || part?.stage === 'wrapUp') && (
        <WrapUpStrip id={id} item={chat} part={part} buttons={buttons} verbs={verbs} why={why} more={<MailTranscript chat={chat} />} />
      )}
    </section>
  );
}

const icons = {
  offered: BellIcon,
  active: ChatIcon,
  away: AwayIcon,
  consult: QueueIcon,
  conference: QueueIcon,
  wrapUp: WrapUpIcon,
  left: CheckIcon,
  over: CheckIcon,
  watched: EyeIcon,
} as const;
function statusOf(chat: Chat, me: string): keyof typeof icons {
  const stage = partOf(chat, me)?.stage;
  const { away, guests, talk } = chat.work;
  if (stage === 'wrapUp' || stage === 'offered') return stage;
  if (stage !== 'active') return monitorOf(chat, me) ? 'watched' : isOver(chat) ? 'over' : 'left';
  if (away !== null) return 'away';
  if (guests.length) return 'conference';
  return talk.doing === 'consulting' ? 'consult' : 'active';
}

/** Colleagues who have it open too. [DT184] */
function Beside({ staff, nameOf }: { readonly staff: readonly Colleague[]; readonly nameOf: (agent: string) => string }) {
  const t = useTranslations();
  const people = (is: Colleague['writing'], note?: true): string =>
    staff.flatMap((one) => (one.writing === is && one.note === note ? [nameOf(one.agent)] : [])).join(', ');
  const [writes, notes, views] = [people(true), people(true, true), people(false)];
  return (
    <p className={styles.beside} role="status" data-empty={!staff.length}>
      {staff.length > 0 && <EyeIcon size={14} />}
      {writes && <span>{t('panel.writes', { names: writes })}</span>}
      {notes && <span>{t('panel.notes', { names: notes })}</span>}
      {views && <span>{t('panel.views', { names: views })}</span>}
    </p>
  );
}

/** How it stands, as icon and word. */
function Status({ chat, me }: { readonly chat: Chat; readonly me: string }) {
  const t = useTranslations();
  const is = statusOf(chat, me);
  const Icon = icons[is];
  return (
    <span className={styles.status} data-is={is}>
      <Icon size={14} />
      {t(`status.${is}`, { count: chat.work.guests.length + 2 })}
    </span>
  );
}
