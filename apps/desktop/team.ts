import type { Agent } from '@patchbay/agents/agent.ts';
import { presenceOf, type Shown } from '@patchbay/agents/shown.ts';
import { nameOf } from './selectors.ts';
import type { Centre } from './session.ts';
import { doingOf, stateOf } from './states.ts';
import type { Mirror } from './store.ts';
import { teamNow } from './teams.ts';

/** An agent of my teams as the table shows them. */
export interface TeamRow {
  readonly id: string;
  readonly name: string;
  readonly team: string;
  readonly agent: Agent | null;
  readonly is: Shown;
  readonly since: number;
  readonly reason: string | null;
  /** Since when nobody is at the desk; null: somebody is. [AG24] */
  readonly away: number | null;
  /** The reason has lasted longer than it may. [AG13] */
  readonly overstays: boolean;
  readonly used: number;
  readonly places: number;
  /** What they have open, by whom. */
  readonly doing: readonly Doing[];
}
export interface Doing {
  readonly interaction: string;
  readonly stage: 'offered' | 'active' | 'wrapUp';
  readonly customer: string | null;
  readonly since: number;
}

/** The agents of my teams, by name; who has never logged on is logged off. I am not among them. */
export function teamRows(mirror: Mirror, { colleagues }: Pick<Centre, 'colleagues'>, teams: readonly string[]): readonly TeamRow[] {
  return Object.entries(colleagues)
    .map(([id, one]) => ({ ...one, id, team: teamNow(mirror.others[id]?.state, one.team) }))
    .filter(({ id, team, disabled }) => id !== mirror.me.agent && !disabled && team !== null && teams.includes(team))
    .map(({ id, name, team }) => rowOf(mirror, { id, name, team: team ?? '' }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}

function rowOf(mirror: Mirror, who: Pick<TeamRow, 'id' | 'name' | 'team'>): TeamRow {
  const agent = mirror.others[who.id]?.state ?? null;
  if (!agent)
    return { ...who, agent, is: 'loggedOff', since: 0, reason: null, away: null, overstays: false, used: 0, places: 0, doing: [] };
  const { is, since, reason } = doingOf(agent);
  const { chosen } = stateOf(agent);
  return {
    ...who,
    agent,
    is,
    since,
    reason: is === 'notReady' || is === 'outOfService' ? reason : null,
    away: presenceOf(agent) === 'away' ? (agent.away ?? null) : null,
    overstays: chosen.is === 'notReady' && chosen.alertAt === null,
    used: agent.work.filter((w) => w.stage !== 'wrapUp' || agent.profile.afterWork.includes(w.channel)).length,
    places: Object.values(agent.profile.capacity).reduce((sum, n) => sum + n, 0),
    doing: agent.work.map(({ interaction, stage, since: at }) => {
      const chat = mirror.chats[interaction]?.state;
      return { interaction, stage, customer: chat ? nameOf(chat) : null, since: at };
    }),
  };
}

/** How many are in which state, the most important first. */
export function counts(rows: readonly TeamRow[]): readonly (readonly [Shown, number])[] {
  const shown: readonly Shown[] = [
    'ready',
    'ringing',
    'busy',
    'afterWork',
    'pending',
    'notReady',
    'missed',
    'doNotDisturb',
    'supervising',
    'outOfService',
    'loggedOff',
  ];
  return shown.map((is) => [is, rows.filter((row) => row.is === is).length] as const).filter(([, n]) => n > 0);
}
