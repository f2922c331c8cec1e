import { textIn } from '@patchbay/configuration/text.ts';
import { type Call, isInternal } from '@patchbay/voice/call.ts';
import { controls } from '@patchbay/voice/controls.ts';
import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { BesideStrip } from './besideStrip.web.tsx';
import { Button } from './button.web.tsx';
import styles from './call.module.css';
import { CallFacts } from './callFacts.web.tsx';
import { callStatus, callsMe, heldSince, isMuted } from './calling.ts';
import { CallKeys } from './callKeys.web.tsx';
import { serverNow } from './clock.web.ts';
import { isBusy, without } from './desk.ts';
import { useCentre, useDesk, useLive } from './deskContext.web.tsx';
import { EndButton } from './endButton.web.tsx';
import { HoldLine } from './holdLine.web.tsx';
import {
  AlertIcon,
  CallOutIcon,
  CheckIcon,
  HoldIcon,
  KeypadIcon,
  MicrophoneIcon,
  MutedIcon,
  PhoneIcon,
  RetrieveIcon,
  WrapUpIcon,
} from './icons.web.ts';
import panel from './panel.module.css';
import { PanelHead } from './panelHead.web.tsx';
import { usePreferences } from './preferences.web.ts';
import { refusalText } from './refusals.ts';
import { partOf } from './selectors.ts';
import { Since } from './timer.web.tsx';
import { Trouble } from './trouble.web.tsx';
import { useName } from './useName.web.ts';
import type { Verbs } from './verbs.web.ts';
import { WrapUpStrip } from './wrapUpStrip.web.tsx';

interface CallPanelProps {
  readonly id: string;
  readonly call: Call;
  readonly verbs: Verbs;
  readonly drawer: boolean;
  readonly onDrawer: (() => void) | null;
}

/** One call: who and how it stands, the buttons always in their place, what is known of it, and the wrap-up. [DT232] */
export function CallPanel({ id, call, verbs, drawer, onDrawer }: CallPanelProps) {
  const t = useTranslations();
  const desk = useDesk();
  const live = useLive();
  const { queues } = useCentre();
  const { language } = usePreferences();
  const me = live.me.id;
  const { me: person } = desk.mirror;
  const buttons = useMemo(() => controls(call, person, serverNow()), [call, person]);
  const why = (key: string | null): string | null => (key === null ? null : (refusalText(key, language) ?? t('problem.notNow')));
  const [keys, setKeys] = useState(false);
  const name = useName(call);
  const part = partOf(call, me);
  const queue = queues[call.queue ?? ''];
  const problem = desk.problems[id];
  const muted = isMuted(call, me);
  const held = heldSince(call);
  const dials = call.work.doing.doing === 'dialing' && !callsMe(call, me);
  const ask = (command: { readonly type: string; readonly [field: string]: string | boolean }) =>
    void live.ask({ ...command, interaction: id }, id);
  const end = dials ? buttons.cancelDial : buttons.end;
  return (
    <section className={panel.panel} aria-labelledby="interaction-title">
      <PanelHead
        icon={call.kind === 'outbound' ? <CallOutIcon size={20} /> : <PhoneIcon size={20} />}
        channel="voice"
        name={name}
        about={[t(`call.kind.${isInternal(call.work) ? 'internal' : directionOf(call)}`), queue && textIn(queue.label, language)]
          .filter(Boolean)
          .join(' · ')}
        drawer={drawer}
        onDrawer={onDrawer}
      >
        <Status call={call} me={me} />
        <span className={panel.total} title={t('panel.since')}>
          <Since at={call.startedAt} />
        </span>
      </PanelHead>
      <div className={panel.bar} role="toolbar" aria-label={t('call.controls')}>
        <div className={styles.talk}>
          {buttons.mute.visible && (
            <span data-call-mute>
              <Button
                size="call"
                icon={muted ? <MutedIcon size={18} /> : <MicrophoneIcon size={18} />}
                keys="F8"
                onPress={() => ask({ type: 'mute', muted: !muted })}
                why={why(buttons.mute.why)}
                busy={isBusy(desk, 'mute', id)}
              >
                {t(muted ? 'call.unmute' : 'call.mute')}
              </Button>
            </span>
          )}
          {(buttons.hold.visible || buttons.resume.visible) && (
            <span data-call-hold>
              {buttons.resume.visible ? (
                <Button
                  kind="primary"
                  size="call"
                  icon={<RetrieveIcon size={18} />}
                  keys="F4"
                  onPress={() => ask({ type: 'resume' })}
                  why={why(buttons.resume.why)}
                  busy={isBusy(desk, 'resume', id)}
                >
                  {t('call.retrieve')}
                </Button>
              ) : (
                <Button
                  size="call"
                  icon={<HoldIcon size={18} />}
                  keys="F4"
                  onPress={() => ask({ type: 'hold' })}
                  why={why(buttons.hold.why)}
                  busy={isBusy(desk, 'hold', id)}
                >
                  {t('call.hold')}
                </Button>
              )}
            </span>
          )}
          {buttons.sendDigits.visible && (
            <Button
              size="call"
              icon={<KeypadIcon size={18} />}
              expanded={keys && buttons.sendDigits.enabled}
              onPress={() => setKeys(!keys)}
              why={why(buttons.sendDigits.why)}
            >
              {t('call.keypad')}
            </Button>
          )}
        </div>
        {end.visible && (
          <EndButton onEnd={() => verbs.end(id)} why={why(end.why)} busy={isBusy(desk, dials ? 'cancelDial' : 'end', id)}>
            {t(dials ? 'call.giveUp' : 'call.end')}
          </EndButton>
        )}
      </div>
      {problem && (
        <div className={panel.problem} role="alert">
          <AlertIcon size={16} />
          <Trouble problem={problem} onClose={() => live.change((d) => ({ problems: without(d.problems, id) }))} />
        </div>
      )}
      <BesideStrip item={call} />
      {held !== null && <HoldLine since={held} warnMs={(queue?.holdSeconds ?? usualHold) * 1000} />}
      {muted && (
        <p className={styles.line} data-is="muted" role="status">
          <MutedIcon size={16} />
          {t('call.youAreMuted')}
        </p>
      )}
      {call.work.told && (
        <p className={styles.line} data-is="muted" role="alert">
          <AlertIcon size={16} />
          {why(`voice.${call.work.told}`)}
        </p>
      )}
      <div className={styles.body}>
        {keys && buttons.sendDigits.enabled && <CallKeys id={id} onClose={() => setKeys(false)} />}
        <CallFacts call={call} queue={queue} />
      </div>
      {(part?.stage === 'active' || part?.stage === 'wrapUp') && !isInternal(call.work) && (
        <WrapUpStrip id={id} item={call} part={part} buttons={buttons} verbs={verbs} why={why} />
      )}
    </section>
  );
}

/** Between colleagues no queue says it. */
const usualHold = 60;
const directionOf = ({ kind }: Call) => (kind === 'inbound' ? 'inbound' : 'outbound');

/** How it stands, as icon and word. */
function Status({ call, me }: { readonly call: Call; readonly me: string }) {
  const t = useTranslations();
  const is = callStatus(call, partOf(call, me));
  const Icon = is === 'held' ? HoldIcon : is === 'wrapUp' ? WrapUpIcon : is === 'over' ? CheckIcon : PhoneIcon;
  return (
    <span className={`${panel.status} ${styles.status}`} data-is={is} role="status">
      <Icon size={14} />
      {t(`call.status.${is}`)}
    </span>
  );
}
