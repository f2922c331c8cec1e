/** A variable of an address, such as `{data.order}`. */
export interface AddressVariable {
  readonly of: string;
  readonly field: string;
}
/** An address with places for variables; its origin is fixed, so that no value can lead elsewhere. */
export interface AddressTemplate {
  readonly origin: string;
  /** What follows the origin, in order. */
  readonly pieces: readonly (string | AddressVariable)[];
}

const shape = /^(https?:\/\/[^/?#{}\\\s]+)((?:[/?#][^\\\s]*)?)$/;
const variable = /\{([a-z]+)\.([\w-]+)\}/;

/** Reads an address template; null: it is none. Variables stand only behind the origin; braces stand only around variables. */
export function templateOf(text: string): AddressTemplate | null {
  const [, origin = '', rest = ''] = shape.exec(text) ?? [];
  if (!URL.canParse(origin) || new URL(origin).origin !== origin) return null;
  const parts = rest.split(new RegExp(variable.source, 'g'));
  const pieces = parts.flatMap((part, n): readonly (string | AddressVariable)[] => {
    if (n % 3 === 0) return part ? [part] : [];
    return n % 3 === 1 ? [{ of: part, field: parts[n + 1] ?? '' }] : [];
  });
  return pieces.some((piece) => typeof piece === 'string' && /[{}]/.test(piece)) ? null : { origin, pieces };
}

/** What an address can name beside the case data of its queue. */
export const addressFields = {
  contact: ['id', 'name', 'email', 'phone', 'language'],
  interaction: ['id', 'channel', 'queue', 'page', 'subject'],
  agent: ['id', 'name'],
} as const;

/** What is wrong with the variables of an address in a queue with this case data; each in plain words. */
export function strangeVariables(
  { pieces }: AddressTemplate,
  data: readonly { readonly key: string; readonly secure: boolean }[],
): readonly string[] {
  return pieces.flatMap((piece) => {
    if (typeof piece === 'string') return [];
    const { of, field } = piece;
    const known: readonly string[] = Object.hasOwn(addressFields, of) ? addressFields[of as keyof typeof addressFields] : [];
    if (of !== 'data') return known.includes(field) ? [] : [`There is no variable {${of}.${field}}.`];
    const one = data.find(({ key }) => key === field);
    if (!one) return [`This queue has no variable "${field}" in its case data.`];
    return one.secure ? [`The secure variable "${field}" is never put into an address.`] : [];
  });
}
