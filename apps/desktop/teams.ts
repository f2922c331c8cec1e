import { type Agent, teamOf } from '@patchbay/agents/agent.ts';

/** What is kept as long as a tab lives. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
const name = 'patchbay.askTeam';

/** Somebody has signed in in this tab: they are asked for their team, also after a reload. [DT391] */
export const askForTeam = (shelf: Shelf): void => shelf.setItem(name, 'yes');

/** They have said in which team they work, or that it is right. */
export const teamIsSaid = (shelf: Shelf): void => shelf.removeItem(name);

/** Whether somebody is asked now: who has just signed in, has several teams, and has nothing open. [DT391] */
export const asksForTeam = ({ profile, work }: Pick<Agent, 'profile' | 'work'>, shelf: Shelf): boolean =>
  shelf.getItem(name) !== null && (profile.teams?.length ?? 0) > 1 && work.length === 0;

/** The team somebody works in: as their states tell, else as the centre says. [AG65] */
export const teamNow = (agent: Agent | null | undefined, team: string | null): string | null => (agent ? teamOf(agent) : undefined) ?? team;
