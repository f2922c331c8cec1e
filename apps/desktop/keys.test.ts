import { sends } from '@patchbay/chat/composing.ts';
import { describe, expect, test } from 'vitest';
import { type Last, pressed } from './shortcuts.ts';

const nowhere = { typing: false, dialog: false, popup: false };
const inField = { ...nowhere, typing: true };
const press = (key: string, more: object = {}) => ({
  key,
  code: '',
  keyCode: 0,
  isComposing: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  altGraph: false,
  repeat: false,
  timeStamp: 1000,
  ...more,
});
const act = (key: string, where = nowhere, more: object = {}, last: Last | null = null) => pressed(press(key, more), where, last).action;

describe('[DT14] shortcuts', () => {
  test('work while one types, single letters do not', () => {
    expect(act('F2', inField)).toEqual({ do: 'accept' });
    expect(act('F6', inField)).toEqual({ do: 'nextZone' });
    expect(act('F6', inField, { shiftKey: true })).toEqual({ do: 'previousZone' });
    expect(act('Enter', inField, { ctrlKey: true })).toEqual({ do: 'submit' });
    expect(act('j', inField)).toBe(null);
    expect(act('j')).toEqual({ do: 'next' });
  });
  test.each([
    ['Escape', 'decline'],
    ['F9', 'end'],
  ])('%s has to be pressed twice within a second', (key, action) => {
    const first = pressed(press(key), inField, null);
    expect(first.action).toBe(null);
    expect(pressed(press(key, { timeStamp: 1900 }), inField, first.last).action).toEqual({ do: action });
    expect(pressed(press(key, { timeStamp: 2100 }), inField, first.last).action).toBe(null);
    expect(pressed(press(key, { timeStamp: 1100, repeat: true }), inField, first.last).action).toBe(null);
  });
  test('another key between the two starts anew', () => {
    const first = pressed(press('F9'), nowhere, null);
    expect(pressed(press('a'), nowhere, first.last).last).toBe(null);
  });
  test('nothing while characters are composed, with AltGr, Alt, or below a dialog', () => {
    for (const more of [{ isComposing: true }, { keyCode: 229 }, { altGraph: true }, { altKey: true }])
      expect(act('F2', nowhere, more)).toBe(null);
    expect(act('F2', { ...nowhere, dialog: true })).toBe(null);
    expect(pressed(press('Escape'), { ...nowhere, popup: true }, null).last).toBe(null);
    expect(act('F2', { ...nowhere, popup: true })).toEqual({ do: 'accept' });
  });
  test('Enter alone never accepts anything', () => {
    expect(act('Enter')).toBe(null);
    expect(act(' ')).toBe(null);
  });
  test('Ctrl+Shift+digit jumps, whatever sign the layout has there', () => {
    expect(act('!', inField, { ctrlKey: true, shiftKey: true, code: 'Digit1' })).toEqual({ do: 'jump', to: 1 });
    expect(act('j', nowhere, { ctrlKey: true })).toBe(null);
  });
  test('letters are found at their place on layouts without Latin letters', () => {
    expect(act('о', nowhere, { code: 'KeyJ' })).toEqual({ do: 'next' });
    expect(act('ArrowDown', nowhere, { code: 'ArrowDown' })).toBe(null);
  });
});

describe('[DT12] the key that sends', () => {
  const enter = (more: object = {}, composed = 0) => sends(press('Enter', more), composed);
  test('is Enter, with Ctrl or without', () => {
    expect([enter(), enter({ ctrlKey: true }), sends(press('a'), 0)]).toEqual([true, true, false]);
  });
  test('is not Shift+Enter nor Alt+Enter', () => {
    expect([enter({ shiftKey: true }), enter({ altKey: true })]).toEqual([false, false]);
  });
  test('is no Enter that ends a composition, nor one in the same tick', () => {
    expect([enter({ isComposing: true }), enter({ keyCode: 229 }), enter({}, 1000), enter({}, 985), enter({}, 900)]).toEqual([
      false,
      false,
      false,
      false,
      true,
    ]);
  });
});
