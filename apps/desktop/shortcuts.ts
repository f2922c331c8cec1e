import { type CommandId, commandIds, type Keymap, keymapOf } from './keymap.ts';

/** What keys ask for, wherever the focus is. */
export type Action =
  | { readonly do: Exclude<CommandId, 'jump'> }
  | { readonly do: 'jump'; readonly to: number }
  /** What is typed belongs in the reply. */
  | { readonly do: 'write' };

/** The fields of a KeyboardEvent that matter. */
export interface Press {
  readonly key: string;
  readonly code: string;
  readonly keyCode: number;
  readonly isComposing: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly altGraph: boolean;
  readonly repeat: boolean;
  readonly timeStamp: number;
}
/** Where it happened. */
export interface Where {
  /** A field for text has the focus. */
  readonly typing: boolean;
  /** A dialog is open: no shortcut means anything. */
  readonly dialog: boolean;
  /** A menu or list is open: Escape closes that. */
  readonly popup: boolean;
  /** The desktop has put the focus on what was just accepted, and the agent has not moved it since. */
  readonly accepted: boolean;
}
/** The last stroke, if more may follow it. */
export interface Last {
  readonly stroke: string;
  readonly at: number;
}

const within = 1000;
const standard = keymapOf({});

/** What a key press means, and what to remember for the next one. Composed characters and AltGr never mean anything. [DT14] */
export function pressed(
  press: Press,
  where: Where,
  last: Last | null,
  map: Keymap = standard,
): { readonly action: Action | null; readonly last: Last | null } {
  if (where.accepted && writes(press) && !where.dialog) return { action: { do: 'write' }, last: null };
  const stroke = strokeOf(press);
  if (!stroke || isOfOthers(press, stroke, where)) return { action: null, last: null };
  const follows = last && press.timeStamp - last.at <= within ? meant(`${last.stroke} ${stroke}`, map) : null;
  if (follows) return { action: follows, last: null };
  const more = commandIds.some((id) => map[id].startsWith(`${stroke} `));
  return { action: meant(stroke, map), last: more ? { stroke, at: press.timeStamp } : null };
}

/** What the palette's own keys mean with another stroke after them, pressed while it is open. */
export const chord = (press: Press, map: Keymap): Action | null =>
  isText(press) || press.repeat || !(press.ctrlKey || press.metaKey) ? null : meant(`${map.palette} ${strokeOf(press)}`, map);

/** Makes a character, by one key, by several, or with AltGr; the space bar scrolls. [DT175] */
function writes(press: Press): boolean {
  if (press.isComposing || press.keyCode === 229 || press.key === 'Dead') return true;
  return isCharacter(press.key) && press.key !== ' ' && (press.altGraph || !(press.ctrlKey || press.metaKey || press.altKey));
}

/** It belongs to what is being written, to a dialog, or to the list that Escape closes. */
const isOfOthers = (press: Press, stroke: string, where: Where): boolean =>
  isText(press) || press.repeat || where.dialog || (where.popup && press.key === 'Escape') || (where.typing && isCharacter(stroke));

/** Part of a character that is being composed, or made with AltGr or Alt. */
export const isText = (press: Press): boolean => press.isComposing || press.keyCode === 229 || press.altGraph || press.altKey;
const isCharacter = (stroke: string): boolean => [...stroke].length === 1;

/** A press as keymaps write it: Ctrl+Shift+1, Escape, j; on a layout without Latin letters the letter at its place. Null: a mere Shift. */
export function strokeOf(press: Press): string | null {
  const key = named(press);
  if (/^(Control|Shift|Meta|Alt|AltGraph|CapsLock|Dead|Process|Unidentified)$/.test(key)) return null;
  const control = press.ctrlKey || press.metaKey;
  if (isCharacter(key) && !control) return key.toLowerCase();
  return `${control ? 'Ctrl+' : ''}${press.shiftKey ? 'Shift+' : ''}${isCharacter(key) ? key.toUpperCase() : key}`;
}

function named({ key, code, ctrlKey, metaKey }: Press): string {
  const digit = /^Digit([1-9])$/.exec(code)?.[1];
  if (digit && (ctrlKey || metaKey)) return digit;
  if (key === ' ') return 'Space';
  return key.length === 1 && key > '\u007f' ? (/^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? key) : key;
}

/** The command of these strokes; a digit stands for the one that the keymap names, and ? is always help. */
function meant(strokes: string, map: Keymap): Action | null {
  const id = commandIds.find((one) => map[one] === strokes);
  if (id && id !== 'jump') return { do: id };
  const to = /[1-9]$/.exec(strokes)?.[0];
  if (to && map.jump && map.jump === strokes.replace(/[1-9]$/, '1')) return { do: 'jump', to: Number(to) };
  return strokes === '?' ? { do: 'help' } : null;
}
