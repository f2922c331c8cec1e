/** What is known in a conversation, for the variables of a text. Empty: it is known that there is nothing. */
export interface Known {
  readonly customer: { readonly name: string; readonly email: string; readonly phone: string };
  readonly agent: { readonly name: string };
  readonly queue: { readonly label: string };
  /** What the customer filled in, by field. */
  readonly form: Readonly<Record<string, string>>;
}
/** A piece of a filled text: plain, or the name of a variable that nothing is known of. */
export interface Piece {
  readonly text: string;
  readonly open: boolean;
}

/** {customer.firstName}, and the short %F and %L that Bright Pattern has. Other braces are plain text. */
const variable = /\{(?:customer|agent|queue|form)\.[\w-]+\}|%[FL](?![\w%])/g;
/** What is left open: the short ones are always known. */
const left = /\{(?:customer|agent|queue|form)\.[\w-]+\}/;
const short: Readonly<Record<string, string>> = { '%F': '{customer.firstName}', '%L': '{customer.lastName}' };

const nothing = '\uE000'; // of the private use area: no text has it

/** Fills in a text: an empty variable takes the blank beside it along, one that we do not know stays and is pointed at. [CN3] [CN4] */
export function fill(text: string, known: Known): string {
  const marked = text.replaceAll(nothing, '').replaceAll(variable, (name) => {
    const full = short[name] ?? name;
    const value = valueOf(full, known);
    return value === undefined ? full : value || nothing;
  });
  return marked
    .replaceAll(new RegExp(`[,;]?[ \\t]*${nothing}(?=[ \\t]*(?:[.;:!?)]|$))`, 'gm'), '')
    .replaceAll(new RegExp(`[ \\t]*${nothing}(?=[ \\t]*,)`, 'g'), '')
    .replaceAll(new RegExp(`${nothing}[ \\t]*`, 'g'), '');
}

/** The variables that a text still has: whoever reads it would see their names. [CN4] */
export const openIn = (text: string): readonly string[] => [...new Set(text.match(new RegExp(left.source, 'g')) ?? [])];

/** Where the first of them stands, so that it can be selected. */
export function firstOpen(text: string): { readonly from: number; readonly to: number } | null {
  const found = left.exec(text);
  return found && { from: found.index, to: found.index + found[0].length };
}

/** A text cut where open variables begin and end, to be drawn. */
export function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(new RegExp(left.source, 'g'))) {
    if (match.index > from) pieces.push({ text: text.slice(from, match.index), open: false });
    pieces.push({ text: match[0], open: true });
    from = match.index + match[0].length;
  }
  return from < text.length ? [...pieces, { text: text.slice(from), open: false }] : pieces;
}

/** The value of a variable; undefined: there is no such one. */
function valueOf(name: string, { customer, agent, queue, form }: Known): string | undefined {
  const [of = '', field = ''] = name.slice(1, -1).split('.');
  if (of === 'form') return Object.hasOwn(form, field) ? form[field]?.trim() : undefined;
  const all: Readonly<Record<string, string>> = {
    ...prefixed('customer', { ...customer, ...named(customer.name) }),
    ...prefixed('agent', { ...agent, ...named(agent.name) }),
    ...prefixed('queue', queue),
  };
  return all[`${of}.${field}`]?.trim();
}

const prefixed = (of: string, values: object): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(values).map(([field, value]) => [`${of}.${field}`, String(value)]));

/** The last word is the last name; who has one name has it as first name. */
function named(name: string): { readonly firstName: string; readonly lastName: string } {
  const words = name.trim().split(/\s+/);
  return {
    firstName: words.length > 1 ? words.slice(0, -1).join(' ') : (words[0] ?? ''),
    lastName: words.length > 1 ? (words.at(-1) ?? '') : '',
  };
}
