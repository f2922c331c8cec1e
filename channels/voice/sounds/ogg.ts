const FRAME = 960; // 20 ms, counted at 48 kHz as Opus always does
const PER_PAGE = 50;

/** An Ogg file (RFC 3533, RFC 7845) of Opus packets of 20 ms, one channel. */
export function oggOpus(packets: readonly Uint8Array[], skip: number, rate: number): Uint8Array {
  const pages = [page([head(skip, rate)], 0, 0, 2), page([tags()], 0, 1, 0)];
  for (let from = 0; from < packets.length; from += PER_PAGE) {
    const last = from + PER_PAGE >= packets.length;
    const some = packets.slice(from, from + PER_PAGE);
    pages.push(page(some, (from + some.length) * FRAME, pages.length, last ? 4 : 0));
  }
  return joined(pages);
}

const text = (letters: string) => new TextEncoder().encode(letters);

function head(skip: number, rate: number): Uint8Array {
  const bytes = new Uint8Array(19);
  bytes.set(text('OpusHead'));
  bytes.set([1, 1], 8);
  const view = new DataView(bytes.buffer);
  view.setUint16(10, skip, true);
  view.setUint32(12, rate, true);
  return bytes;
}

function tags(): Uint8Array {
  const bytes = new Uint8Array(8 + 4 + 8 + 4);
  bytes.set(text('OpusTags'));
  new DataView(bytes.buffer).setUint32(8, 8, true);
  bytes.set(text('Patchbay'), 12);
  return bytes;
}

function page(packets: readonly Uint8Array[], granule: number, number: number, flags: number): Uint8Array {
  const laces = packets.flatMap(({ length }) => [...Array.from({ length: Math.floor(length / 255) }, () => 255), length % 255]);
  const bytes = joined([new Uint8Array(27), Uint8Array.from(laces), ...packets]);
  const view = new DataView(bytes.buffer);
  bytes.set(text('OggS'));
  bytes[5] = flags;
  view.setBigUint64(6, BigInt(granule), true);
  view.setUint32(14, 0x50_61_74_63, true); // one stream in the file: any number
  view.setUint32(18, number, true);
  bytes[26] = laces.length;
  view.setUint32(22, checksum(bytes), true);
  return bytes;
}

/** The CRC of Ogg: no reflection, starting at nothing. */
function checksum(bytes: Uint8Array): number {
  let sum = 0;
  for (const byte of bytes) {
    sum ^= byte << 24;
    for (let n = 0; n < 8; n += 1) sum = sum & 0x80_00_00_00 ? (sum << 1) ^ 0x04_c1_1d_b7 : sum << 1;
  }
  return sum >>> 0;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
