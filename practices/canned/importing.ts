import { type Imported, importedSchema } from './own.ts';

/** What a file to be imported holds: what can be taken, and what is wrong with which line. [CN8] */
export interface Preview {
  readonly rows: readonly { readonly line: number; readonly response: Imported }[];
  readonly problems: readonly Flawed[];
}
/** What is wrong with a line; `why` ends the key of a text. */
export interface Flawed {
  readonly line: number;
  readonly why:
    | 'json'
    | 'columns'
    | 'title'
    | 'text'
    | 'shortcut'
    | 'language'
    | 'queues'
    | 'folder'
    | 'twice'
    | 'tooMany'
    | 'quote'
    | 'files';
}

const columns = ['title', 'text', 'shortcut', 'folder', 'language', 'queues'] as const;
const longest = 200;

/** Reads CSV (with a line of headings; comma or semicolon; queues divided by spaces) or JSON (a list, or `{"responses": [...]}`). */
export function previewOf(text: string, known: { readonly queues: readonly string[] }): Preview {
  const clean = text.replace(/^\uFEFF/, '');
  const read = /^\s*[[{]/.test(clean) ? jsonRows(clean) : csvRows(clean);
  if ('why' in read) return { rows: [], problems: [read] };
  const checked = read.slice(0, longest).map(({ line, fields }) => ({ line, ...checkedRow(fields, known.queues) }));
  const rest: readonly Flawed[] = read.length > longest ? [{ line: read[longest]?.line ?? 0, why: 'tooMany' }] : [];
  const first = new Map(checked.toReversed().map((row) => [nameOf(row), row.line]));
  const good = checked.flatMap((row) =>
    row.response && first.get(nameOf(row)) === row.line ? [{ line: row.line, response: row.response }] : [],
  );
  const bad = checked.flatMap((row): readonly Flawed[] => {
    if (!row.response) return [{ line: row.line, why: row.why ?? 'columns' }];
    return first.get(nameOf(row)) === row.line ? [] : [{ line: row.line, why: 'twice' }];
  });
  return { rows: good, problems: [...bad, ...rest].toSorted((a, b) => a.line - b.line) };
}

/** What tells one from another. */
const nameOf = ({ response, line }: { readonly response?: Imported; readonly line: number }): string =>
  response ? `${response.title.toLowerCase()} ${response.language}` : `line ${line}`;

type Row = { readonly line: number; readonly fields: Readonly<Record<string, unknown>> };

function checkedRow(fields: Row['fields'], queues: readonly string[]): { readonly response?: Imported; readonly why?: Flawed['why'] } {
  if (Object.hasOwn(fields, 'files')) return { why: 'files' };
  const parsed = importedSchema.safeParse(fields);
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path[0];
    return { why: columns.find((one) => one === field) ?? 'columns' };
  }
  return parsed.data.queues.every((queue) => queues.includes(queue)) ? { response: parsed.data } : { why: 'queues' };
}

function jsonRows(text: string): readonly Row[] | Flawed {
  try {
    const all = JSON.parse(text) as unknown;
    const list = Array.isArray(all) ? all : (all as { responses?: unknown }).responses;
    if (!Array.isArray(list)) return { line: 1, why: 'json' };
    return list.map((one, n) => ({ line: n + 1, fields: typeof one === 'object' && one !== null ? (one as Row['fields']) : {} }));
  } catch {
    return { line: 1, why: 'json' };
  }
}

function csvRows(text: string): readonly Row[] | Flawed {
  const lines = csvLines(text);
  if ('why' in lines) return lines;
  const [head, ...rest] = lines;
  const names = head?.cells.map((cell) => cell.trim().toLowerCase()) ?? [];
  if (names.includes('files')) return { line: 1, why: 'files' };
  if (!names.includes('title') || !names.includes('text') || names.some((name) => !columns.some((one) => one === name)))
    return { line: 1, why: 'columns' };
  return rest.map(({ line, cells }) => {
    const fields = Object.fromEntries(names.map((name, n) => [name, cells[n] ?? '']));
    return { line, fields: { ...fields, queues: (fields['queues'] ?? '').split(/\s+/).filter(Boolean) } };
  });
}

interface CsvLine {
  readonly line: number;
  readonly cells: readonly string[];
}
/** RFC 4180, with the divider that the first line uses. */
function csvLines(text: string): readonly CsvLine[] | Flawed {
  const divider = /^[^\n,]*;/.test(text) ? ';' : ',';
  const piece = new RegExp(`("(?:[^"]|"")*"|[^"${divider}\\r\\n]*)(${divider}|\\r?\\n|$)`, 'y');
  const lines: CsvLine[] = [];
  for (let line = 1; piece.lastIndex < text.length; ) {
    const cells: string[] = [];
    const begun = line;
    for (let end = divider; end === divider; ) {
      const found = piece.exec(text);
      if (!found) return { line, why: 'quote' };
      cells.push(unquoted(found[1] ?? ''));
      end = found[2] ?? '';
      line += (found[0].match(/\n/g) ?? []).length;
    }
    if (cells.some((one) => one.trim())) lines.push({ line: begun, cells });
  }
  return lines;
}

const unquoted = (cell: string): string => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
