/** One thing that happened in a desktop. */
export interface Entry {
  readonly at: number;
  readonly kind: Kind;
  readonly text: string;
}
export type Kind = 'request' | 'frame' | 'line' | 'page' | 'error';

/** How much is remembered. [LG1] */
export const most = { entries: 1000, ms: 30 * 60_000, text: 300 } as const;

/** The book with one more entry, without what is too old or too much. [LG1] */
export const noted = (book: readonly Entry[], entry: Entry): readonly Entry[] =>
  [...book, { ...entry, text: entry.text.slice(0, most.text) }].filter(({ at }) => at > entry.at - most.ms).slice(-most.entries);

/** An answer to a request, without what was asked with and what came. */
export interface Answered {
  readonly method: string;
  readonly path: string;
  /** The kind of command. */
  readonly command: string | null;
  /** null: not reached. */
  readonly status: number | null;
  readonly ms: number;
  readonly code: string | null;
}

/** A request in one line: its query and body are not in it. [LG2] */
export const requestLine = ({ method, path, command, status, ms, code }: Answered): string =>
  [
    method,
    path.replace(/[?#].*$/s, ''),
    command && /^\w{1,40}$/.test(command) ? command : null,
    status ?? 'unreached',
    `${Math.round(ms)} ms`,
    code,
  ]
    .filter((part) => part !== null)
    .join(' ');

/** A frame in one line: what it is about, not what it says; null: not worth a line. [LG2] */
export function frameLine(frame: { readonly f: string; readonly [field: string]: unknown }): string | null {
  if (!['snapshot', 'resumed', 'subject', 'events', 'ending', 'signedOut'].includes(frame.f)) return null;
  const { kind, id, from, to, version, why } = frame;
  return [frame.f, kind, id, from, to, version, why].filter((part) => typeof part === 'string' || typeof part === 'number').join(' ');
}

/** An error by its name, what it says without anything personal, and where it came from. [LG2] */
export function errorLine(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const where = [...(error.stack ?? '').matchAll(/\/([\w.-]+\.(?:js|tsx?)):(\d+):(\d+)/g)]
    .slice(0, 4)
    .map(([, file, line, column]) => `${file}:${line}:${column}`);
  return [`${error.name}: ${masked(error.message)}`, ...where].join(' ');
}

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/** A text without what may be somebody's: what stands in quotes, addresses, tokens, long numbers. Ids of ours stay. [LG2] */
export const masked = (text: string): string =>
  text
    .replace(/(["'`“„«‘]).*(["'`”“»’])/gs, '…')
    .split(new RegExp(`(${uuid.source})`, 'i'))
    .map((part) => (uuid.test(part) ? part : hidden(part)))
    .join('');

const hidden = (text: string): string =>
  text
    .replace(/[^\s@<>]+@[^\s@<>]+/g, '•@•')
    .replace(/[\w-]{24,}(?:\.[\w-]+)*/g, '•')
    .replace(/\+?\d(?:[\s./()-]?\d){3,}/g, '•');
