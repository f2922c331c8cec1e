import type { AgentId, QueueId } from '@patchbay/base/decision.ts';
import { expect, test } from 'vitest';
import type { EmailEvent } from './email.ts';
import { type Step, tellingTypes, toldOf } from './history.ts';

const anna = 'anna' as AgentId;
const ben = 'ben' as AgentId;
const handed: EmailEvent = { type: 'email.handedOn', by: anna, comment: 'Yours' };

test('[EM143] [BP-63] a transfer is one line, with the comment and to whom', () => {
  const to = (...more: Step) => toldOf([handed, ...more]);
  expect(to({ type: 'interaction.offered', agent: ben, until: 9 })).toEqual([{ is: 'transferred', comment: 'Yours', to: { agent: ben } }]);
  expect(to({ type: 'email.shelved', holder: ben, by: anna, at: 1 })).toEqual([
    { is: 'transferred', comment: 'Yours', to: { agent: ben } },
  ]);
  const queue = { type: 'email.queueChanged', queue: 'press' as QueueId, settings: null as never, by: anna } as const;
  expect(to(queue, { type: 'participation.done', agent: anna, reason: 'solved' })).toEqual([
    { is: 'transferred', comment: 'Yours', to: { queue: 'press' } },
    { is: 'disposed', reason: 'solved' },
  ]);
  expect(to()).toEqual([{ is: 'transferred', comment: 'Yours', to: null }]);
});

test('[EM143] what happened is told in the words of people; what only machines care for is not', () => {
  const tells = (event: Step[number]) => toldOf([event]).map((one) => one.is);
  expect(tells({ type: 'interaction.accepted', agent: anna, since: 1 })).toEqual(['taken']);
  expect(tells({ type: 'interaction.ownerChanged', owner: null, since: 1 })).toEqual([]);
  expect(tells({ type: 'email.drafted', holder: anna, by: anna, at: 1 })).toEqual(['kept']);
  expect(tells({ type: 'participation.done', agent: anna, reason: null })).toEqual([]);
  expect(tells({ type: 'case.changed', at: { is: 'closed' }, by: null, now: 1 })).toEqual(['state']);
  const closed: Step = [
    { type: 'email.unanswered', by: anna, reason: 'spam' },
    { type: 'participation.done', agent: anna, reason: 'spam' },
  ];
  expect(toldOf(closed)).toEqual([{ is: 'unanswered', reason: 'spam', by: anna }]); // [EM272]
  expect([tells({ type: 'email.closeUndone', by: anna }), tells({ type: 'email.disposed', by: anna, reason: 'spam' })]).toEqual([
    ['closeUndone'],
    ['noted'],
  ]);
  expect(tells({ type: 'case.answered' })).toEqual([]);
  expect(new Set(tellingTypes).size).toBe(tellingTypes.length);
});
