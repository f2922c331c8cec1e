/** One file to be put into an archive; the sizes may lie. */
export interface Inside {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly method?: 0 | 8;
  readonly unpacked?: number;
  /** Where it says its bytes are; made from the order if left out. */
  readonly local?: number;
}

/** An archive as APPNOTE 6.3.10 describes it, honest or not. */
export function zipOf(files: readonly Inside[], { before = 0, comment = 0 } = {}): Uint8Array {
  const parts: Uint8Array[] = [new Uint8Array(before)];
  const table: Uint8Array[] = [];
  let at = before;
  for (const { name, bytes, method = 0, unpacked = bytes.length, local = at } of files) {
    const title = new TextEncoder().encode(name);
    const common = [...two(method), ...zeros(8), ...four(bytes.length), ...four(unpacked), ...two(title.length), ...two(0)];
    parts.push(Uint8Array.from([...four(0x04034b50), ...zeros(4), ...common, ...title]), bytes);
    table.push(Uint8Array.from([...four(0x02014b50), ...zeros(6), ...common, ...zeros(10), ...four(local), ...title]));
    at += 30 + title.length + bytes.length;
  }
  const size = table.reduce((sum, one) => sum + one.length, 0);
  const end = [...four(0x06054b50), ...zeros(4), ...two(files.length), ...two(files.length), ...four(size), ...four(at), ...two(comment)];
  return joined([...parts, ...table, Uint8Array.from([...end, ...zeros(comment)])]);
}

/** The files that make an archive a document of this kind. */
export const documents = {
  docx: ['[Content_Types].xml', 'word/document.xml'],
  xlsx: ['[Content_Types].xml', 'xl/workbook.xml'],
  pptx: ['[Content_Types].xml', 'ppt/presentation.xml'],
} as const;
export const some = (text: string): Uint8Array => new TextEncoder().encode(text);
/** A document of this kind with little in it. */
export const documentOf = (kind: keyof typeof documents, more: readonly Inside[] = []): Uint8Array =>
  zipOf([...documents[kind].map((name) => ({ name, bytes: some('<x/>') })), ...more]);

const two = (n: number) => [n & 0xff, (n >> 8) & 0xff];
const four = (n: number) => [...two(n & 0xffff), ...two((n >>> 16) & 0xffff)];
const zeros = (n: number) => Array.from({ length: n }, () => 0);
function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
