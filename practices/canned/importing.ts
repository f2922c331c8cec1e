import { type Written, writtenSchema } from './own.ts';

/** What a file to be imported holds: what can be taken, and what is wrong with which line. [CN8] */
export interface Preview {
  readonly rows: readonly { readonly line: number; readonly response: Written }[];
  readonly problems: readonly Flawed[];
}
/** What is wrong with a line; `why` ends the key of a text. */
export interface Flawed {
  readonly line: number;
  readonly why: 'json' | 'columns' | 'title' | 'text' | 'shortcut' | 'language' | 'queues' | 'folder' | 'twice' | 'tooMany' | 'quote';
}

const columns = ['title', 'text', 'shortcut', 'folder', 'language', 'queues'] as const;
const longest = 200;

/** Reads CSV (with a line of headings; comma or semicolon; queues divided by spaces) or JSON (a list, or `{"responses": [...]}`). */
export function previewOf(text: string, known: { readonly queues: readonly string[] }): Preview {
  const clean = text.replace(/^\uFEFF/, '');
  const read = /^\s*[[{]/.test(clean) ? jsonRows(clean) : csvRows(clean);
  if ('why' in read) return { rows: [], problems: [read] };
  const checked = read.slice(0, longest).map(({ line, fields }) => ({ line, ...checkedRow(fields, known.queues) }));
  const seen = new Set<string>();
  const rows: { line: number; response: Written }[] = [];
  const problems: Flawed[] = read.length > longest ? [{ line: read[longest]?.line ?? 0, why: 'tooMany' }] : [];
  for (const { line, response, why } of checked) {
    const name = response && `${response.title.toLowerCase()} ${response.language}`;
    if (!response || !name) problems.push({ line, why: why ?? 'text' });
    else if (seen.has(name)) problems.push({ line, why: 'twice' });
    else rows.push({ line, response });
    if (name) seen.add(name);
  }
  return { rows, problems: problems.toSorted((a, b) => a.line - b.line) };
}

type Row = { readonly line: number; readonly fields: Readonly<Record<string, unknown>> };

function checkedRow(fields: Row['fields'], queues: readonly string[]): { readonly response?: Written; readonly why?: Flawed['why'] } {
  const parsed = writtenSchema.safeParse(fields);
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
  const first = text.split('\n', 1)[0] ?? '';
  const divider = first.includes(';') && !first.includes(',') ? ';' : ',';
  const piece = new RegExp(`("(?:[^"]|"")*"|[^"${divider}\\r\\n]*)(${divider}|\\r?\\n|$)`, 'y');
  const lines: CsvLine[] = [];
  let cells: string[] = [];
  for (let line = 1, begun = 1; piece.lastIndex < text.length; ) {
    const found = piece.exec(text);
    if (!found) return { line, why: 'quote' };
    const [, cell = '', end = ''] = found;
    cells.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    line += (cell.match(/\n/g)?.length ?? 0) + (end.includes('\n') ? 1 : 0);
    if (end === divider && piece.lastIndex < text.length) continue;
    if (cells.some((one) => one.trim())) lines.push({ line: begun, cells });
    [cells, begun] = [[], line];
  }
  return lines;
}
