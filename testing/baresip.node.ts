import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@patchbay/supervisor/port.node.ts';
import { loudness, TONES } from '@patchbay/voice/test/tones.ts';

/** Whether there is no baresip here: then its tests are skipped, by name. */
export const noBaresip = !existsSync('/usr/bin/baresip');

/** Who it is at the edge, how it comes there, and the tone it speaks; `answers`: it lifts by itself. */
export interface BaresipOptions {
  readonly edge: number;
  readonly transport: 'udp' | 'tls';
  readonly user: string;
  readonly password: string;
  readonly tone: number;
  readonly answers?: boolean;
}
/** A real phone, though of software. */
export interface Baresip {
  readonly calls: (number: string) => Promise<void>;
  readonly hangsUp: () => Promise<void>;
  /** What it has said about itself. */
  readonly log: () => string;
  /** The last tones that it heard, as it writes them down. */
  readonly heard: () => readonly number[];
  readonly close: () => Promise<void>;
}

/** Starts one; by TLS it takes nothing but SRTP. */
export async function openBaresip({ edge, transport, user, password, tone, answers = false }: BaresipOptions): Promise<Baresip> {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-baresip-'));
  const [control, port] = [await freePort(), await freePort()];
  mkdirSync(join(folder, 'sounds'));
  writeFileSync(join(folder, 'config'), config({ folder, control, port, tone }));
  const secure = transport === 'tls' ? ';mediaenc=srtp-mand' : '';
  writeFileSync(
    join(folder, 'accounts'),
    `<sip:${user}@patchbay;transport=${transport}>;outbound="sip:127.0.0.1:${edge};transport=${transport}";auth_user=${user};auth_pass=${password};regint=60;audio_codecs=PCMA;dtmfmode=rtpevent${answers ? ';answermode=auto' : ''}${secure}\n`,
  );
  writeFileSync(join(folder, 'contacts'), '');
  const child = spawn('/usr/bin/baresip', ['-f', folder], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  let log = '';
  for (const out of [child.stdout, child.stderr]) out.on('data', (data) => (log += String(data)));
  return {
    calls: (number) => says(control, 'dial', `sip:${number}@patchbay`),
    hangsUp: () => says(control, 'hangup'),
    log: () => log,
    heard: () => tonesIn(folder),
    close: async () => {
      child.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const config = ({ folder, control, port, tone }: Readonly<Record<'control' | 'port' | 'tone', number>> & { readonly folder: string }) => `
poll_method epoll
sip_listen 127.0.0.1:${port}
audio_player aubridge,player
audio_source ausine,${tone}
audio_alert aubridge,alert
ausrc_srate 48000
auplay_srate 48000
ausrc_channels 2
auplay_channels 2
audio_level no
statmode_default off
rtp_timeout 0
call_local_timeout 120
snd_path ${folder}/sounds
module_path /usr/lib/baresip/modules
module g711.so
module srtp.so
module ausine.so
module aubridge.so
module sndfile.so
module_tmp account.so
module_app menu.so
module ctrl_tcp.so
ctrl_tcp_listen 127.0.0.1:${control}
`;

/** An order, as a netstring of JSON; resolves with its answer. */
function says(port: number, command: string, params = ''): Promise<void> {
  const message = JSON.stringify({ command, params });
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${message.length}:${message},`));
    socket.once('error', reject);
    socket.on('data', (data) => {
      if (!String(data).includes('"response":true')) return;
      socket.end();
      resolve();
    });
  });
}

/** The last tones that baresip wrote down, a quarter of a second long, at 8000 samples a second. */
function tonesIn(folder: string): readonly number[] {
  const file = readdirSync(join(folder, 'sounds')).find((name) => name.endsWith('-dec.wav'));
  if (!file) return [];
  const wave = readFileSync(join(folder, 'sounds', file));
  const [channels, rate] = [wave.readUInt16LE(22), wave.readUInt32LE(24)];
  const all = Math.floor((wave.length - 44) / (2 * channels));
  const step = rate / 8000;
  const quarters = Math.floor(all / (rate / 4));
  const tones = (quarter: number) => {
    const at = (n: number) => Math.floor((quarter * rate) / 4 + n * step);
    const samples = Array.from({ length: 2000 }, (_, n) => wave.readInt16LE(44 + 2 * channels * at(n)));
    return TONES.filter((tone) => loudness(samples, tone) > 800);
  };
  return Array.from({ length: quarters }, (_, n) => tones(quarters - 1 - n)).find((heard) => heard.length > 0) ?? [];
}
