import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@patchbay/supervisor/port.node.ts';
import { invite } from '@patchbay/voice/test/phrases.ts';
import { pause, recv, SDP, send } from '@patchbay/voice/test/sipp.ts';
import { acks, answered, leaves } from '@patchbay/voice/test/steps.ts';

/** How long each caller listens to the music, and for how long callers come at one rate. */
const listens = 1000;
const lasts = 4;
const rates = [5, 8, 12, 16, 20, 25, 30, 40, 50, 65, 80, 100, 130, 160, 200, 300, 400, 600, 800, 1200];

const caller = [
  send(invite(), SDP, 'retrans="500"'),
  recv('response="100"', 'optional="true"'),
  recv('response="180"', 'optional="true"'),
  answered(),
  acks(),
  pause(listens),
  ...leaves(2),
];

/** So many callers a second, for some seconds: whether each was answered and left, and nothing had to be said twice. */
export async function areClean(rate: number, to: number, number: string, seconds = lasts): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-rate-'));
  try {
    writeFileSync(
      join(folder, 's.xml'),
      `<?xml version="1.0" encoding="ISO-8859-1"?>\n<scenario name="s">\n${caller.join('\n')}\n</scenario>\n`,
    );
    const calls = Math.round(rate * seconds);
    const code = await sipp(folder, [
      ...[`127.0.0.1:${to}`, '-sf', 's.xml', '-s', number, '-p', String(await freePort())],
      ...['-r', String(rate), '-m', String(calls), '-l', String(calls), '-timeout', '60', '-trace_stat', '-recv_timeout', '20000'],
    ]).ended;
    return code === 0 && repeated(folder) === 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What sipp counts at its end. */
function repeated(folder: string): number {
  const file = readdirSync(folder).find((name) => name.endsWith('.csv'));
  const [names = [], ...rows] = readFileSync(join(folder, file ?? ''), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(';'));
  return Number(rows.at(-1)?.[names.indexOf('Retransmissions(C)')] ?? Number.NaN);
}

/** The highest rate at which all is clean: tried upwards until it is not, twice. */
export async function cleanRate(to: number, number: string): Promise<number> {
  let best = 0;
  for (const rate of rates) {
    if (!(await areClean(rate, to, number)) && !(await areClean(rate, to, number))) return best;
    best = rate;
  }
  return best;
}

/** The same, between two sipps: what they can do at most. */
export async function sippLimit(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-rate-'));
  const port = await freePort();
  const other = sipp(folder, ['-sn', 'uas', '-p', String(port)]);
  try {
    return await cleanRate(port, 'service');
  } finally {
    other.stop();
    await other.ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

function sipp(folder: string, args: readonly string[]) {
  const child = spawn('sipp', [...args, '-i', '127.0.0.1', '-mi', '127.0.0.1', '-nostdin'], { cwd: folder, stdio: 'ignore' });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  return { ended, stop: () => child.kill('SIGKILL') };
}
