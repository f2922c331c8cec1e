import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { missing } from '@patchbay/voice/engines/installed.node.ts';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { noteProcess, processOf } from './notes.node.ts';
import { lives } from './process.node.ts';
import { runVoice, type Voice } from './voice.node.ts';
import type { VoiceState } from './voice.ts';
import { setupIn } from './voice-setup.node.ts';

const ENGINES = ['kamailio', 'rtpengine', 'janus'];

describe.skipIf(missing().length > 0)('the engines of calls', () => {
  let folder: string;
  let voice: Voice;
  const said: string[] = [];
  const states: VoiceState[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'patchbay-engines-'));
    chmodSync(folder, 0o711);
    voice = await begin();
  });
  afterAll(async () => {
    await voice.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const begin = () => runVoice({ folder, say: (line) => said.push(line), changed: (state) => states.push(state), every: 100, misses: 2 });
  /** Waits for it: a process number of 0 would be ourselves. */
  const pidOf = (name: string) => vi.waitUntil(() => processOf(folder, name), { timeout: 45_000, interval: 20 });
  const pids = () => Promise.all(ENGINES.map(pidOf));

  test('they start, nothing of them listens outside loopback, and only their own user reads their secrets', async () => {
    await expect.poll(() => voice.state()).toBe('ready');
    expect(states).toEqual(['starting', 'ready']);
    expect((await pids()).every((pid) => lives(pid))).toBe(true);
    const ours = new Set(Object.values(places()).filter((port) => typeof port === 'number'));
    const outside = ['tcp', 'tcp6', 'udp', 'udp6']
      .flatMap(listening)
      .filter(({ address, port }) => ours.has(port) && !/^.{6}7F$/.test(address)); // 127.0.0.0/8: another test may have 127.0.0.2
    expect(outside).toEqual([]);
    expect(['voice/setup.json', 'voice/kamailio.cfg'].map((name) => statSync(join(folder, name)).mode & 0o077)).toEqual([0, 0]);
  });

  test.each(ENGINES)('%s is killed: it is started again at its old place, and that is told', async (name) => {
    const before = await pidOf(name);
    const seen = states.length;
    process.kill(before, 'SIGKILL');
    await expect.poll(() => states.length).toBeGreaterThan(seen);
    expect(await pidOf(name)).not.toBe(before);
    await expect.poll(() => voice.state()).toBe('ready');
    expect(states.slice(seen)[0]).toMatchObject({ reason: expect.stringContaining(`${name} died (killed by SIGKILL)`) });
    expect(states.at(-1)).toBe('ready');
  });

  test('one that lives and does not answer is ended and started anew', async () => {
    const before = await pidOf('janus');
    process.kill(before, 'SIGSTOP');
    await expect.poll(() => said.some((line) => /janus: does not do its work/.test(line))).toBe(true);
    await expect.poll(() => [voice.state(), lives(before)]).toEqual(['ready', false]);
  });

  test('what a killed predecessor left behind is ended; ports and secrets stay', async () => {
    const before = places();
    await voice.stop();
    const left = spawn('sleep', ['600'], { stdio: 'ignore' });
    noteProcess(folder, 'janus', left.pid ?? 0);
    voice = await begin();
    await expect.poll(() => voice.state()).toBe('ready');
    expect([lives(left.pid ?? 0), places()]).toEqual([false, before]);
  });

  test('[VO135] another Patchbay on this machine has other ports for voices, and keeps them', async () => {
    const other = mkdtempSync(join(tmpdir(), 'patchbay-other-'));
    const rangesOf = ({ setup: { places } }: Awaited<ReturnType<typeof setupIn>>) => [places.rtp, places.rooms, places.browsers];
    const first = await setupIn(other, {});
    const ours = places() as unknown as Awaited<ReturnType<typeof setupIn>>['setup']['places'];
    expect(rangesOf(first).some(({ from }) => [ours.rtp, ours.rooms, ours.browsers].some((range) => range.from === from))).toBe(false);
    first.release();
    const again = await setupIn(other, {});
    expect(rangesOf(again)).toEqual(rangesOf(first));
    again.release();
    rmSync(other, { recursive: true, force: true });
  });

  const places = () =>
    (JSON.parse(readFileSync(join(folder, 'voice', 'setup.json'), 'utf8')) as { readonly places: Record<string, unknown> }).places;
});

/** The listening sockets of this machine. */
function listening(protocol: string): readonly { readonly address: string; readonly port: number }[] {
  const lines = readFileSync(`/proc/net/${protocol}`, 'utf8').trim().split('\n').slice(1);
  return lines.map((line) => {
    const [address = '', port = ''] = (line.trim().split(/\s+/)[1] ?? '').split(':');
    return { address, port: Number.parseInt(port, 16) };
  });
}
