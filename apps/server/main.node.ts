import { readFileSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { systemClock, systemIds } from '@patchbay/base/clock.node.ts';
import { clamd } from '@patchbay/files/scanner.node.ts';
import { pino } from 'pino';
import { demoCentre } from './demo.node.ts';
import { mailNews, voiceNews } from './machine.node.ts';
import { startServer } from './server.node.ts';
import { type Settings, serverSettings } from './settings.node.ts';

/** Starts the server with the settings of the environment; `npm start` runs it below its supervisor. */
async function main(settings: Settings): Promise<void> {
  const log = pino({ level: process.env['PATCHBAY_LOG'] ?? 'info', redact: ['req.headers.authorization', 'req.headers.cookie'] });
  const voice = voiceNews();
  const mail = mailNews();
  let lines: readonly string[] = [];
  const server = await startServer({
    ...settings,
    scanner: settings.clamav && clamd(settings.clamav),
    clock: systemClock,
    ids: systemIds(systemClock),
    log,
    voice,
    mail,
    telephony: process.env['PATCHBAY_TELEPHONY_SECRET'] || undefined,
    prepare: async (database) => {
      lines = await demoCentre(database, readFileSync(new URL('../../config/demo.yaml', import.meta.url), 'utf8'));
    },
  });
  const stop = () => {
    server.close().then(
      () => process.exit(0),
      (error) => {
        log.error(error, 'did not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.send?.({ type: 'ready', lines });
  flushCompileCache(); // also for the one who follows if this one is killed
}

const settings = serverSettings(process.env);
if ('problems' in settings) {
  for (const problem of settings.problems) console.error(problem);
  process.exit(1);
}
await main(settings).catch((error: NodeJS.ErrnoException) => {
  if (error.syscall !== 'listen' && error.syscall !== 'getaddrinfo') throw error;
  console.error(`The server cannot listen on PATCHBAY_HOST ${settings.host}, port ${settings.port} (${error.message}).`);
  process.exit(1);
});
