import { describe, expect, test } from 'vitest';
import { blank, type Held, insisted, isDirty, keptAs, met, taken } from './drafting.ts';

const held = (text: string, saved = text, rev: string | null = 'r1'): Held => ({ text, caret: text.length, rev, saved });
const theirs = (text: string, rev = 'r2') => ({ text, caret: 1, rev });

describe('[DT93] the same draft in two windows', () => {
  test('one that has written nothing since takes what came', () => {
    expect(met(held('Dear'), theirs('Dear Eva'))).toEqual({
      is: 'taken',
      held: { text: 'Dear Eva', caret: 1, rev: 'r2', saved: 'Dear Eva' },
    });
    expect(met(held('Dear'), null)).toEqual({ is: 'taken', held: blank });
    expect(met(blank, theirs('Dear'))).toMatchObject({ is: 'taken' });
  });
  test('its own save, and the same text, are nothing new', () => {
    expect(met(held('Dear', 'De'), theirs('De', 'r1'))).toEqual({ is: 'same', held: held('Dear', 'De') });
    expect(met(held('Dear', 'De'), theirs('Dear'))).toEqual({ is: 'same', held: held('Dear', 'Dear', 'r2') });
    expect(met(blank, null).is).toBe('same');
  });
  test('where both have written nothing is lost: either can be taken', () => {
    const both = met(held('Dear Eva', 'Dear'), theirs('Hello'));
    expect(both).toEqual({ is: 'clash', held: held('Dear Eva', 'Dear'), theirs: theirs('Hello') });
    expect(taken(theirs('Hello'))).toMatchObject({ text: 'Hello', rev: 'r2' });
    const ours = insisted(both.held, theirs('Hello'));
    expect([ours.text, ours.rev, isDirty(ours)]).toEqual(['Dear Eva', 'r2', true]);
    expect(met(held('More', 'Dear'), null)).toMatchObject({ is: 'clash', theirs: null });
    expect(insisted(held('More', 'Dear'), null)).toMatchObject({ text: 'More', rev: null, saved: '' });
  });
  test('what was written while a save was on its way is still to be saved', () => {
    const later = keptAs(held('Dear Eva', ''), 'Dear', 'r9');
    expect([later.text, later.saved, later.rev, isDirty(later)]).toEqual(['Dear Eva', 'Dear', 'r9', true]);
  });
});
