import { type AgentId, type Rules, refuse } from '@patchbay/base/decision.ts';
import { mayNot, takesPart } from '@patchbay/interactions/interaction.ts';
import type { CallCommand, CallEvent } from './asked.ts';
import { type Call, legOf, type Monitor, partyOf } from './call.ts';

const of = (i: Call, supervisor: AgentId): Monitor | undefined => i.work.monitors.find((m) => m.supervisor === supervisor);
const set = (i: Call, supervisor: AgentId, mode: Monitor['mode']) => {
  const monitor = of(i, supervisor);
  if (!monitor) return refuse('voice.notMonitoring');
  return monitor.mode === mode ? refuse('voice.alreadySo') : [{ ...monitor, type: 'monitor.set', mode } as const];
};
const notSilent = (i: Call, supervisor: AgentId) => (of(i, supervisor)?.mode === 'barge' ? refuse('voice.silentFirst') : undefined);
const busy = (i: Call, { agent }: { readonly agent: AgentId }) =>
  of(i, agent) || takesPart(i, agent) ? refuse('voice.alreadyOn') : undefined;

/** Listening in, beside whatever the call does: it changes nothing else, and audits itself by its events. [VO50] [VO51] */
export const monitoring: Rules<Call, CallCommand, CallEvent> = {
  monitor: (i, { by, agent }) =>
    mayNot(by, 'seeAllWork') ??
    (partyOf(i, agent) ? undefined : refuse('voice.notThere')) ??
    busy(i, by) ?? [{ type: 'monitor.set', supervisor: by.agent, leg: legOf(by.agent), agent, mode: 'silent' }],
  coach: (i, { by }) => mayNot(by, 'seeAllWork') ?? notSilent(i, by.agent) ?? set(i, by.agent, 'coach'),
  bargeIn: (i, { by }) => mayNot(by, 'seeAllWork') ?? set(i, by.agent, 'barge'),
  silence: (i, { by }) => set(i, by.agent, 'silent'),
  stopMonitoring: (i, { by }) => (of(i, by.agent) ? [{ type: 'monitor.stopped', supervisor: by.agent }] : refuse('voice.notMonitoring')),
};
