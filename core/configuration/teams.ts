import type { Centre, User } from './centre.ts';

/** The teams a user can work in, that in which they begin first. [CF55] */
export const teamsOfUser = ({ team, teams = [] }: Pick<User, 'team' | 'teams'>): readonly string[] =>
  team === undefined ? [] : [...new Set(teams.includes(team) ? teams : [team, ...teams])];

/** The centre as it is while these users work in these teams, each one of their own; who has not chosen works in the first. [CF55] */
export function withTeams(centre: Centre, chosen: ReadonlyMap<string, string>): Centre {
  const moved = Object.entries(centre.users).flatMap(([key, user]) => {
    const [team, teams] = [chosen.get(key), teamsOfUser(user)];
    return team !== undefined && teams.includes(team) ? [[key, { ...user, team, teams: [...teams] }] as [string, User]] : [];
  });
  return moved.length ? { ...centre, users: { ...centre.users, ...Object.fromEntries(moved) } } : centre;
}
