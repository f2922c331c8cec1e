import { sends } from '@patchbay/chat/composing.ts';
import { describe, expect, test } from 'vitest';
import { found } from './finding.ts';
import { commandIds, commands, drawn, keymapOf, objection } from './keymap.ts';
import { chord, type Last, pressed, strokeOf } from './shortcuts.ts';

const nowhere = { typing: false, dialog: false, popup: false, accepted: false };
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
    expect(act('F6', inField)).toEqual({ do: 'zones' });
    expect(act('F6', inField, { shiftKey: true })).toEqual({ do: 'zonesBack' });
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
    expect(act('0', inField, { ctrlKey: true, shiftKey: true, code: 'Digit0' })).toBe(null);
  });
  test('letters are found at their place on layouts without Latin letters', () => {
    expect(act('о', nowhere, { code: 'KeyJ' })).toEqual({ do: 'next' });
    expect(act('ArrowDown', nowhere, { code: 'ArrowDown' })).toBe(null);
  });
});

describe('[DT175] what is typed right after accepting', () => {
  const accepted = { ...nowhere, accepted: true };
  test.each([
    ['a letter that is a shortcut elsewhere', 'e', {}],
    ['a capital', 'H', { shiftKey: true }],
    ['a sign with AltGr', '@', { altGraph: true, ctrlKey: true, altKey: true }],
    ['an accent that waits for its letter', 'Dead', {}],
    ['the first key of a composition', 'Process', { keyCode: 229 }],
    ['the sign that finds canned responses', '/', {}],
  ])('%s begins the reply', (_, key, more) => expect(act(key, accepted, more)).toEqual({ do: 'write' }));
  test('the space bar scrolls, and keys that write nothing mean what they always mean', () => {
    expect(act(' ', accepted)).toBe(null);
    expect(act('F6', accepted)).toEqual({ do: 'zones' });
    expect(act('K', accepted, { ctrlKey: true })).toEqual({ do: 'palette' });
    expect(act('Enter', accepted)).toBe(null);
  });
  test('not below a dialog, and not once the focus was moved', () => {
    expect(act('e', { ...accepted, dialog: true })).toBe(null);
    expect(act('e')).toEqual({ do: 'wrapUp' });
    expect(act('r')).toEqual({ do: 'reply' });
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

describe('[DT63] keys of one’s own', () => {
  const standard = keymapOf({});
  test('the desktop’s own keys do not collide, and none of them is the browser’s or writes', () => {
    expect(commandIds.map((id) => [id, objection(id, standard[id], standard)]).filter(([, why]) => why)).toEqual([]);
  });
  test('replace the desktop’s; taken away there are none', () => {
    const map = keymapOf({ accept: 'F10', next: '' });
    expect(pressed(press('F10'), nowhere, null, map).action).toEqual({ do: 'accept' });
    for (const key of ['F2', 'j']) expect(pressed(press(key), nowhere, null, map).action).toBe(null);
  });
  test.each([
    ['accept', 'Alt+a', 'alt'],
    ['accept', 'F5', 'reserved'],
    ['accept', 'Ctrl+Shift+T', 'reserved'],
    ['accept', 'Ctrl+C', 'edits'],
    ['accept', 'Enter', 'edits'],
    ['accept', 'Space', 'edits'],
    ['accept', 'g a b', 'long'],
    ['accept', 'F6', 'taken'],
    ['accept', 'g', 'taken'],
    ['accept', 'j x', 'taken'],
    ['end', 'F8', 'twice'],
  ] as const)('%s cannot be %s: %s', (id, keys, why) => {
    expect(objection(id, keys, standard)?.is).toBe(why);
  });
  test('are free when nobody else has them', () => {
    for (const keys of ['F10', 'x', 'g x', 'Ctrl+K Ctrl+X', '', commands.accept.keys])
      expect(objection('accept', keys, standard)).toBe(null);
    expect(objection('end', 'F10 F10', standard)).toBe(null);
  });
  test.each([
    ['q', 'queues'],
    ['c', 'contacts'],
    ['m', 'messages'],
    ['s', 'team'],
    ['d', 'day'],
    ['e', 'mails'],
    ['a', 'cases'],
  ])('[DT301] g and %s goes to %s', (key, page) => {
    const g = pressed(press('g'), nowhere, null);
    expect(pressed(press(key), nowhere, g.last).action).toEqual({ do: page });
  });
  test.each([
    ['C', 'consult'],
    ['T', 'hand'],
    ['M', 'conference'],
    ['D', 'dial'],
    ['G', 'quality'],
    ['F', 'followUp'],
    ['Z', 'undo'],
  ])('[DT353] Ctrl+K and Ctrl+%s, also while one types: %s', (key, command) => {
    const k = pressed(press('k', { ctrlKey: true }), inField, null);
    expect(pressed(press(key, { ctrlKey: true }), inField, k.last).action).toEqual({ do: command });
    expect(chord(press(key, { ctrlKey: true }), standard)).toEqual({ do: command }); // the palette is open by then
  });
  test.each([
    ['/', 'find'],
    ['a', 'replyAll'],
    ['f', 'forward'],
  ])('[DT353] %s outside of fields: %s', (key, command) => {
    expect(act(key)).toEqual({ do: command });
    expect(act(key, inField)).toBe(null);
  });
  test('two strokes follow one another within a second, and letters never while one types', () => {
    const g = pressed(press('g'), nowhere, null);
    expect(g.action).toBe(null);
    expect(pressed(press('w', { timeStamp: 1500 }), nowhere, g.last).action).toEqual({ do: 'work' });
    expect(pressed(press('w', { timeStamp: 2500 }), nowhere, g.last).action).toBe(null);
    expect(pressed(press('g'), inField, null)).toEqual({ action: null, last: null });
  });
  test('the palette takes what follows its own keys with Ctrl held, never what is composed', () => {
    expect(pressed(press('k', { ctrlKey: true }), inField, null).action).toEqual({ do: 'palette' });
    expect(pressed(press('k', { metaKey: true }), inField, null).action).toEqual({ do: 'palette' });
    expect(chord(press('r', { ctrlKey: true }), standard)).toEqual({ do: 'ready' });
    expect(chord(press('r'), standard)).toBe(null);
    expect(chord(press('r', { ctrlKey: true, altKey: true }), standard)).toBe(null);
  });
  test('a stroke is written the same on every layout; a mere Shift is none', () => {
    const strokes = [
      press('К', { ctrlKey: true, code: 'KeyK' }),
      press('Shift', { shiftKey: true }),
      press('F6', { shiftKey: true }),
      press(' '),
    ];
    expect(strokes.map(strokeOf)).toEqual(['Ctrl+K', null, 'Shift+F6', 'Space']);
    expect([drawn('Escape Escape'), drawn('g w'), drawn('Ctrl+K Ctrl+R')]).toEqual(['Esc Esc', 'G W', 'Ctrl+K Ctrl+R']);
  });
});

describe('[DT64] the palette', () => {
  const one = (label: string, more = '', keys = '') => ({ label, more, keys });
  const all = [
    one('Go to settings'),
    one('Not ready: Lunch', '', 'Ctrl+K Ctrl+N'),
    one('Noah Fischer', 'my strap has torn'),
    one('Größe', ''),
  ];
  const labels = (query: string) => found(all, query).map(({ label }) => label);
  test('finds by every word, in the label or beside it, without accents, the best first', () => {
    expect(labels('')).toHaveLength(4);
    expect(labels('no')).toEqual(['Not ready: Lunch', 'Noah Fischer']);
    expect(labels('torn strap')).toEqual(['Noah Fischer']);
    expect(labels('GROSSE')).toEqual([]);
    expect(labels('groß')).toEqual(['Größe']);
    expect(labels('lunch ready')).toEqual(['Not ready: Lunch']);
  });
  test('puts first whose key was typed', () => {
    expect(found([one('Noah'), one('Not ready', '', 'Ctrl+K Ctrl+N')], 'n')[0]?.label).toBe('Not ready');
  });
});
