import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { clamd } from './scanner.node.ts';

const folder = mkdtempSync(join(tmpdir(), 'patchbay-scanner-'));
const file = join(folder, 'file');
const content = Buffer.alloc(200_000, 7);
writeFileSync(file, content);
const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true });
});

/** Something that listens as clamd does, keeps what it is sent, and answers as told. */
async function listening(answer: (content: Buffer) => string | null, at: { path?: string } = {}) {
  const server = createServer((socket) => {
    let bytes = Buffer.alloc(0);
    socket.on('error', () => undefined); // the client leaves when it has heard enough
    socket.on('data', (data: Buffer) => {
      bytes = Buffer.concat([bytes, data]);
      const sent = contentOf(bytes);
      const said = sent && answer(sent);
      if (said) socket.end(said);
    });
  });
  servers.push(server);
  await new Promise<void>((ready) => (at.path ? server.listen(at.path, ready) : server.listen(0, '127.0.0.1', ready)));
  const address = server.address();
  return at.path ? { path: at.path } : { host: '127.0.0.1', port: typeof address === 'object' && address ? address.port : 0 };
}

/** What was sent by INSTREAM, once it is whole. */
function contentOf(bytes: Buffer): Buffer | null {
  if (!bytes.toString('latin1').startsWith('zINSTREAM\0')) return null;
  const parts: Buffer[] = [];
  for (let at = 10; at + 4 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    if (length === 0) return Buffer.concat(parts);
    parts.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}

describe('[FI6] clamd', () => {
  test('gets every byte, over a port and over a socket, and what it says counts', async () => {
    for (const at of [{}, { path: join(folder, 'clamd.ctl') }]) {
      let seen: Buffer | null = null;
      const place = await listening((bytes) => {
        seen = bytes;
        return 'stream: OK\0';
      }, at);
      expect(await clamd(place).scan(file)).toBe('clean');
      expect(content.equals(seen ?? Buffer.alloc(0))).toBe(true);
    }
    expect(await clamd(await listening(() => 'stream: Eicar-Signature FOUND\0')).scan(file)).toBe('infected');
  });
  test.each([
    ['INSTREAM size limit exceeded. ERROR\0', 'refused'],
    ['', 'tooSlow'],
    ['stream: OK FOUND OK\0', 'refused'],
  ])('that answers %j is no answer: %s', async (said, reason) => {
    await expect(clamd(await listening(() => said || null), 200).scan(file)).rejects.toMatchObject({ reason });
  });
  test('that is not there is a failure, not a clean file', async () => {
    await expect(clamd({ path: join(folder, 'nobody.ctl') }).scan(file)).rejects.toMatchObject({ reason: 'unreachable' });
  });
});
