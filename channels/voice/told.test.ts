import { expect, test } from 'vitest';
import { agentParty, type Call, customerLeg, customerParty, legOf } from './call.ts';
import { ada, ben, fresh } from './test/people.ts';
import { answeredMeans, meaningOf } from './told.ts';

const waits = fresh();
const work = { ...waits.work, parties: [customerParty] };
const offered: Call = { ...waits, at: { stage: 'offered', agent: ada.agent, until: 90, back: null }, work };
const dialing: Call = {
  ...waits,
  at: { stage: 'active', owner: ada.agent, came: null },
  work: { ...work, doing: { doing: 'dialing', until: 90 }, parties: [customerParty, agentParty(ada.agent)] },
};
const calling: Call = { ...dialing, work: { ...dialing.work, line: { number: null, shown: null, colleague: ben.agent } } };
const leg = legOf(ada.agent);
const types = (i: Call, ended: Parameters<typeof meaningOf>[1]) => {
  const { facts, failed } = meaningOf(i, ended);
  return [facts.map(({ type }) => type), failed];
};

test('[VO114] a phone that declines or is busy has declined, one that cannot be reached has failed, one that rings on says nothing', () => {
  for (const cause of ['declined', 'busy'] as const) expect(types(offered, { leg, wasUp: false, cause })).toEqual([['reject'], null]);
  for (const cause of ['notRegistered', 'invalid', 'failed', 'limit'] as const)
    expect(types(offered, { leg, wasUp: false, cause })).toEqual([['deviceLost'], ada.agent]);
  for (const cause of ['noAnswer', 'cancelled'] as const) expect(types(offered, { leg, wasUp: false, cause })).toEqual([[], null]);
});

test('[VO114] whoever was there has hung up; a customer who is called and does not answer is why the call failed', () => {
  expect(types(offered, { leg: customerLeg, wasUp: true, cause: 'hungUp' })).toEqual([['customerLeft'], null]);
  expect(types(offered, { leg: customerLeg, wasUp: false, cause: 'cancelled' })).toEqual([['customerLeft'], null]);
  expect(meaningOf(dialing, { leg: customerLeg, wasUp: false, cause: 'busy' }).facts).toEqual([
    { by: 'outside', type: 'dialFailed', cause: 'busy' },
  ]);
  expect(types(dialing, { leg, wasUp: true, cause: 'hungUp' })).toEqual([['partyLeft', 'onHook'], null]);
});

test('[VO114] [VO111] who calls and does not lift their own phone gives the call up; a colleague who cannot be reached is why it failed', () => {
  expect(types(dialing, { leg, wasUp: false, cause: 'declined' })).toEqual([['partyLeft'], null]);
  expect(types(dialing, { leg, wasUp: false, cause: 'notRegistered' })).toEqual([['partyLeft'], ada.agent]);
  expect(types(calling, { leg: legOf(ben.agent), wasUp: false, cause: 'notRegistered' })).toEqual([['dialFailed'], ben.agent]);
  expect(types(calling, { leg: legOf('eve' as never), wasUp: false, cause: 'busy' })).toEqual([[], null]);
});

test('[VO114] who lifts a phone has picked it up; the one who calls only was expected', () => {
  expect(answeredMeans(offered, leg)).toEqual([{ by: 'outside', type: 'pickedUp', agent: ada.agent }]);
  expect(answeredMeans(dialing, leg)).toEqual([]);
  expect(answeredMeans(dialing, customerLeg)).toEqual([{ by: 'outside', type: 'customerAnswered' }]);
});
