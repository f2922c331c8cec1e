/** What a key or the palette can ask for. */
export const commands = {
  palette: { keys: 'Ctrl+K' },
  accept: { keys: 'F2' },
  decline: { keys: 'Escape Escape', twice: true },
  end: { keys: 'F9 F9', twice: true },
  mute: { keys: 'F8' },
  hold: { keys: 'F4' },
  submit: { keys: 'Ctrl+Enter' },
  reply: { keys: 'r' },
  replyAll: { keys: 'a' },
  forward: { keys: 'f' },
  wrapUp: { keys: 'e' },
  turn: { keys: 'n' },
  next: { keys: 'j' },
  previous: { keys: 'k' },
  jump: { keys: 'Ctrl+Shift+1' },
  unread: { keys: 'Ctrl+K Ctrl+U' },
  ready: { keys: 'Ctrl+K Ctrl+R' },
  notReady: { keys: 'Ctrl+K Ctrl+N' },
  find: { keys: '/' },
  zones: { keys: 'F6' },
  zonesBack: { keys: 'Shift+F6' },
  context: { keys: 'Ctrl+K Ctrl+I' },
  list: { keys: 'Ctrl+K Ctrl+B' },
  hand: { keys: 'Ctrl+K Ctrl+T' },
  consult: { keys: 'Ctrl+K Ctrl+C' },
  conference: { keys: 'Ctrl+K Ctrl+M' },
  dial: { keys: 'Ctrl+K Ctrl+D' },
  quality: { keys: 'Ctrl+K Ctrl+G' },
  followUp: { keys: 'Ctrl+K Ctrl+F' },
  undo: { keys: 'Ctrl+K Ctrl+Z' },
  work: { keys: 'g w' },
  queues: { keys: 'g q' },
  contacts: { keys: 'g c' },
  messages: { keys: 'g m' },
  mails: { keys: 'g e' },
  cases: { keys: 'g a' },
  team: { keys: 'g s' },
  day: { keys: 'g d' },
  settings: { keys: 'g t' },
  mini: { keys: 'Ctrl+K Ctrl+O' },
  help: { keys: 'F1' },
} as const satisfies Readonly<Record<string, { readonly keys: string; readonly twice?: true }>>;
export type CommandId = keyof typeof commands;
export const commandIds = Object.keys(commands) as readonly CommandId[];

/** Which keys do what: strokes with a space between them, by command; empty: none. */
export type Keymap = Readonly<Record<CommandId, string>>;

/** The keys of an agent: as the desktop has them, unless they chose others. [DT63] */
export const keymapOf = (chosen: Readonly<Record<string, string>>): Keymap =>
  Object.fromEntries(commandIds.map((id) => [id, chosen[id] ?? commands[id].keys])) as Keymap;

/** Why a command cannot have these keys. */
export type Objection = { readonly is: 'reserved' | 'alt' | 'twice' | 'long' | 'edits' } | { readonly is: 'taken'; readonly by: CommandId };

const ofBrowser = /^(F3|F5|F7|F11|F12|Ctrl\+Space|Ctrl\+Shift\+[NTWIJCBOAPRSKM]|Ctrl\+(Tab|F4))$/;
/** What moves the focus, writes and edits is not ours to take. */
const ofText = /^(Shift\+)?(Tab|Enter|Space|Backspace|Delete|Home|End|PageUp|PageDown|Arrow\w+)$|^Ctrl\+[A-JL-Z]$/;

/** Why this command cannot have these keys beside the others; null: it can. Destructive ones take two presses of one key. [DT63] */
export function objection(id: CommandId, keys: string, map: Keymap): Objection | null {
  const strokes = keys.split(' ').filter(Boolean);
  const [first = '', second] = strokes;
  if (!first) return null;
  if (strokes.length > 2) return { is: 'long' };
  if (strokes.some((stroke) => /\bAlt\+/.test(stroke))) return { is: 'alt' };
  if (ofBrowser.test(first)) return { is: 'reserved' };
  if (ofText.test(first)) return { is: 'edits' };
  if ('twice' in commands[id] && first !== second) return { is: 'twice' };
  const by = commandIds.find((other) => other !== id && collides(keys, map[other], { id, other }));
  return by ? { is: 'taken', by } : null;
}

/** The same keys, or one that is over before the other has begun; the palette waits for what follows its own. */
function collides(a: string, b: string, of: { readonly id: CommandId; readonly other: CommandId }): boolean {
  if (!a || !b) return false;
  if (a === b) return true;
  if (b.startsWith(`${a} `)) return of.id !== 'palette';
  return a.startsWith(`${b} `) && of.other !== 'palette';
}

/** How keys are written on the screen. */
export const drawn = (keys: string): string =>
  keys
    .replaceAll('Escape', 'Esc')
    .replace(/(^| )([a-z])(?= |$)/g, (_, before: string, letter: string) => before + letter.toUpperCase())
    .replace('Ctrl+Shift+1', 'Ctrl+Shift+1…9');
