import { type ContactId, isRefused } from '@patchbay/base/decision.ts';
import { after, refusedWith } from '@patchbay/base/test/cases.ts';
import { stored } from '@patchbay/base/test/stored.ts';
import { expect, test } from 'vitest';
import { type Case, type CaseAt, type CaseCommand, caseDue, caseOverdue, caseRules, decideCase, destination, evolveCase } from './case.ts';
import type { CaseId } from './email.ts';
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
