/** What a key can ask for, wherever the focus is. */
export type Action =
  | {
      readonly do:
        | 'accept'
        | 'decline'
        | 'end'
        | 'submit'
        | 'nextZone'
        | 'previousZone'
        | 'next'
        | 'previous'
        | 'nextTurn'
        | 'wrapUp'
        | 'help';
    }
  | { readonly do: 'jump'; readonly to: number };

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
}
/** The last press of a key that has to be pressed twice. */
export interface Last {
  readonly key: string;
  readonly at: number;
}

const twiceWithin = 1000;
const twice: Readonly<Record<string, Action>> = { Escape: { do: 'decline' }, F9: { do: 'end' } };
const once: Readonly<Record<string, Action>> = { F1: { do: 'help' }, F2: { do: 'accept' }, F6: { do: 'nextZone' } };
const letters: Readonly<Record<string, Action>> = {
  j: { do: 'next' },
  k: { do: 'previous' },
  n: { do: 'nextTurn' },
  e: { do: 'wrapUp' },
  '?': { do: 'help' },
};

/** What a key press means, and what to remember for the next one. Composed characters and AltGr never mean anything. [DT14] */
export function pressed(press: Press, where: Where, last: Last | null): { readonly action: Action | null; readonly last: Last | null } {
  if (isText(press) || press.repeat || where.dialog || (where.popup && press.key === 'Escape')) return { action: null, last: null };
  const plain = !press.ctrlKey && !press.metaKey;
  const second = plain && !press.shiftKey ? twice[press.key] : undefined;
  if (second) return again(press, last) ? { action: second, last: null } : { action: null, last: { key: press.key, at: press.timeStamp } };
  return { action: plain ? alone(press, where) : withControl(press), last: null };
}

/** Part of a character that is being composed, or made with AltGr or Alt. */
const isText = (press: Press): boolean => press.isComposing || press.keyCode === 229 || press.altGraph || press.altKey;
const again = (press: Press, last: Last | null): boolean => last?.key === press.key && press.timeStamp - last.at <= twiceWithin;

function alone(press: Press, { typing }: Where): Action | null {
  if (press.key === 'F6') return { do: press.shiftKey ? 'previousZone' : 'nextZone' };
  if (once[press.key] && !press.shiftKey) return once[press.key] ?? null;
  return typing ? null : (letters[latin(press)] ?? null);
}

function withControl(press: Press): Action | null {
  if (press.key === 'Enter' && !press.shiftKey) return { do: 'submit' };
  const digit = /^Digit([1-9])$/.exec(press.code)?.[1];
  return press.shiftKey && press.ctrlKey && digit ? { do: 'jump', to: Number(digit) } : null;
}

/** The letter, or on a layout without Latin letters the one that stands at its place. */
function latin({ key, code }: Press): string {
  if (/^[a-z?]$/i.test(key)) return key.toLowerCase();
  return key.length === 1 && key > '\u007f' ? (/^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? '') : '';
}
