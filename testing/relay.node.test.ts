import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { at } from '@patchbay/base/test/repository.ts';
import { passFor, relayOf } from '@patchbay/server/relay.node.ts';
import { freePort } from '@patchbay/supervisor/port.node.ts';
import { expect, test } from 'vitest';

const urls = 'turn:turn.example:3478, turns:turn.example:443?transport=tcp';

test('[VO142] a TURN server is named with its secret, or not at all', () => {
  expect(relayOf({})).toBeNull();
  expect(relayOf({ PATCHBAY_TURN_URLS: urls, PATCHBAY_TURN_SECRET: 's' })).toEqual({
    urls: ['turn:turn.example:3478', 'turns:turn.example:443?transport=tcp'],
    secret: 's',
  });
  for (const env of [
    { PATCHBAY_TURN_URLS: urls },
    { PATCHBAY_TURN_SECRET: 's' },
    { PATCHBAY_TURN_URLS: 'http://x', PATCHBAY_TURN_SECRET: 's' },
  ])
    expect(() => relayOf(env)).toThrow(/PATCHBAY_TURN_URLS/);
});

test('[VO142] a pass names its end and its owner, and is signed with the secret', () => {
  const pass = passFor({ urls: ['turn:a'], secret: 'north' }, 'demo.anna', 1_700_000_000_000);
  expect(pass).toEqual({ urls: ['turn:a'], username: '1700043200:demo.anna', credential: '41sAgYhG9zF7p5sao1CadH/nH1w=' });
});

test.skipIf(!existsSync('/usr/bin/turnserver'))(
  '[VO142] coturn, set up as docs/voice.md says, takes our passes, and neither forged nor old ones',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'patchbay-turn-'));
    const port = await freePort();
    const said = /```turnserver\n([\s\S]+?)```/.exec(readFileSync(at('docs/voice.md'), 'utf8'))?.[1] ?? '';
    const file = said
      .replaceAll('192.0.2.10', '127.0.0.1')
      .replace('=3478', `=${port}`)
      .replace('=SECRET', '=north')
      .replaceAll(/^(cert|pkey|tls-listening-port)=.*$/gm, '')
      .replaceAll('/var/lib/turn', folder);
    writeFileSync(join(folder, 'turn.conf'), `${file}\nno-tls\nno-dtls\npidfile=${folder}/pid\n`);
    const server = spawn('/usr/bin/turnserver', ['-c', join(folder, 'turn.conf'), '-l', 'stdout'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(server, 'exit');
    try {
      const relay = { urls: [`turn:127.0.0.1:${port}`], secret: 'north' };
      const asks = ({ username, credential }: { username: string; credential: string }) => {
        const { stdout, stderr } = spawnSync(
          '/usr/bin/turnutils_uclient',
          ['-v', '-n', '1', '-m', '1', '-e', '127.0.0.1', '-u', username, '-w', credential, '-p', String(port), '127.0.0.1'],
          { encoding: 'utf8', timeout: 3000 },
        );
        return /allocate response received: *\n?.*success|allocate.*success/i.test(stdout + stderr);
      };
      const good = passFor(relay, 'demo.anna', Date.now());
      await expect.poll(() => asks(good)).toBe(true);
      expect([asks({ ...good, username: `9${good.username}` }), asks(passFor(relay, 'demo.anna', 0))]).toEqual([false, false]);
    } finally {
      server.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
