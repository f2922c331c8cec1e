import type { AgentId, Asks, Facts, Happened, Orders, QueueId } from '@patchbay/base/decision.ts';
import type { CoreCommand, CoreEvent, Policy } from '@patchbay/interactions/interaction.ts';
import type { CallSettings, Cause, Leg, Monitor, Party, Prompt, Recording, Side, Target, Told } from './call.ts';

interface OnLeg {
  readonly leg: Leg;
}
interface Who {
  readonly agent: AgentId;
}
interface When {
  readonly at: number;
}

/** What can be asked of a call, what happens to it from outside, and what our timers order. */
export type CallCommand =
  | CoreCommand
  | Asks<
      'hold' | 'resume' | 'swap' | 'endConsult' | 'completeTransfer' | 'conference' | 'exitConference' | 'end' | 'endForAll' | 'cancelDial'
    >
  | Asks<'consult', { readonly target: Target; readonly othersTalk: boolean }>
  | Asks<'transfer', { readonly target: Exclude<Target, { readonly to: 'queue' }> }>
  | Asks<'transferToQueue', { readonly queue: QueueId; readonly policy: Policy; readonly settings: CallSettings }>
  | Asks<'drop', OnLeg>
  | Asks<'mute', { readonly muted: boolean }>
  | Asks<'sendDigits', { readonly digits: string }>
  | Asks<'monitor', Who>
  | Asks<'coach' | 'bargeIn' | 'silence' | 'stopMonitoring'>
  | Asks<'pauseRecording' | 'resumeRecording'>
  | Orders<'startRecording' | 'pauseTimeout' | 'dialTimeout'>
  | Orders<'recoveryTimeout', Who>
  | Orders<'promptTimeout' | 'tryAgain', OnLeg>
  | Orders<'announce', { readonly name: string }>
  | Facts<'customerAnswered' | 'consultAnswered' | 'consultFailed' | 'targetAnswered' | 'transferFailed'>
  | Facts<'dialFailed', { readonly cause: Cause }>
  | Facts<'partyLeft' | 'promptEnded' | 'moved' | 'moveFailed', OnLeg>
  | Facts<'digitPressed', OnLeg & { readonly digit: string }>
  | Facts<'pickedUp' | 'onHook' | 'deviceRecovered', Who>;

export type CallEvent =
  | CoreEvent
  | Happened<'call.answered' | 'consult.answered' | 'consult.merged'>
  | Happened<'call.held' | 'call.resumed', When>
  | Happened<'call.failed', { readonly cause: Cause }>
  | Happened<'call.told', { readonly what: Told }> // something could not be done; those on the call are told
  | Happened<'call.settingsChanged', { readonly settings: CallSettings }>
  | Happened<'call.digitPressed', { readonly digit: string }>
  | Happened<'call.digitsSent', Who & { readonly count: number }> // which ones is in no event
  | Happened<'consult.requested', { readonly target: Target; readonly othersTalk: boolean }>
  | Happened<'consult.assigned' | 'party.recovered' | 'device.onHook', Who>
  | Happened<'consult.swapped', { readonly to: Side }>
  | Happened<'consult.ended', { readonly held: boolean; readonly at: number }>
  | Happened<'transfer.started', { readonly target: Target }>
  | Happened<'party.joined', { readonly party: Party }>
  | Happened<'party.left' | 'prompt.ended' | 'leg.retried' | 'leg.moved', OnLeg>
  | Happened<'party.lost', Who & { readonly until: number; readonly ringBack: boolean }>
  | Happened<'party.pickedUp', Who>
  | Happened<'party.muted', OnLeg & { readonly muted: boolean }>
  | Happened<'prompt.started', Prompt>
  | Happened<'leg.stumbled', OnLeg & { readonly tries: number; readonly again: number }>
  | Happened<'monitor.set', Monitor>
  | Happened<'monitor.stopped', { readonly supervisor: AgentId }>
  | Happened<'recording.set', { readonly recording: Recording }>;

/** One kind of command. */
export type Command<T extends CallCommand['type']> = Extract<CallCommand, { readonly type: T }>;
/** What follows when a rule says yes. */
export type Events = readonly CallEvent[];
