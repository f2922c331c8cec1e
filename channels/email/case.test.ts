import { type ContactId, type InteractionId, isRefused } from '@patchbay/base/decision.ts';
import { after, refusedWith } from '@patchbay/base/test/cases.ts';
import { stored } from '@patchbay/base/test/stored.ts';
import { expect, test } from 'vitest';
import {
  answered,
  awaits,
  type Case,
  type CaseAt,
  type CaseCommand,
  caseDue,
  caseOverdue,
  caseRules,
  decideCase,
  destination,
  evolveCase,
} from './case.ts';
import type { CaseId, MailId } from './email.ts';
import { ada, sue } from './test/people.ts';

const other = 'case-2' as CaseId;
const settings = { pendingReasons: ['customer', 'carrier'], closeMs: 100, reopens: true };
const began: Case = {
  ...{ id: 'case-1' as CaseId, number: 4711, subject: 'Order late', contact: 'contact-eva' as ContactId },
  settings,
  at: { is: 'new' },
  follows: null,
};
const at = (where: CaseAt, more: Partial<Case['settings']> = {}): Case =>
  stored(evolveCase(null as never, { type: 'case.began', initial: { ...began, at: where, settings: { ...settings, ...more } } }));
const everywhere: Readonly<Record<CaseAt['is'], Case>> = {
  new: at({ is: 'new' }),
  open: at({ is: 'open' }),
  pending: at({ is: 'pending', reason: 'carrier' }),
  resolved: at({ is: 'resolved', closes: 150 }),
  closed: at({ is: 'closed' }),
  merged: at({ is: 'merged', into: other }),
};
const fact = (type: 'mailCame' | 'workBegan' | 'deliveryFailed'): CaseCommand => ({ by: 'outside', type });
const commands: Readonly<Record<string, CaseCommand>> = {
  mailCame: fact('mailCame'),
  workBegan: fact('workBegan'),
  deliveryFailed: fact('deliveryFailed'),
  wait: { by: ada, type: 'wait', reason: 'customer' },
  resolve: { by: ada, type: 'resolve' },
  close: { by: ada, type: 'close' },
  reopen: { by: ada, type: 'reopen' },
  merge: { by: sue, type: 'merge', into: other },
  closeTimeout: { by: 'system', type: 'closeTimeout' },
  unmerge: { by: sue, type: 'unmerge', waits: true },
  split: { by: ada, type: 'split', mail: 'mail-1' as MailId, into: other, number: 4712 },
  link: { by: ada, type: 'link', linked: 'chat-1' as InteractionId },
  tookIn: { by: 'outside', type: 'tookIn', open: true, due: null },
  pace: { by: 'system', type: 'pace' },
};
const does = (i: Case, command: CaseCommand, now = 200) => after(i, decideCase(i, command, now), evolveCase);

/** Every cell: the state it leads to, or why not. */
const rows: readonly (readonly [from: CaseAt['is'], cells: Readonly<Record<string, string>>])[] = [
  [
    'new',
    {
      mailCame: 'new',
      workBegan: 'open',
      deliveryFailed: 'new',
      wait: 'pending',
      resolve: 'resolved',
      close: 'closed',
      reopen: 'case.notClosed',
      merge: 'merged',
      closeTimeout: 'interactions.notNow',
      unmerge: 'interactions.notNow',
      split: 'new',
      link: 'new',
      tookIn: 'new',
      pace: 'interactions.notYet',
    },
  ],
  [
    'open',
    {
      mailCame: 'open',
      workBegan: 'open',
      deliveryFailed: 'open',
      wait: 'pending',
      resolve: 'resolved',
      close: 'closed',
      reopen: 'case.notClosed',
      merge: 'merged',
      closeTimeout: 'interactions.notNow',
      unmerge: 'interactions.notNow',
      split: 'open',
      link: 'open',
      tookIn: 'open',
      pace: 'interactions.notYet',
    },
  ],
  [
    'pending',
    {
      mailCame: 'open',
      workBegan: 'open',
      deliveryFailed: 'open',
      wait: 'pending',
      resolve: 'resolved',
      close: 'closed',
      reopen: 'open',
      merge: 'merged',
      closeTimeout: 'interactions.notNow',
      unmerge: 'interactions.notNow',
      split: 'pending',
      link: 'pending',
      tookIn: 'open',
      pace: 'interactions.notYet',
    },
  ],
  [
    'resolved',
    {
      mailCame: 'open',
      workBegan: 'resolved',
      deliveryFailed: 'open',
      wait: 'pending',
      resolve: 'resolved',
      close: 'closed',
      reopen: 'open',
      merge: 'merged',
      closeTimeout: 'closed',
      unmerge: 'interactions.notNow',
      split: 'resolved',
      link: 'resolved',
      tookIn: 'open',
      pace: 'interactions.notYet',
    },
  ],
  [
    'closed',
    {
      mailCame: 'open',
      workBegan: 'closed',
      deliveryFailed: 'open',
      wait: 'case.over',
      resolve: 'case.over',
      close: 'case.over',
      reopen: 'open',
      merge: 'merged',
      closeTimeout: 'interactions.notNow',
      unmerge: 'interactions.notNow',
      split: 'closed',
      link: 'closed',
      tookIn: 'open',
      pace: 'interactions.notYet',
    },
  ],
  [
    'merged',
    {
      mailCame: 'merged',
      workBegan: 'merged',
      deliveryFailed: 'merged',
      wait: 'case.merged',
      resolve: 'case.merged',
      close: 'case.merged',
      reopen: 'case.merged',
      merge: 'case.merged',
      closeTimeout: 'interactions.notNow',
      unmerge: 'open',
      split: 'case.merged',
      link: 'case.merged',
      tookIn: 'merged',
      pace: 'interactions.notNow',
    },
  ],
];
const cells = rows.flatMap(([from, all]) => Object.entries(all).map(([event, to]) => [from, event, to] as const));

test.each(cells)('[EM21] a case that is %s, %s: %s', (from, event, to) => {
  const answer = decideCase(everywhere[from], commands[event] as CaseCommand, 200);
  expect(isRefused(answer) ? answer.refused : answer.reduce(evolveCase, everywhere[from]).at.is).toBe(to);
});
test('[EM21] every state and every command is in the table', () => {
  expect(rows.map(([from]) => from).sort()).toEqual(Object.keys(caseRules).sort());
  for (const [, all] of rows) expect(Object.keys(all)).toEqual(Object.keys(commands));
});
test('[EM20] only a reason of the administrator makes a case pending', () => {
  expect(refusedWith(decideCase(everywhere.open, { by: ada, type: 'wait', reason: 'lunch' }, 1))).toBe('case.unknownReason');
  expect(does(everywhere.open, { by: ada, type: 'wait', reason: 'carrier' }).at).toEqual({ is: 'pending', reason: 'carrier' });
});
test('[EM22] what is resolved closes after its time, and not before', () => {
  const resolved = does(everywhere.open, { by: ada, type: 'resolve' }, 50);
  expect(caseDue(resolved)).toBe(150);
  expect(caseOverdue(resolved, 149)).toEqual([]);
  expect(refusedWith(decideCase(resolved, commands.closeTimeout as CaseCommand, 149))).toBe('interactions.notYet');
  expect(caseOverdue(resolved, 150)).toEqual([commands.closeTimeout]);
  expect(does(resolved, commands.closeTimeout as CaseCommand, 150).at.is).toBe('closed');
  expect(caseDue(does(at({ is: 'open' }, { closeMs: null }), { by: ada, type: 'resolve' }, 50))).toBe(null);
  expect(caseOverdue(everywhere.open, 1e9)).toEqual([]);
});
test('[EM22] an answer to a closed case opens it, or begins another one that follows it', () => {
  const kept = at({ is: 'closed' }, { reopens: false });
  expect(does(kept, fact('mailCame'))).toEqual(kept);
  expect(destination(kept)).toEqual({ follows: 'case-1' });
  expect(destination(everywhere.closed)).toEqual({ case: 'case-1' });
  expect(does(kept, fact('deliveryFailed')).at.is).toBe('open');
});
test('[EM23] what belongs to a merged case goes to the one it was merged into; only supervisors merge', () => {
  expect(destination(everywhere.merged)).toEqual({ case: 'case-2' });
  for (const i of [everywhere.new, everywhere.open, everywhere.pending, everywhere.resolved])
    expect(destination(i)).toEqual({ case: 'case-1' });
  expect(refusedWith(decideCase(everywhere.open, { by: ada, type: 'merge', into: other }, 1))).toBe('interactions.notAllowed');
  expect(refusedWith(decideCase(everywhere.open, { by: sue, type: 'merge', into: began.id }, 1))).toBe('case.itself');
});

test('[EM144] a merged case goes back to what it was; whoever waits for an answer waits where it was merged into', () => {
  const due = { since: 10, ms: 60, at: 70 };
  const waiting = { ...at({ is: 'pending', reason: 'carrier' }), due };
  const merged = does(waiting, commands.merge as CaseCommand);
  expect(merged.at).toEqual({ is: 'merged', into: other, was: { is: 'pending', reason: 'carrier' } });
  expect(caseDue(merged)).toBe(null);
  expect(does(merged, { by: sue, type: 'unmerge', waits: true })).toEqual(waiting);
  expect(does(merged, { by: sue, type: 'unmerge', waits: false })).toEqual({ ...waiting, due: null });
  expect(refusedWith(decideCase(merged, { by: ada, type: 'unmerge', waits: true }, 1))).toBe('interactions.notAllowed');
  const took = does(everywhere.resolved, { by: 'outside', type: 'tookIn', open: true, due });
  expect([took.at.is, took.due]).toEqual(['open', due]);
  expect(does(everywhere.resolved, { by: 'outside', type: 'tookIn', open: false, due: null })).toEqual(everywhere.resolved);
});
test('[EM142] the clock says once that nine tenths are used, and once that it is over, until there is an answer', () => {
  const due = { since: 0, ms: 100, at: 100, near: 90 };
  const pace = commands.pace as CaseCommand;
  const waiting = { ...everywhere.open, due };
  expect([caseDue(waiting), caseOverdue(waiting, 89), caseOverdue(waiting, 90)]).toEqual([90, [], [pace]]);
  expect(refusedWith(decideCase(waiting, pace, 89))).toBe('interactions.notYet');
  const near = does(waiting, pace, 90);
  expect([near.told, caseDue(near), caseOverdue(near, 99)]).toEqual(['near', 100, []]);
  const late = does(near, pace, 100);
  expect([late.told, caseDue(late), caseOverdue(late, 1e9)]).toEqual(['over', null, []]);
  expect(caseDue({ ...everywhere.open, due: { since: 0, ms: 100, at: 100 } })).toBe(100);
  const done = answered(late).reduce(evolveCase, late);
  expect(done).toEqual({ ...everywhere.open, due: null });
  expect(awaits(done, due).reduce(evolveCase, done)).toEqual(waiting);
  const closing = { ...everywhere.resolved, due: { since: 0, ms: 100, at: 300, near: 120 } };
  expect(caseDue(closing)).toBe(120);
});
test('[EM143] nobody settles a case on which there is open work; [EM146] a conversation belongs to it once, until it is taken out', () => {
  for (const type of ['resolve', 'close'] as const)
    expect(refusedWith(decideCase(everywhere.open, { by: ada, type, open: true }, 1))).toBe('case.hasWork');
  const link = commands.link as CaseCommand;
  const unlink = { ...link, type: 'unlink' } as CaseCommand;
  const linked = does(everywhere.closed, link);
  expect(linked.links).toEqual(['chat-1']);
  expect(refusedWith(decideCase(linked, link, 1))).toBe('case.linkedAlready');
  expect(does(linked, unlink).links).toEqual([]);
  expect(refusedWith(decideCase(everywhere.closed, unlink, 1))).toBe('case.notLinked');
  const full = { ...linked, links: Array.from({ length: 50 }, (_, n) => `${n}` as InteractionId) };
  expect(refusedWith(decideCase(full, link, 1))).toBe('case.tooManyLinks');
});
