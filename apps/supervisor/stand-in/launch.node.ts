import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { endOf } from '../process.node.ts';

const MAIN = fileURLToPath(import.meta.resolve('./main.node.ts'));

/** A supervisor of a test: a real process with the stand-in server. */
export type Launched = {
  readonly pid: number;
  /** Waits for the first line that matches from here on, and gives its groups. */
  readonly says: (pattern: RegExp) => Promise<readonly string[]>;
  readonly signal: (signal: NodeJS.Signals) => void;
  readonly ended: Promise<string>;
  /** Everything it printed so far. */
  readonly output: () => string;
};

/** Starts a supervisor with these settings. */
export function launch(env: Readonly<Record<string, string>>): Launched {
  const { DATABASE_URL: _, ...inherited } = process.env;
  const child = spawn(process.execPath, [MAIN], {
    env: { ...inherited, PATCHBAY_VOICE: 'off', PATCHBAY_MAIL: 'off', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let output = '';
  let read = 0;
  let news = Promise.withResolvers<void>();
  const tell = () => {
    news.resolve();
    news = Promise.withResolvers();
  };
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part) => {
      output += part;
      tell();
    });
  child.once('close', tell);
  const says = async (pattern: RegExp): Promise<readonly string[]> => {
    const found = pattern.exec(output.slice(read));
    if (found) return skip(found);
    if (child.exitCode !== null) throw new Error(`It ended without saying ${pattern}:\n${output}`);
    return news.promise.then(() => says(pattern));
  };
  const skip = (found: RegExpExecArray) => {
    read += found.index + found[0].length;
    return found;
  };
  return { pid: child.pid ?? 0, says, ended: endOf(child), signal: (signal) => child.kill(signal), output: () => output };
}
