import { appendFileSync } from 'node:fs';
import { type Fault, startSmtp } from './smtp.node.ts';

/** A mail server as a process of its own, to be killed: its port, the file where it writes the id of each mail it takes, and its faults. */
const [port = '', file = '', faults = '[]'] = process.argv.slice(2);
const idOf = (source: string) => /^message-id: *(\S+)/im.exec(source)?.[1] ?? '';
const server = await startSmtp('shop', 'pass', undefined, {
  port: Number(port),
  takes({ source }) {
    appendFileSync(file, `${idOf(source)}\n`); // what it has said it has, it has, however it dies
    process.send?.('taken');
  },
});
server.plant(...(JSON.parse(faults) as readonly Fault[]));
process.on('disconnect', () => process.exit());
process.send?.('ready');
