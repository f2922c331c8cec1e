import { type Rules, refuse } from '@patchbay/base/decision.ts';
import type { CallCommand, CallEvent } from './asked.ts';
import { type Call, isConference, type Recording } from './call.ts';
import { customerGone, notOwner } from './why.ts';

const set = (recording: Recording): readonly CallEvent[] => [{ type: 'recording.set', recording }];
const notPlain = ({ work }: Call) => ('colleague' in work.doing || isConference(work) ? refuse('voice.inConsult') : undefined);

/** Whatever the call does by then. */
export const goesOn: Rules<Call, CallCommand, CallEvent> = {
  pauseTimeout: ({ work: { recording: r } }, _, now) =>
    r.tape === 'paused' && now >= r.until ? set({ tape: 'running' }) : refuse('interactions.notYet'),
};

/** The recorder, beside whatever the call does. [VO60] */
export const recording: Rules<Call, CallCommand, CallEvent> = {
  startRecording: (i) => (i.work.recording.tape === 'off' ? set({ tape: 'running' }) : refuse('voice.alreadyRecording')),
  pauseRecording: (i, { by }, now) => notOwner(i, by) ?? notPlain(i) ?? customerGone(i) ?? pauses(i, now),
  resumeRecording: (i, { by }) =>
    notOwner(i, by) ??
    notPlain(i) ??
    customerGone(i) ??
    (i.work.recording.tape === 'paused' ? set({ tape: 'running' }) : refuse('voice.notPaused')),
};
function pauses({ work }: Call, now: number) {
  const { pauseMs } = work.settings;
  if (pauseMs === null) return refuse('voice.noPause');
  return work.recording.tape === 'running' ? set({ tape: 'paused', until: now + pauseMs }) : refuse('voice.notRecording');
}
