import { fileURLToPath } from 'node:url';
import { start } from '../start.node.ts';

/** A test that was killed cannot stop us: its end of this pipe closes. */
process.stdin.resume().once('end', () => process.kill(process.pid, 'SIGTERM'));

await start(fileURLToPath(import.meta.resolve('./server.node.ts')));
