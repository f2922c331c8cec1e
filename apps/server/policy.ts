import type { Profile } from '@patchbay/agents/agent.ts';
import type { ChannelName, QueueId } from '@patchbay/base/decision.ts';
import type { Centre, Queue } from '@patchbay/configuration/centre.ts';
import { ringOf } from '@patchbay/configuration/serving.ts';
import { teamsOfUser } from '@patchbay/configuration/teams.ts';
import { type Text, textIn } from '@patchbay/configuration/text.ts';
import type { Interaction, Overflow, Policy } from '@patchbay/interactions/interaction.ts';

/**
 * What holds for an interaction that enters this queue, copied into it; texts in the language of the customer. `others` are the queues it
 * can overflow into; from there it goes nowhere else. [IN20]
 */
export const policyOf = (id: QueueId, queue: Queue, language: string, others: Centre['queues'] = {}): Policy => ({
  wrapUpMs: queue.wrapUpSeconds * 1000,
  wrapUpForAll: queue.wrapUpForAll,
  defaultReason: queue.defaultDisposition,
  reasons: queue.dispositions,
  graceMs: queue.graceSeconds * 1000,
  ...(queue.typingPreview && { preview: true }),
  ...(queue.monitoringShown && { monitoringShown: true }),
  fallback: id,
  previewTimeout: 'skip',
  variables: queue.variables.map(({ key, type, choices, editable, secure }) => ({
    key,
    type,
    choices: choices.map((choice) => choice.key),
    editable,
    secure,
  })),
  silence: queue.silence && {
    ms: Math.round(queue.silence.minutes * 30_000), // half of it
    warning: sentence(queue.silence.warning, language),
    closing: sentence(queue.silence.closing, language),
  },
  wait: queue.wait && { ms: Math.round(queue.wait.minutes * 60_000), text: sentence(queue.wait.text, language) },
  overflow: queue.overflow && overflowOf(queue.overflow, language, others),
});
function overflowOf(
  { afterSeconds, text, queue: to }: NonNullable<Queue['overflow']>,
  language: string,
  others: Centre['queues'],
): Overflow {
  const other = to !== null && Object.hasOwn(others, to) ? others[to] : undefined;
  const policy = other && { ...policyOf(to as QueueId, other, language), overflow: null };
  return { ms: afterSeconds * 1000, text: sentence(text, language), to: policy ? { queue: to as QueueId, policy } : null };
}
const sentence = (text: Text | null, language: string): string | null => text && textIn(text, language.slice(0, 2).toLowerCase());

/** What holds for an agent; null: this user handles no interactions. */
export function profileOf(centre: Centre, user: string): Profile | null {
  const { team: name = '', capacity, disabled, role, shares = {} } = centre.users[user] ?? {};
  const team = Object.hasOwn(centre.teams, name) ? centre.teams[name] : undefined;
  const given = capacity ?? team?.capacity;
  if (!given || disabled) return null;
  const { afterReject, logOffAfterMissed, missedEverywhere, ...agents } = centre.agents;
  const supervises = role === 'supervisor';
  return {
    capacity: given as Readonly<Partial<Record<ChannelName, number>>>,
    ...spread(centre, team, shares),
    afterReject,
    ...afterCall(centre.agents, team),
    ...begins(team?.signIn ?? agents.signIn, supervises),
    pending: agents.pendingNotReady,
    supervises,
    reasons: reasonsOf(centre, name),
    readyAgainMs: ms(agents.readyAgainSeconds),
    logOffAfterMissed,
    missedEverywhere,
    awayMs: minutes(agents.notReadyAwayMinutes ?? undefined),
    graceMs: agents.connectionGraceSeconds * 1000,
    logOffMs: agents.logOffAfterSeconds * 1000,
    ...phonesOf(centre, user),
    ...forwardingOf(centre),
    ...choiceOf(centre, user),
  };
}

/** After-call work: what the team says, else the centre; the time of a wrap-up else as its queue says. [AG7] [AG15] [AG28] [IN23] */
const afterCall = (centre: Centre['agents'], team: Partial<Centre['teams'][string]> = {}) => ({
  afterWork: team.afterWork ?? centre.afterWork,
  next: team.next ?? centre.next,
  afterWorkMs: ms(team.afterWorkSeconds === undefined ? centre.afterWorkSeconds : team.afterWorkSeconds),
  restMs: ms(team.restSeconds === undefined ? centre.restSeconds : team.restSeconds),
  ...(team.wrapUpSeconds !== undefined && { wrapUpMs: team.wrapUpSeconds * 1000 }),
});

/** Whether agents may forward their calls. [AG52] */
const forwardingOf = ({ agents: { forwardCalls } }: Centre): Pick<Profile, 'forwarding'> =>
  forwardCalls === 'no' ? {} : { forwarding: forwardCalls };

/** Which teams there are to choose from, if more than one [AG65]; what is offered of states, the team before the centre [AG66]. */
function choiceOf(centre: Centre, key: string): Pick<Profile, 'team' | 'teams' | 'actions'> {
  const user = centre.users[key];
  const teams = user ? teamsOfUser(user) : [];
  const actions = { ...centre.agents.actions, ...(user?.team !== undefined && centre.teams[user.team]?.actions) };
  return {
    ...(user?.team !== undefined && teams.length > 1 && { team: user.team, teams }),
    ...(Object.keys(actions).length > 0 && { actions }),
  };
}

/** The desk phones of a user. [AG45] */
const phonesOf = ({ phones }: Centre, user: string): Pick<Profile, 'phones'> => {
  const theirs = Object.keys(phones).filter((key) => phones[key]?.user === user);
  return theirs.length ? { phones: theirs } : {};
};

/** The state after signing in, of all channels alike or of each. [AG1] */
const begins = (how: Centre['agents']['signIn'], supervises: boolean): Pick<Profile, 'signIn' | 'signInOn'> => {
  if (supervises) return { signIn: 'supervising' };
  return typeof how === 'string' ? { signIn: how } : { signIn: 'notReady', signInOn: how };
};

/** How much fits beside what, and at what distance it comes. [AG40] [AG41] */
const spread = (centre: Centre, team: Centre['teams'][string] | undefined, own: Shares): Pick<Profile, 'shares' | 'rampUpMs'> => ({
  shares: sharesOf(centre.agents.shares, team?.shares ?? {}, own),
  rampUpMs: (team?.rampUpSeconds ?? 0) * 1000,
});
type Shares = Centre['agents']['shares'];

/** What the user says of a channel before what the team says, before what the centre says, field by field. */
function sharesOf(...places: readonly Shares[]): NonNullable<Profile['shares']> {
  const channels = new Set(places.flatMap((place) => Object.keys(place)));
  const on = (place: Shares, channel: string) => place[channel as keyof typeof place];
  return Object.fromEntries([...channels].map((channel) => [channel, Object.assign({}, ...places.map((place) => on(place, channel)))]));
}

/** Whether this user is among those who serve the queue in which the interaction waits. [IN21] */
export function isServedBy(centre: Centre | undefined, { at }: Pick<Interaction, 'at'>, user: string): boolean {
  const queue = centre && at.stage === 'queued' && Object.hasOwn(centre.queues, at.queue) ? centre.queues[at.queue] : undefined;
  return centre !== undefined && queue !== undefined && ringOf(centre, user, queue) !== null;
}

/** Whom the page of a customer asks for by name, and how long he is waited for; who does not serve the queue is nobody's wish. [CH61] */
export function preferredIn(
  centre: Centre,
  queue: Queue,
  data: Readonly<Record<string, string>>,
): { agent: string; holdMs: number } | null {
  const { variable, holdSeconds } = queue.preferredAgent ?? {};
  const agent = variable && Object.hasOwn(data, variable) ? (data[variable] ?? '').trim().toLowerCase() : '';
  return agent && holdSeconds !== undefined && ringOf(centre, agent, queue) !== null ? { agent, holdMs: holdSeconds * 1000 } : null;
}

/** The reasons for Not Ready that agents of this team may choose. */
export function reasonsOf(centre: Centre, team: string | undefined): Profile['reasons'] {
  const theirs = Object.entries(centre.notReadyReasons).filter(([, { teams }]) => !teams || teams.includes(team ?? ''));
  return Object.fromEntries(
    theirs.map(([key, { paid, maxMinutes, alertMinutes }]) => {
      const alert = alertMinutes ?? (maxMinutes === undefined ? undefined : maxMinutes + warnedMinutes);
      return [key, { paid, maxMs: minutes(maxMinutes), alertMs: minutes(alert) }];
    }),
  );
}
const warnedMinutes = 5;
const ms = (seconds: number | null): number | null => (seconds === null ? null : seconds * 1000);
const minutes = (n: number | undefined): number | null => (n === undefined ? null : n * 60_000);

/** The name customers see. */
export const shownName = (centre: Centre, user: string): string => centre.users[user]?.nickname ?? centre.users[user]?.name ?? user;
