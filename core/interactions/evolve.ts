import type { CoreEvent, Interaction, Participation } from './interaction.ts';

type Change<E> = <W>(i: Interaction<W>, event: E) => Interaction<W>;
const changes: { readonly [T in CoreEvent['type']]: Change<Extract<CoreEvent, { readonly type: T }>> } = {
  'interaction.started': (_, { initial }) => initial as never,
  'interaction.queued': (i, { queue, since, not }) => ({ ...i, queue, at: { stage: 'queued', queue, since, not } }),
  'interaction.offered': (i, { agent, until, answerAt }) => ({
    ...i,
    at: {
      ...{ stage: 'offered', agent, until, back: i.at.stage === 'queued' ? i.at : null },
      ...(answerAt !== undefined && { answerAt }),
    },
  }),
  'interaction.accepted': (i, { agent, since }) =>
    own({ ...i, at: { stage: 'active', owner: agent, came: i.at.stage === 'offered' ? i.at.back : null } }, agent, since),
  'interaction.ownerChanged': (i, { owner, since }) => {
    const next: typeof i = { ...i, at: { stage: 'active', owner, came: i.at.stage === 'active' ? i.at.came : null } };
    return owner ? own(next, owner, since) : next;
  },
  'interaction.ended': (i, { outcome }) => ({ ...i, at: { stage: 'wrapUp', outcome } }),
  'interaction.closed': (i, { outcome }) => ({ ...i, at: { stage: 'closed', outcome } }),
  'interaction.noted': (i) => i,
  'interaction.notesWritten': (i, { notes }) => ({ ...i, notes }),
  'interaction.policyChanged': (i, { policy }) => ({ ...i, policy }),
  'interaction.forgotten': ({ data: _, ...i }) => ({ ...i, notes: '' }),
  'interaction.dataSaved': (i, { type: _, variable, ...datum }) => ({ ...i, data: { ...i.data, [variable]: datum } }),
  'interaction.contactAssigned': (i, { contact }) => ({ ...i, contact }),
  'participation.offered': (i, { agent, until }) => put(i, { agent, stage: 'offered', until }),
  'participation.joined': (i, { agent, since }) => put(i, { agent, stage: 'active', since, everOwner: false, reason: null }),
  'participation.unanswered': (i, { agent, as }) => put(i, { agent, stage: as }),
  'participation.reasonChosen': (i, { agent, reason }) => {
    const part = i.participations.find((p) => p.agent === agent);
    return part?.stage === 'active' || part?.stage === 'wrapUp' ? put(i, { ...part, reason }) : i;
  },
  'participation.wrapUpStarted': (i, { agent, since, until }) => put(i, { agent, stage: 'wrapUp', since, until, reason: chosen(i, agent) }),
  'participation.wrapUpExtended': (i, { agent }) => {
    const part = i.participations.find((p) => p.agent === agent);
    return part?.stage === 'wrapUp' ? put(i, { ...part, until: null }) : i;
  },
  'participation.done': (i, { agent, reason }) => put(i, { agent, stage: 'done', reason }),
};

/** What an event changes; the same on the server and in the browser. An event of a channel changes nothing here. */
export function evolve<W>(i: Interaction<W>, event: CoreEvent | { readonly type: string }): Interaction<W> {
  const change = Object.hasOwn(changes, event.type) ? (changes as unknown as Record<string, Change<typeof event>>)[event.type] : undefined;
  return change ? change(i, event) : i;
}

const own = <W>(i: Interaction<W>, agent: Participation['agent'], since: number) =>
  put(i, { agent, stage: 'active', since, everOwner: true, reason: chosen(i, agent) });

const chosen = (i: Interaction, agent: Participation['agent']): string | null => {
  const part = i.participations.find((p) => p.agent === agent);
  return part && 'reason' in part ? part.reason : null;
};

function put<W>(i: Interaction<W>, part: Participation): Interaction<W> {
  return { ...i, participations: [...i.participations.filter((p) => p.agent !== part.agent), part] };
}
