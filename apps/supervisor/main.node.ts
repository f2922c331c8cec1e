import { fileURLToPath } from 'node:url';
import { start } from './start.node.ts';

await start(fileURLToPath(import.meta.resolve('@patchbay/server/main.node.ts')));
