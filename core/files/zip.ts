import type { Format } from './file.ts';

/** One file inside a zip, as its central directory tells (APPNOTE 6.3.10, section 4.3.12). */
export interface Packed {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly unpacked: number;
  /** Where its bytes begin in the archive. */
  readonly from: number;
}
/** Why an archive is not taken. */
export type BadZip = 'broken' | 'bomb' | 'macros';

const [mostEntries, mostUnpacked, mostRatio] = [5000, 250 * 1024 * 1024, 150];
const [endMark, entryMark, localMark] = [0x06054b50, 0x02014b50, 0x04034b50];

/**
 * Reads the table of an archive that is nothing else: it begins with its first file and ends with its table, and no two files share bytes.
 * What would unpack to too much is a bomb, whatever it contains. [FI4]
 */
export function entriesOf(bytes: Uint8Array): readonly Packed[] | BadZip {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(view);
  if (end === undefined || view.byteLength < 22 || view.getUint32(0, true) !== localMark) return 'broken';
  const count = view.getUint16(end + 10, true);
  const table = view.getUint32(end + 16, true);
  if (count > mostEntries) return 'bomb';
  if (count === 0 || table + view.getUint32(end + 12, true) !== end) return 'broken'; // something before, after or between: two files in one
  const entries = read(view, { at: table, end, count });
  if (!entries) return 'broken';
  return bad(entries, bytes.length) ?? entries;
}

function bad(entries: readonly Packed[], size: number): BadZip | undefined {
  const sum = (of: (entry: Packed) => number) => entries.reduce((all, entry) => all + of(entry), 0);
  const unpacked = sum((e) => e.unpacked);
  if (unpacked > mostUnpacked || unpacked > size * mostRatio || sum((e) => e.packed) > size) return 'bomb';
  const sorted = entries.toSorted((a, b) => a.from - b.from);
  if (sorted.some((entry, n) => entry.from + entry.packed > (sorted[n + 1]?.from ?? size))) return 'bomb';
  return entries.some(({ name }) => /(^|\/)(vbaProject\.bin|Basic\/|Scripts\/)/i.test(name)) ? 'macros' : undefined;
}

/** The kind of document an archive is by what must lie in it; null: none that we know. */
export function documentIn(entries: readonly Packed[], textOf: (entry: Packed) => string): Format | null {
  const has = (name: string) => entries.some((entry) => entry.name === name);
  if (has('[Content_Types].xml'))
    return has('word/document.xml') ? 'docx' : has('xl/workbook.xml') ? 'xlsx' : has('ppt/presentation.xml') ? 'pptx' : null;
  const [first] = entries;
  if (first?.name !== 'mimetype' || first.method !== 0 || first.unpacked > 100) return null;
  return opened[textOf(first)] ?? null;
}
const opened: Readonly<Record<string, Format>> = {
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'application/vnd.oasis.opendocument.presentation': 'odp',
};

/** Where the record at the end begins: its comment must reach exactly to the end of the archive. */
function endOf(view: DataView): number | undefined {
  const lowest = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= lowest; at--)
    if (view.getUint32(at, true) === endMark && at + 22 + view.getUint16(at + 20, true) === view.byteLength) return at;
  return undefined;
}

function read(view: DataView, { at, end, count }: { at: number; end: number; count: number }): readonly Packed[] | undefined {
  const entries: Packed[] = [];
  for (let n = 0; n < count; n++) {
    if (at + 46 > end || view.getUint32(at, true) !== entryMark) return undefined;
    const [name, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true)) as [number, number, number];
    const local = view.getUint32(at + 42, true);
    if (at + 46 + name > end || local + 30 > end || view.getUint32(local, true) !== localMark) return undefined;
    entries.push({
      name: new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + at + 46, name)),
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      unpacked: view.getUint32(at + 24, true),
      from: local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true),
    });
    at += 46 + name + extra + comment;
  }
  return at === end ? entries : undefined;
}
