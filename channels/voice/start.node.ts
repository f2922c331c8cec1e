import { type Agent, deviceOf, isSet } from '@patchbay/agents/agent.ts';
import { agentKind } from '@patchbay/agents/kind.ts';
import {
  type AgentId,
  type ContactId,
  type InteractionId,
  isRefused,
  type QueueId,
  type Refusal,
  refuse,
} from '@patchbay/base/decision.ts';
import { type Answer, type Asking, execute, type Kernel, type Plan, type Scene } from '@patchbay/base/execute.node.ts';
import { type Change, changed } from '@patchbay/base/subject.ts';
import { masked } from '@patchbay/contacts/addresses.ts';
import { arrive } from '@patchbay/contacts/arrival.node.ts';
import { acquainted } from '@patchbay/contacts/store.node.ts';
import { follow } from '@patchbay/interactions/act.node.ts';
import type { Policy } from '@patchbay/interactions/interaction.ts';
import { initialData } from '@patchbay/interactions/variables.ts';
import type { CallCommand, CallEvent } from './asked.ts';
import { type Call, type CallSettings, dialled, type Line } from './call.ts';
import { incoming, outgoing } from './evolve.ts';
import { callKind } from './kind.ts';
import { decide } from './rules.ts';

/** What holds for a call of this queue. */
export interface Into {
  readonly queue: QueueId;
  readonly policy: Policy;
  readonly settings: CallSettings;
}
/** Somebody calls: their number if it is told, the one they called, and where they wait. */
export interface Coming {
  readonly from: string | null;
  readonly to: string;
  /** The caller's number as people write it, if it is in a plan. */
  readonly written: string | null;
  readonly into: Into;
  /** Of the country a national number is in. */
  readonly callingCode: string | null;
  /** Numbers are shown masked. [CD5] */
  readonly maskNumbers: boolean;
}

/** A caller waits in a queue from now on. The same key is the same call. Answers `{ interaction }`. [VO110] */
export const receiveCall = (k: Kernel, asking: Asking, { from, to, written, into, callingCode, maskNumbers }: Coming): Promise<Answer> =>
  execute(k, asking, async (scene) => {
    const number = from && maskNumbers ? masked(from) : from;
    const known = from ? await whose(k, scene, from, callingCode) : null;
    const line = { number, shown: to, colleague: null, ...(written !== null && !maskNumbers && { written }) };
    const work = incoming(into.settings, line, scene.now);
    const call = { ...fresh(k, 'inbound', into.policy, scene.now), contact: known?.contact ?? null, work };
    return planned(scene, call, [{ by: 'system', type: 'enqueue', queue: into.queue }], known);
  });

/** An agent calls somebody: a number for a queue, or a colleague. */
export interface Dialling {
  readonly agent: AgentId;
  readonly line: Line;
  readonly policy: Policy;
  readonly settings: CallSettings;
  readonly queue: QueueId | null;
  /** Whose number it is; null: that is looked for. */
  readonly contact: ContactId | null;
  /** The case it belongs to; null: one of its own. [IN50] */
  readonly beside: InteractionId | null;
}

/** A call out begins: the agent's phone rings, then theirs. Answers `{ interaction }`. [VO111] */
export const dial = (k: Kernel, asking: Asking, { agent, line, policy, settings, queue, contact, beside }: Dialling): Promise<Answer> =>
  execute(k, asking, async (scene) => {
    const why = (await notFree(scene, agent)) ?? (line.colleague && (await notReached(scene, line.colleague)));
    if (why) return why;
    const number = dialled(line);
    const known = number && !contact ? await whose(k, scene, number, null) : null;
    const work = outgoing(settings, line);
    const call = {
      ...fresh(k, 'outbound', policy, scene.now),
      contact: contact ?? known?.contact ?? null,
      queue,
      ...(beside && { beside }),
      work,
    };
    return planned(scene, call, [{ by: 'system', type: 'start', agent }], known);
  });

type Known = Awaited<ReturnType<typeof arrive>>;

const whose = (k: Kernel, scene: Scene, number: string, callingCode: string | null): Promise<Known> =>
  arrive(scene, k.ids, { tenant: scene.tenant, known: null, name: '', addresses: [{ kind: 'phone', typed: number }], callingCode });

const fresh = (k: Kernel, kind: Call['kind'], policy: Policy, now: number): Omit<Call, 'work' | 'contact'> => ({
  ...{ id: k.ids.next() as InteractionId, channel: 'voice', kind, startedAt: now, queue: null, policy },
  ...{ at: { stage: 'arriving' }, participations: [], notes: '', data: initialData(policy.variables ?? [], {}, now) },
});

/** The first events of a call, and what they mean to its agents. */
async function planned(scene: Scene, initial: Call, commands: readonly CallCommand[], known: Known | null): Promise<Plan | Refusal> {
  const events: CallEvent[] = [{ type: 'interaction.started', initial }];
  let call = initial;
  for (const command of commands) {
    const next = decide(call, command, scene.now);
    if (isRefused(next)) return next;
    events.push(...next);
    call = next.reduce(callKind.evolve, call);
  }
  const change = changed(callKind, { id: initial.id, version: 0, state: null as never }, events);
  const agents = await follow(scene, change as never);
  if (isRefused(agents)) return agents;
  const met = call.contact
    ? acquainted(
        scene.tenant,
        call.contact,
        call.participations.map(({ agent }) => agent),
      )
    : [];
  return {
    changes: [...(known?.changes ?? []), change as Change, ...agents],
    also: [...(known?.also ?? []), ...(call.participations.length ? met : [])],
    answer: { interaction: initial.id },
  };
}

const onACall = ({ work }: Agent): boolean => work.some((w) => w.channel === 'voice' && w.stage !== 'wrapUp');
const isOn = ({ channels }: Agent): boolean => channels.voice !== undefined && channels.voice.is !== 'loggedOff';

/** Who is logged on, on no call and has something to speak with. */
async function notFree({ load }: Scene, id: AgentId): Promise<Refusal | undefined> {
  const agent = (await load<Agent>(agentKind, id))?.state;
  if (!agent?.channels.voice) return refuse('agents.noSuchChannel');
  if (!isOn(agent)) return refuse('agents.loggedOff');
  if (onACall(agent)) return refuse('voice.onACall');
  return agent.failed?.includes('voice') || deviceOf(agent).is === 'none' ? refuse('agents.noDevice') : undefined;
}
/** A colleague need not be ready, but there, on no other call, and may be disturbed. [VO42] */
async function notReached({ load }: Scene, id: AgentId): Promise<Refusal | undefined> {
  const why = unreachable((await load<Agent>(agentKind, id))?.state);
  return why === null ? undefined : refuse(why);
}
/** Why a colleague cannot be called now: the key of a text. Not being Ready is no reason. [VO42] */
export function unreachable(
  agent: Agent | undefined,
): 'voice.notThereNow' | 'voice.notRegistered' | 'voice.notDisturbed' | 'voice.busy' | null {
  if (!agent || !isOn(agent)) return 'voice.notThereNow';
  if (agent.failed?.includes('voice') || deviceOf(agent).is === 'none') return 'voice.notRegistered';
  if (isSet(agent.doNotDisturb)) return 'voice.notDisturbed';
  return onACall(agent) ? 'voice.busy' : null;
}
