import type { Centre, Queue } from './centre.ts';

/** From which ring on a user serves a queue, by team or by group: 0 from the first moment; `null`: never. Who is disabled serves none. */
export function ringOf(centre: Centre, user: string, queue: Queue): number | null {
  const known = Object.hasOwn(centre.users, user) ? centre.users[user] : undefined;
  if (!known || known.disabled) return null;
  const rings = [queue, ...queue.rings];
  const inGroup = (group: string) => Object.hasOwn(centre.groups, group) && centre.groups[group]?.users.includes(user);
  const ring = rings.findIndex(({ teams, groups }) => (known.team !== undefined && teams.includes(known.team)) || groups.some(inGroup));
  return ring < 0 ? null : ring;
}

/** The queues a user serves, now or from some ring on, in the order of the file. */
export const servedQueues = (centre: Centre, user: string): readonly string[] =>
  Object.entries(centre.queues).flatMap(([key, queue]) => (ringOf(centre, user, queue) === null ? [] : [key]));

/** What may be sent in conversations of a queue: what it says itself, else the centre. [FI12] */
export function filesIn({ files, queues }: Pick<Centre, 'files' | 'queues'>, queue: string | null): Centre['files'] {
  const own = queue !== null && Object.hasOwn(queues, queue) ? queues[queue]?.files : undefined;
  const { customers = files.customers, agents = files.agents, types = files.types } = own ?? {};
  const { megabytes = files.megabytes, perInteraction = files.perInteraction } = own ?? {};
  return { ...files, customers, agents, types, megabytes, perInteraction };
}

/** After how many seconds an offer of this queue is answered by itself at this user: what the user says, else the team, else the queue; `null`: never. [IN22] */
export function answersAfter({ users, teams, queues }: Centre, user: string, queue: string): number | null {
  const own = Object.hasOwn(users, user) ? users[user] : undefined;
  const team = own?.team !== undefined && Object.hasOwn(teams, own.team) ? teams[own.team] : undefined;
  const places = [own?.autoAnswerSeconds, team?.autoAnswerSeconds, Object.hasOwn(queues, queue) ? queues[queue]?.autoAnswerSeconds : null];
  return places.find((seconds) => seconds !== undefined) ?? null;
}
