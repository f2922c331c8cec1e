import { evolve as evolveCore } from '@patchbay/interactions/evolve.ts';
import type { CallEvent } from './asked.ts';
import {
  agentParty,
  agents,
  type Call,
  type CallSettings,
  type CallWork,
  customerParty,
  type Doing,
  everyone,
  isInternal,
  type Leg,
  type Line,
  type Party,
  partyFor,
} from './call.ts';
import { greeting } from './prompts.ts';

type Of<T extends CallEvent['type']> = Extract<CallEvent, { readonly type: T }>;
type Change<T extends CallEvent['type']> = (work: CallWork, event: Of<T>) => CallWork;
const talking: Doing = { doing: 'talking' };
const waiting: Doing = { doing: 'waiting' };
const nobody = { doing: waiting, parties: [], monitors: [], prompts: [], troubles: [], told: null } as const;

/** A call that has just arrived: its customer is on the line and is greeted. */
export const incoming = (settings: CallSettings, line: Line, now: number): CallWork => ({
  ...outgoing(settings, line),
  parties: [customerParty],
  prompts: greeting(settings.greeting, now),
});
/** A call that is about to be made. */
export const outgoing = (settings: CallSettings, line: Line): CallWork => ({
  ...nobody,
  ...{ settings, line, recording: { tape: 'off' }, digits: '', failed: null, offHook: [] },
});

const shown = 32;
const changes: { readonly [T in CallEvent['type']]?: Change<T> } = {
  'interaction.accepted': (work, { agent, since }) =>
    work.parties.length
      ? { ...work, doing: talking, parties: [...work.parties, agentParty(agent)], prompts: [] }
      : {
          ...work,
          doing: { doing: 'dialing', until: since + work.settings.ringMs },
          parties: [...(isInternal(work) ? [] : [customerParty]), agentParty(agent)],
          failed: null,
        },
  'interaction.queued': (work) => ({
    ...released(work),
    doing: waiting,
    parties: work.doing.doing === 'dialing' ? [] : work.parties.filter((p) => p.is === 'customer'),
  }),
  'interaction.ended': (work) => ({
    ...released(work),
    ...nobody,
    recording: { tape: work.recording.tape === 'off' ? 'off' : 'finalized' },
  }),
  'interaction.forgotten': (work) => ({
    ...work,
    digits: '',
    line: { number: null, shown: work.line.shown, colleague: work.line.colleague },
  }),
  'call.answered': (work) => ({ ...work, doing: talking }),
  'call.held': (work, { at }) => ({ ...work, doing: { doing: 'holding', since: at } }),
  'call.resumed': (work) => ({ ...work, doing: talking }),
  'call.failed': (work, { cause }) => ({ ...work, failed: cause }),
  'call.told': (work, { what }) => ({ ...work, told: what }),
  'call.settingsChanged': (work, { settings }) => ({ ...work, settings }),
  'call.digitPressed': (work, { digit }) => ({ ...work, digits: (work.digits + digit).slice(-shown) }),
  'consult.requested': (work, { target, othersTalk }) => ({
    ...work,
    doing: { doing: 'asking', target, colleague: partyFor(target), othersTalk },
  }),
  'consult.assigned': (work, { agent }) =>
    work.doing.doing === 'asking' ? { ...work, doing: { ...work.doing, colleague: agentParty(agent) } } : work,
  'consult.answered': (work) =>
    work.doing.doing === 'asking' && work.doing.colleague
      ? { ...work, doing: { ...work.doing, doing: 'consulting', colleague: work.doing.colleague, side: 'consult' } }
      : work,
  'consult.swapped': (work, { to }) => (work.doing.doing === 'consulting' ? { ...work, doing: { ...work.doing, side: to } } : work),
  'consult.merged': (work) =>
    work.doing.doing === 'consulting' ? { ...work, doing: talking, parties: [...work.parties, work.doing.colleague] } : work,
  'consult.ended': (work, { held, at }) => ({
    ...(work.doing.doing === 'consulting' ? released(work, work.doing.colleague.leg) : work),
    doing: held ? { doing: 'holding', since: at } : talking,
  }),
  'transfer.started': (work, { target }) => ({ ...work, doing: { doing: 'transferring', target, colleague: partyFor(target) } }),
  'party.joined': (work, { party }) => ({ ...work, doing: talking, parties: [...work.parties, party] }),
  'party.left': (work, { leg }) => ({ ...released(work, leg), parties: work.parties.filter((p) => p.leg !== leg) }),
  'party.lost': (work, { agent, until, ringBack }) =>
    each(work, agent, (p) => (p.is === 'agent' ? { ...p, lost: { until, ringBack } } : p)),
  'party.recovered': (work, { agent }) => each(work, agent, (p) => (p.is === 'agent' ? { ...p, lost: null } : p)),
  'party.pickedUp': (work, { agent }) => each(work, agent, (p) => (p.is === 'agent' ? { ...p, phone: true } : p)),
  'party.muted': (work, { leg, muted }) => each(work, leg, (p) => ({ ...p, muted })),
  'device.onHook': (work, { agent }) => ({
    ...each(work, agent, (p) => (p.is === 'agent' ? { ...p, phone: false } : p)),
    offHook: work.offHook.filter((one) => one !== agent),
  }),
  'prompt.started': (work, { leg, play, until }) => ({
    ...work,
    prompts: [...work.prompts.filter((p) => p.leg !== leg), { leg, play, until }],
  }),
  'prompt.ended': (work, { leg }) => ({ ...work, prompts: work.prompts.filter((p) => p.leg !== leg) }),
  'leg.stumbled': (work, { leg, tries, again }) => ({ ...work, troubles: [...others(work, leg), { leg, tries, again }] }),
  'leg.retried': (work, { leg }) => ({ ...work, troubles: work.troubles.map((t) => (t.leg === leg ? { ...t, again: null } : t)) }),
  'leg.moved': (work, { leg }) => ({ ...work, troubles: others(work, leg) }),
  'monitor.set': (work, { supervisor, leg, agent, mode }) => ({
    ...work,
    monitors: [...work.monitors.filter((m) => m.supervisor !== supervisor), { supervisor, leg, agent, mode }],
  }),
  'monitor.stopped': (work, { supervisor }) => ({ ...work, monitors: work.monitors.filter((m) => m.supervisor !== supervisor) }),
  'recording.set': (work, { recording }) => ({ ...work, recording }),
};

/** Core's change, then the call's; the same on the server and in the browser. */
export function evolve(i: Call, event: CallEvent): Call {
  const next = evolveCore(i, event);
  const change = Object.hasOwn(changes, event.type) ? (changes[event.type] as (work: CallWork, event: CallEvent) => CallWork) : undefined;
  return change ? { ...next, work: withoutTheGone(change(next.work, event)) } : next;
}

/** A monitor leaves with the agent and stops by joining; nothing is played to, or tried with, a leg that is gone. */
function withoutTheGone(work: CallWork): CallWork {
  const here = new Set(everyone(work).map((p) => p.leg as string));
  const monitors = work.monitors.filter((m) => here.has(m.agent) && !here.has(m.supervisor));
  const legs = new Set([...here, ...monitors.map((m) => m.leg)]);
  const prompts = work.prompts.filter((p) => here.has(p.leg));
  const troubles = work.troubles.filter((t) => legs.has(t.leg));
  return { ...work, monitors, prompts, troubles };
}

/** Phones that were lifted and are not needed any more: one leg's, or all of them. */
function released(work: CallWork, leg?: Leg): CallWork {
  const phones = agents(everyone(work)).filter((p) => p.phone && (leg === undefined || p.leg === leg) && !work.offHook.includes(p.agent));
  return phones.length ? { ...work, offHook: [...work.offHook, ...phones.map((p) => p.agent)] } : work;
}
const others = (work: CallWork, leg: Leg) => work.troubles.filter((t) => t.leg !== leg);

function each(work: CallWork, leg: string, change: (p: Party) => Party): CallWork {
  const one = (p: Party): Party => (p.leg === leg ? change(p) : p);
  const doing = work.doing.doing === 'consulting' ? { ...work.doing, colleague: one(work.doing.colleague) } : work.doing;
  return { ...work, doing, parties: work.parties.map(one) };
}
