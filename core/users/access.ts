import type { Permission } from '@patchbay/base/decision.ts';
import type { Centre, User } from '@patchbay/configuration/centre.ts';

type Role = User['role'];
/** Who somebody is in the centre. */
type Place = Pick<User, 'role' | 'team' | 'decline'>;

const allows: { readonly [P in Permission]: (role: Role, centre: Centre, team: string | undefined, user: Place) => boolean } = {
  end: (role) => handlesWork(role),
  decline: (role, centre, team, { decline }) => handlesWork(role) && (decline ?? teamOf(centre, team)?.decline ?? centre.agents.decline),
  takeWork: (role) => handlesWork(role),
  extendWrapUp: (role, centre, team) => handlesWork(role) && (teamOf(centre, team)?.extendWrapUp ?? centre.agents.extendWrapUp),
  forceWrapUp: (role) => role !== 'agent',
  seeAllWork: (role) => role !== 'agent',
  seeAllContacts: (role, centre) => role !== 'agent' || centre.agents.contacts === 'all',
  seeAllCases: (role, centre) => role !== 'agent' || centre.agents.cases === 'all',
  anonymise: (role) => role === 'administrator',
  configure: (role) => role === 'administrator',
  forceState: (role) => role !== 'agent',
  ban: (role, centre) => role === 'supervisor' || (role === 'agent' && centre.bans.agents),
  mask: (role, centre) => role !== 'agent' || centre.agents.mask,
  handOnMails: (role, centre) => role === 'supervisor' || (role === 'agent' && centre.agents.handOnMails),
  forceSignOut: (role) => role === 'administrator',
  seeLogs: (role) => role === 'administrator',
};

/** What somebody of this role and team may do in this centre. [US14] */
export function permissions(user: Place, centre: Centre): readonly Permission[] {
  const { role, team } = user;
  return (Object.keys(allows) as Permission[]).filter((permission) => allows[permission](role, centre, team, user));
}

const teamOf = ({ teams }: Centre, key: string | undefined) => (key !== undefined && Object.hasOwn(teams, key) ? teams[key] : undefined);

const handlesWork = (role: Role): boolean => role !== 'administrator';

/** Why this user may not be signed in now; null: they may. Told only to who knows the password. [US4] */
export function shutOut(centre: Centre | undefined, user: string): ShutOut | null {
  if (!centre || centre.tenant.disabled) return 'signIn.tenantDisabled';
  const known = Object.hasOwn(centre.users, user) ? centre.users[user] : undefined;
  return !known || known.disabled ? 'signIn.userDisabled' : null;
}
export type ShutOut = 'signIn.tenantDisabled' | 'signIn.userDisabled';

/** Who could be signed in before and no longer may: their live desktops have to be told. */
export function newlyShutOut(before: Centre, after: Centre | undefined): readonly { readonly user: string; readonly why: ShutOut }[] {
  return Object.keys(before.users).flatMap((user) => {
    const why = shutOut(after, user);
    return why && !shutOut(before, user) ? [{ user, why }] : [];
  });
}

/** Whether this user may set the states of that one: administrators of everybody, supervisors of the teams they look after. [US16] */
export function looksAfter(centre: Centre, user: string, other: string): boolean {
  const [me, them] = [userOf(centre, user), userOf(centre, other)];
  if (!me || !them || me.role === 'agent' || user === other) return false;
  return me.role === 'administrator' || (them.team !== undefined && teamsOf(me).includes(them.team));
}

/** Whether this user may watch that one in a conversation of a queue: who looks after the agent, or after a team that serves the queue. [CH80] */
export function mayWatch(centre: Centre, user: string, other: string, queue: string | null): boolean {
  const me = userOf(centre, user);
  if (!me || me.disabled || me.role === 'agent' || user === other) return false;
  const served = queue !== null && Object.hasOwn(centre.queues, queue) ? (centre.queues[queue]?.teams ?? []) : [];
  return looksAfter(centre, user, other) || teamsOf(me).some((team) => served.includes(team));
}

/** Whether this user may wait for conversations of an agent, a queue or a team. [CH110] */
export function mayAwait(
  centre: Centre,
  user: string,
  { of, key }: { readonly of: 'agent' | 'queue' | 'team'; readonly key: string },
): boolean {
  if (of === 'agent') return mayWatch(centre, user, key, null);
  const me = userOf(centre, user);
  if (!me || me.disabled || me.role === 'agent') return false;
  const meant = of === 'team' ? [key] : Object.hasOwn(centre.queues, key) ? (centre.queues[key]?.teams ?? []) : [];
  return me.role === 'administrator' ? meant.length > 0 : teamsOf(me).some((team) => meant.includes(team));
}

/** The teams a supervisor looks after: those named, else the own one. */
export const teamsOf = ({ supervises, team }: User): readonly string[] => supervises ?? (team ? [team] : []);
const userOf = (centre: Centre, user: string): User | undefined => (Object.hasOwn(centre.users, user) ? centre.users[user] : undefined);
