import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import type { Reply } from './agent.node.ts';

/** A file on its way into a chat. */
export interface Upload {
  /** Missing: it is for a message that is about to be left. */
  readonly interaction?: string | undefined;
  /** For a canned response instead. */
  readonly canned?: 'own' | 'shared';
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The sender's own id of it. */
  readonly id?: string;
}

/** Sends a file as browsers do. */
export async function upload(
  url: string,
  headers: Readonly<Record<string, string>>,
  { interaction, canned, name, bytes, id }: Upload,
): Promise<Reply> {
  const query = new URLSearchParams({ ...(interaction && { interaction }), ...(canned && { canned }), name, id: id ?? randomUUID() });
  const body = new Blob([Uint8Array.from(bytes)]);
  const response = await fetch(`${url}/api/files?${query}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream', ...headers },
    body,
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** A photo of a landscape of two colours as a camera takes it: lying on its side, with the place where it was taken. */
export const photo = (width = 640, height = 480): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#0b6e69' } })
    .composite([{ input: { create: { width, height: Math.round(height / 2), channels: 3, background: '#8ab0ff' } }, gravity: 'north' }])
    .withExif({ IFD0: { Make: 'Camera of Eva', Orientation: '6' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '53/1 33/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();

/** The least that is a PDF. */
export const pdf = (text = 'Hello'): Buffer =>
  Buffer.from(
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]>>endobj\n% ${text}\ntrailer<</Root 1 0 R>>\n%%EOF\n`,
  );
