import { systemClock, systemIds } from '@patchbay/base/clock.node.ts';
import type { Setup } from '@patchbay/voice/engines/engine.ts';
import { startTelephony } from './telephony.node.ts';

/** Runs the telephony process below its supervisor, who gives it the engines' setup. */
const { DATABASE_URL = '', PATCHBAY_SERVER = '', PATCHBAY_TELEPHONY_SECRET = '', PATCHBAY_VOICE_SETUP = '' } = process.env;
const say = (line: string) => console.log(line);
const ids = systemIds(systemClock);
const telephony = await startTelephony({
  ...{ database: DATABASE_URL, server: PATCHBAY_SERVER, secret: PATCHBAY_TELEPHONY_SECRET },
  ...{ setup: JSON.parse(PATCHBAY_VOICE_SETUP) as Setup, clock: systemClock, next: ids.next, say },
});
process.send?.({ type: 'ready' });
process.on('message', () => process.send?.({ type: 'count', ...telephony.count() })); // whoever started it may ask
const stop = () => void telephony.close().then(() => process.exit(0));
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
