import { expect, test } from 'vitest';
import { readCentre } from './read.ts';
import { servedQueues } from './serving.ts';
import { teamsOfUser, withTeams } from './teams.ts';

const centre = `
tenant: { key: t, name: T }
teams:
  day: { label: Day }
  night: { label: Night, actions: { channel: [logOff] } }
agents: { actions: { all: [ready, notReady] } }
users:
  ada: { name: Ada, role: agent, team: day, teams: [night] }
  eve: { name: Eve, role: agent, team: day }
dispositions:
  done: { label: Done }
queues:
  early: { label: Early, teams: [day], dispositions: [done] }
  late: { label: Late, teams: [night], dispositions: [done] }
`;
const read = (text: string) => {
  const reading = readCentre(text);
  if ('problems' in reading) throw new Error(JSON.stringify(reading.problems));
  return reading.centre;
};
const reasons = (text: string) => {
  const reading = readCentre(text);
  return 'problems' in reading ? reading.problems.map(({ reason }) => reason) : [];
};

test('[CF55] a user of several teams works in the first until another of them is chosen, and serves what that one serves', () => {
  const c = read(centre);
  expect([c.users.ada, c.users.eve].map((user) => user && teamsOfUser(user))).toEqual([['day', 'night'], ['day']]);
  const chosen = withTeams(
    c,
    new Map([
      ['ada', 'night'],
      ['eve', 'night'],
      ['nobody', 'night'],
    ]),
  );
  expect([servedQueues(c, 'ada'), servedQueues(chosen, 'ada'), servedQueues(chosen, 'eve')]).toEqual([['early'], ['late'], ['early']]);
  expect(teamsOfUser(chosen.users.ada ?? {})).toEqual(['day', 'night']);
  expect(withTeams(c, new Map([['ada', 'noon']]))).toBe(c);
});

test('[CF55] other teams are there, and come after a first', () => {
  expect(reasons(centre.replace('teams: [night] }\n  eve', 'teams: [noon] }\n  eve'))).toEqual(['There is no team "noon" in this file.']);
  expect(reasons(centre.replace('team: day, teams: [night]', 'teams: [night]'))).toEqual([
    'Say in which team the user begins (team); these are the others.',
  ]);
});

test('[CF56] what agents are offered of states is a list in order, of the centre or of a team, each once', () => {
  const c = read(centre);
  expect([c.agents.actions, c.teams.night?.actions]).toEqual([{ all: ['ready', 'notReady'] }, { channel: ['logOff'] }]);
  expect(reasons(centre.replace('[ready, notReady]', '[ready, ready]'))).toEqual(['Name each of them once.']);
  expect(reasons(centre.replace('[ready, notReady]', '[ready, sleep]'))).toHaveLength(1);
});
