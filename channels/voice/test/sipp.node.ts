import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Step } from './sipp.ts';

/** What belongs to the first message goes with its branch; sipp counts back from where it is. */
const sameBranch = (step: Step, index: number): string => step.replaceAll('[branch-of-first]', `[branch-${index}]`);

/** Where sipp sends, where it listens, and whether it begins. */
export interface Playing {
  readonly to: number;
  readonly port: number;
  readonly service?: string;
  readonly answers?: boolean;
  readonly transport?: 'u1' | 't1';
}

/** Plays a scenario once. Resolves when it went as written; rejects with what sipp saw instead. */
export function plays(steps: readonly Step[], { to, port, service = '4930123', answers = false, transport = 'u1' }: Playing) {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-sipp-'));
  const checked = [...steps.join('').matchAll(/assign_to="(\d+)"/g)].map(([, n]) => n);
  const refs = checked.length > 0 ? `<Reference variables="${checked.join(',')}"/>` : '';
  writeFileSync(
    join(folder, 's.xml'),
    `<?xml version="1.0" encoding="ISO-8859-1"?>\n<scenario name="s">\n${steps.map(sameBranch).join('\n')}\n${refs}\n</scenario>\n`,
  );
  const args = ['-sf', 's.xml', '-i', '127.0.0.1', '-p', String(port), '-mi', '127.0.0.1', '-t', transport, '-m', '1', '-s', service];
  const tracing = ['-nostdin', '-trace_err', '-timeout', '30', '-timeout_error', '-recv_timeout', '20000', '-trace_msg'];
  const child = spawn('sipp', [...(answers ? [] : [`127.0.0.1:${to}`]), ...args, ...tracing], { cwd: folder, stdio: 'ignore' });
  const done = new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      const said = readdirSync(folder)
        .filter((name) => name.endsWith('.log'))
        .map((name) => readFileSync(join(folder, name), 'utf8'));
      rmSync(folder, { recursive: true, force: true });
      if (code === 0) resolve(said.join('\n'));
      else reject(new Error(`sipp ended with ${code}\n${said.join('\n')}`));
    });
  });
  return { done, kill: () => child.kill('SIGKILL') };
}
