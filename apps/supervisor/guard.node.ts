import { spawn } from 'node:child_process';

/**
 * Ends this PostgreSQL and removes its folder when we are killed and cannot do it: a shell in a session of its own notices that our end of
 * its pipe closed. Returns how to call the guard off.
 */
export function guard(pid: number, folder: string): () => void {
  const script = 'read -r end; kill -INT "$0"; while kill -0 "$0"; do sleep 0.1; done; rm -rf "$1"';
  const shell = spawn('sh', ['-c', script, String(pid), folder], { cwd: '/', stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  shell.unref();
  return () => shell.kill('SIGKILL');
}
