import { existsSync } from 'node:fs';
import { installByApt } from './apt.mjs';
import { say } from './say.mjs';

const MODULES = '/usr/lib/x86_64-linux-gnu/kamailio/modules';
/** What runs calls: the program that shows it is there, and the package that brings it. */
const ENGINES = {
  '/usr/sbin/kamailio': 'kamailio',
  [`${MODULES}/websocket.so`]: 'kamailio-websocket-modules',
  [`${MODULES}/tls.so`]: 'kamailio-tls-modules',
  '/usr/bin/rtpengine': 'rtpengine-daemon',
  '/usr/bin/janus': 'janus',
};
/** What calls in the tests. */
const CALLERS = { '/usr/bin/sipp': 'sip-tester', '/usr/bin/baresip': 'baresip-core' };

/** Makes sure there are the engines of calls, for tests also who calls: by apt where that needs no password. Without them everything but calls runs. */
export async function ensureVoice(aim) {
  if (process.env.PATCHBAY_VOICE === 'off') return;
  const wanted = { ...ENGINES, ...(aim === 'test' ? CALLERS : {}) };
  const lacking = () => Object.entries(wanted).flatMap(([file, name]) => (existsSync(file) ? [] : [name]));
  if (lacking().length === 0) return;
  const reason =
    process.arch === 'x64'
      ? await installByApt('Installing the engines of calls (apt-get)', lacking())
      : 'packages are known for Linux x64 only';
  if (lacking().length === 0) return;
  say('');
  say(`NO CALLS: ${lacking().join(', ')} cannot be had (${reason}).`);
  say(
    aim === 'test'
      ? 'The tests of calls will be SKIPPED.'
      : 'Everything but calls runs; /healthz says why. PATCHBAY_VOICE=off asks for none.',
  );
  say('');
}
