import type { InteractionId } from '@patchbay/base/decision.ts';
import { expect, test } from 'vitest';
import { answered, awaits, type Case, evolveCase } from './case.ts';
import type { CaseId, Email, EmailEvent } from './email.ts';
import { caseFollows } from './following.ts';
import { type Sorted, sort } from './sorting.ts';
import { ada, mail, policy } from './test/people.ts';

const due = { since: 10, ms: 60, at: 70 };
const began: Case = {
  ...{ id: 'case-1' as CaseId, number: 1, subject: 'Late', contact: null, follows: null, due, at: { is: 'new' } },
  settings: { pendingReasons: [], closeMs: 100, reopens: true },
};
const settings = { undoMs: 10, review: false, interim: true, waits: [], shelfMs: null, final: ['reason-solved'] };
const work = (more: Partial<Email['work']> = {}, at: Email['at'] = { stage: 'active', owner: ada.agent, came: null }): Email => ({
  ...{
    id: 'w' as InteractionId,
    channel: 'email',
    kind: 'inbound',
    startedAt: 0,
    contact: null,
    queue: null,
    policy,
    at,
    participations: [],
  },
  ...{
    notes: '',
    work: { case: began.id, settings, doing: { doing: 'reading' }, came: 1, draft: false, outgoing: [], handed: null, ...more },
  },
});
const after = (i: Case, w: Email, ...events: readonly EmailEvent[]) => caseFollows(i, w, events, 50).reduce(evolveCase, i);
const done = (reason: string): EmailEvent => ({ type: 'participation.done', agent: ada.agent, reason });
const sending = work({ doing: { doing: 'sending', what: 'reply', holder: ada.agent, mail: mail(1) } });
const leaves: EmailEvent = { type: 'email.dispatched', mail: mail(1), by: ada.agent, interim: false, attempt: 1 };

test('[EM101] a case is open when somebody has it, and resolved by a disposition that settles it, with the answer', () => {
  const open = after(began, work(), { type: 'interaction.accepted', agent: ada.agent, since: 50 });
  expect(open.at).toEqual({ is: 'open' });
  expect(after(open, sending, leaves, done('reason-solved')).at).toEqual({ is: 'resolved', closes: 150 });
  expect(after(open, sending, leaves, done('reason-spam')).at).toEqual({ is: 'open' });
  expect(after(open, work(), done('reason-solved')).at).toEqual({ is: 'open' }); // shelved or handed on
  const closed = work({}, { stage: 'closed', outcome: 'done' });
  expect(after(open, closed, { type: 'email.settled', by: ada.agent, reason: 'reason-solved' }).at).toEqual({ is: 'open' }); // somebody waits
  expect(after({ ...open, due: null }, closed, done('reason-solved')).at).toEqual({ is: 'resolved', closes: 150 });
  const failed: EmailEvent = { type: 'email.failed', mail: mail(1), failed: { why: 'refused', said: '550' } };
  expect(after({ ...open, at: { is: 'resolved', closes: 150 } }, sending, failed).at).toEqual({ is: 'open' });
});

test('[EM102] the clock runs from the first mail without an answer until one leaves, or nothing is to be answered', () => {
  expect(after(began, sending, leaves).due).toBe(null);
  expect(after(began, work({}, { stage: 'wrapUp', outcome: 'done' }), { type: 'interaction.ended', outcome: 'done' }).due).toBe(null);
  expect(after(began, work(), { type: 'email.held', mail: mail(1), by: ada.agent, interim: false, until: 60 }).due).toEqual(due);
  expect(awaits(began, { ...due, at: 99 })).toEqual([]);
  expect(awaits({ ...began, due: null }, due).reduce(evolveCase, began).due).toEqual(due);
  expect(answered({ ...began, due: null })).toEqual([]);
});

test('[EM100] the first rule that holds sorts a mail: whoever wrote, whom it was written to, and words that stand by themselves', () => {
  const rule = { from: [], to: [], words: [], queue: 'other' };
  const from = (address: string): Sorted => ({
    head: { from: { name: '', address }, replyTo: [], to: [], cc: [], subject: 'Insurgents' },
    text: 'AN URGENT matter',
  });
  const by = (more: object, one = from('eva@shop.example')) =>
    sort({ queue: 'usual', rules: [{ ...rule, ...more }] }, one, ['form@ours.example']);
  expect(by({ from: ['@shop.example'] }).queue).toBe('other');
  expect(by({ from: ['eva@shop.example'], priority: 9 })).toEqual({ queue: 'other', priority: 9 });
  expect(by({ from: ['@shop.example'] }, from('eva@notshop.example')).queue).toBe('usual');
  expect(by({ words: ['urgent'] }).queue).toBe('other');
  expect(by({ words: ['urge', 'insurgent'] }).queue).toBe('usual');
  expect(by({ from: ['@shop.example'], words: ['refund'] }).queue).toBe('usual');
  const to = { ...from('x@y'), head: { ...from('x@y').head, to: [{ name: '', address: 'help+12-abcdefghijkl@shop.example' }] } };
  expect(by({ to: ['help@shop.example'] }, to).queue).toBe('other');
  expect(by({ words: ['a.*b('] }).queue).toBe('usual');
});

test('[EM290] in another queue the customer waits as long as that one says, if they wait at all', () => {
  const other = { since: 10, ms: 20, at: 30 };
  const moved: EmailEvent = { type: 'email.queueChanged', queue: 'press' as never, settings, by: ada.agent, due: other };
  expect(after({ ...began, told: 'near' }, work(), moved)).toMatchObject({ due: other });
  expect(after({ ...began, told: 'near' }, work(), moved)).not.toHaveProperty('told');
  expect(after({ ...began, due: null }, work(), moved).due).toBe(null);
});

test('[EM333] by its sender a form of our own site is sorted by whom it names to answer to, or by itself; of others only From counts', () => {
  const mail = (from: string, replyTo: string): Sorted => ({
    head: { from: { name: '', address: from }, replyTo: [{ name: '', address: replyTo }], to: [], cc: [], subject: '' },
    text: '',
  });
  const to = (rule: string, one: Sorted) =>
    sort({ queue: 'usual', rules: [{ from: [rule], to: [], words: [], queue: 'other' }] }, one, ['form@ours.example']).queue;
  const form = mail('form@ours.example', 'eva@shop.example');
  expect([to('@shop.example', form), to('form@ours.example', form), to('@else.example', form)]).toEqual(['other', 'other', 'usual']);
  const service = mail('form@service.example', 'eva@shop.example');
  expect([to('@shop.example', service), to('@service.example', service)]).toEqual(['usual', 'other']);
  expect(to('@ours.example', mail('form@ours.example', 'form@ours.example'))).toBe('other');
});
