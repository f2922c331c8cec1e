import { audience as agentAudience } from '@patchbay/agents/access.ts';
import type { Agent } from '@patchbay/agents/agent.ts';
import { agentKind } from '@patchbay/agents/kind.ts';
import { settledPosition, since } from '@patchbay/base/catch-up.node.ts';
import { load } from '@patchbay/base/execute.node.ts';
import type { Listener } from '@patchbay/base/hub.ts';
import type { EventsFrame, Frame, Position, SubjectFrame } from '@patchbay/base/stream.ts';
import { maySee, stands } from '@patchbay/interactions/access.ts';
import type { Interaction } from '@patchbay/interactions/interaction.ts';
import { interactionById, openInteractions } from '@patchbay/interactions/store.node.ts';
import { allAgents } from '@patchbay/routing/store.node.ts';
import type { Signed } from '@patchbay/users/sessions.node.ts';
import { leaving, lineBack } from './desk-line.node.ts';
import { linesOf } from './lines.node.ts';
import { hasOpened } from './opening.node.ts';
import { receiptsFor } from './received.node.ts';
import { frameSeenBy, type Sight, stateSeenBy, textFor } from './seen.node.ts';
import type { Site } from './site.node.ts';

/** Where text of frames goes. */
export type Send = (text: string) => void;
/** What happened for this desktop meanwhile. */
export interface Desk {
  readonly listener: Listener;
  leave(): void;
}

/**
 * Connects a desktop to the stream: first it joins, so that nothing from now on is missed; then it gets what it missed since its position,
 * or a snapshot; then what happened meanwhile. Repeats are dropped by versions.
 */
export async function openDesk(site: Site, signed: Signed, position: Position | undefined, send: Send): Promise<Desk> {
  let early: string[] | null = [];
  const sight = sightOf(site, signed);
  const out = (text: string) => (early ? void early.push(text) : send(text));
  const listener: Listener = {
    tenant: signed.tenant,
    stands: stands(signed.person),
    told: (news, fresh) => out(textFor(news.change, news, sight, fresh)),
    say: (frame) => out(JSON.stringify(frame)),
  };
  const leave = leaving(site, signed, site.hub.join(listener));
  try {
    await lineBack(site, signed);
    const now = await settledPosition(site.k.db.as(signed.tenant));
    const missed = position && (await missedBy(site, signed, position, now));
    for (const frame of missed ?? [await snapshot(site, signed, now)]) send(JSON.stringify(frame));
    const decider = site.deciders.get(signed.tenant);
    send(JSON.stringify({ f: 'queues', queues: decider ? linesOf(decider) : [] } satisfies Frame));
    for (const frame of receiptsFor(site, signed)) send(JSON.stringify(frame));
    for (const text of early) send(text);
    early = null;
    return { listener, leave };
  } catch (error) {
    leave();
    throw error;
  }
}

const sightOf = (site: Site, { tenant, person }: Pick<Signed, 'tenant' | 'person'>): Sight => ({
  by: person,
  opened: (interaction) => hasOpened(site, tenant, person, interaction),
});
/** What is followed, as it is now; an agent has no words. */
interface Followed {
  readonly state?: Interaction;
}

async function snapshot(site: Site, { tenant, person }: Signed, position: Position): Promise<Frame> {
  const run = site.k.db.as(tenant);
  const sight = sightOf(site, { tenant, person });
  const all = person.may.includes('seeAllWork');
  const mine = all ? undefined : await load<Agent>(run, tenant, agentKind, person.agent);
  const agents = all ? await allAgents(run, tenant) : mine ? [mine] : [];
  const interactions = await openInteractions(run, tenant, all ? undefined : person.agent);
  const subject =
    (kind: string) =>
    (s: { id: string; version: number; state: unknown }): SubjectFrame => ({
      f: 'subject',
      kind,
      id: s.id,
      version: s.version,
      state: stateSeenBy(kind, s.state, sight),
    });
  return {
    f: 'snapshot',
    position,
    now: site.k.clock.now(),
    subjects: [...agents.map(subject('agent')), ...interactions.map(subject('interaction'))],
  };
}

/** What this person may see of what happened since the position; null: a snapshot is needed. */
async function missedBy(site: Site, { tenant, person }: Signed, position: Position, now: Position): Promise<readonly Frame[] | null> {
  const run = site.k.db.as(tenant);
  const frames = await since(run, tenant, position, now);
  if (!frames) return null;
  const sight = sightOf(site, { tenant, person });
  const known = new Map<string, Promise<Followed | null>>();
  const sees = (frame: EventsFrame) => {
    const name = `${frame.kind} ${frame.id}`;
    const answer = known.get(name) ?? mayFollow(frame);
    known.set(name, answer);
    return answer;
  };
  async function mayFollow({ kind, id }: EventsFrame): Promise<Followed | null> {
    if (kind === 'agent') return agentAudience({ id } as Agent).some((one) => stands(person).includes(one)) ? {} : null;
    if (kind !== 'interaction') return null;
    const interaction = await interactionById(run, tenant, id);
    return interaction && maySee(person, interaction.state) ? { state: interaction.state } : null;
  }
  const seen: Frame[] = [];
  for (const frame of frames) {
    const followed = await sees(frame);
    if (followed) seen.push(frameSeenBy(frame, followed.state, sight));
  }
  return [...seen, { f: 'resumed', position: now, now: site.k.clock.now() }];
}
