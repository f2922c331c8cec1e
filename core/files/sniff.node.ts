import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { type Refusal, refuse } from '@patchbay/base/decision.ts';
import { fileTypeFromBuffer } from 'file-type';
import { type Format, formats } from './file.ts';
import { type BadZip, documentIn, entriesOf, type Packed } from './zip.ts';

const inflate = promisify(inflateRaw);
const headBytes = 4100;
const badZips: Readonly<Record<BadZip, string>> = { broken: 'files.notAsNamed', bomb: 'files.bomb', macros: 'files.macros' };

/** What content is, by its bytes alone; null: nothing we know. What is two things at once is refused. [FI3] [FI4] */
export async function formatOf(bytes: Buffer): Promise<Format | null | Refusal> {
  if (bytes.length === 0) return refuse('files.empty');
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return inZip(bytes);
  const found = await fileTypeFromBuffer(bytes.subarray(0, headBytes));
  if (!found) return isText(bytes) ? 'txt' : null;
  const format = (Object.keys(formats) as Format[]).find((one) => formats[one].type === found.mime) ?? null;
  return format === 'pdf' ? onlyPdf(bytes) : format;
}

/** A PDF that begins later, or ends as an archive, is something else to other programs. */
function onlyPdf(bytes: Buffer): Format | Refusal {
  const archive = bytes.subarray(-66_000).includes('PK\u0005\u0006', 0, 'latin1');
  return bytes.subarray(0, 5).toString('latin1') === '%PDF-' && !archive ? 'pdf' : refuse('files.notAsNamed');
}

async function inZip(bytes: Buffer): Promise<Format | null | Refusal> {
  const entries = entriesOf(bytes);
  if (typeof entries === 'string') return refuse(badZips[entries]);
  const lying = await unpacksToMore(bytes, entries);
  if (lying) return refuse(badZips[lying]);
  return documentIn(entries, (entry) => bytes.subarray(entry.from, entry.from + entry.packed).toString('latin1'));
}

/** Whether a file inside unpacks to more than it says. */
async function unpacksToMore(bytes: Buffer, entries: readonly Packed[]): Promise<BadZip | undefined> {
  for (const { method, from, packed, unpacked } of entries) {
    if (method === 0 && packed === unpacked) continue;
    if (method !== 8) return 'broken';
    try {
      await inflate(bytes.subarray(from, from + packed), { maxOutputLength: Math.max(unpacked, 1) });
    } catch (error) {
      return (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? 'bomb' : 'broken';
    }
  }
  return undefined;
}

/** No byte that no text has. */
const isText = (bytes: Buffer): boolean =>
  bytes.every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d || byte === 0x0c);
