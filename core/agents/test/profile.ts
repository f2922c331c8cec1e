import type { Profile } from '../agent.ts';

/** A profile of which nothing is special: two chats at once, no timer but the grace of a lost line. */
export const plainProfile: Profile = {
  capacity: { chat: 2 },
  afterReject: 'notReady',
  afterWork: [],
  next: 'ready',
  afterWorkMs: null,
  signIn: 'notReady',
  pending: false,
  supervises: false,
  reasons: { lunch: { paid: false, maxMs: null, alertMs: null } },
  readyAgainMs: null,
  logOffAfterMissed: null,
  missedEverywhere: false,
  graceMs: 90,
  logOffMs: 900,
};
