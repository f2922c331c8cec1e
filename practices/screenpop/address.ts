import { templateOf } from '@patchbay/configuration/address.ts';

/** What is known for the variables of an address, by their first and second name. Nothing secure is ever here. [SP2] */
export type Known = Readonly<Record<string, Readonly<Record<string, string | null | undefined>>>>;

const longest = 256;

/** An address with its variables filled in, each encoded; what is not known is empty. Null: it is no address. [SP2] */
export function filled(address: string, known: Known): string | null {
  const template = templateOf(address);
  if (!template) return null;
  const pieces = template.pieces.map((piece) => (typeof piece === 'string' ? piece : encoded(known[piece.of]?.[piece.field] ?? '')));
  return new URL(template.origin + pieces.join('')).href;
}

/** Cut, encoded, and never only dots: those would be a step in a path. */
function encoded(value: string): string {
  const text = [...value.trim().toWellFormed()].slice(0, longest).join('');
  return /^\.+$/.test(text) ? '' : encodeURIComponent(text);
}
