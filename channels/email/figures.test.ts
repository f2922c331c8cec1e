import { expect, test } from 'vitest';
import type { EmailEvent } from './email.ts';
import { figuresOf, type MailHappening } from './figures.ts';
import { ada, ben, mail } from './test/people.ts';

const minute = 60_000;
const [a, b] = [ada.agent, ben.agent];
const told = (work: string, at: number, event: EmailEvent, what: MailHappening['what'] = null): MailHappening => ({
  ...{ work, queue: 'mails', at: at * minute, event, what },
});
const takes = (agent: typeof a): EmailEvent => ({ type: 'interaction.accepted', agent, since: 0 });
const done = (agent: typeof a): EmailEvent => ({ type: 'participation.done', agent, reason: null });
const sends = (n: number, by: typeof a, interim = false): EmailEvent => ({
  type: 'email.dispatched',
  mail: mail(n),
  by,
  interim,
  attempt: 1,
});
const day = { from: 10 * minute, to: 100 * minute };

test('[EM299] handled, replied, closed without a reply, forwarded, and how long that took, by agent and queue', () => {
  const all = [
    told('one', 5, takes(a)), // begun before
    told('one', 12, sends(1, a, true), 'forward'),
    told('one', 20, sends(2, a), 'reply'),
    told('one', 21, sends(2, a), 'reply'), // tried again
    told('one', 25, done(a)),
    told('two', 30, takes(b)),
    told('two', 34, done(b)), // handed on
    told('two', 40, takes(a)),
    told('two', 50, { type: 'email.unanswered', by: a, reason: 'spam' }),
    told('two', 50, done(a)),
    told('three', 60, { type: 'email.settled', by: b, reason: 'spam' }), // never opened
    told('four', 1, sends(9, b), 'reply'), // of another day
  ];
  expect(figuresOf(all, day)).toEqual({
    agents: [
      { agent: a, handled: 2, replied: 1, closed: 1, forwarded: 1, handleMs: 15 * minute },
      { agent: b, handled: 1, replied: 0, closed: 1, forwarded: 0, handleMs: 0 },
    ],
    queues: [{ queue: 'mails', handled: 3, replied: 1, closed: 2, forwarded: 1, handleMs: (34 * minute) / 3 }],
  });
  expect(figuresOf([], day)).toEqual({ agents: [], queues: [] });
});

test('[EM299] who still wraps up has needed the time until now', () => {
  const all = [told('one', 10, takes(a)), told('one', 15, sends(1, a), 'reply')];
  expect(figuresOf(all, { from: 0, to: 20 * minute }).agents).toMatchObject([{ handled: 1, handleMs: 10 * minute }]);
});
