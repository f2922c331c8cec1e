import { createHmac } from 'node:crypto';

/** A TURN server of the centre, and the secret it shares with us (coturn: `static-auth-secret`). */
export interface Relay {
  readonly urls: readonly string[];
  readonly secret: string;
}
/** What a browser needs to use it, for a while. */
export interface RelayPass {
  readonly urls: readonly string[];
  readonly username: string;
  readonly credential: string;
}

/** A working day: whoever talks longer connects anew with another one. */
const validSeconds = 12 * 3600;

/** The TURN server of the settings; null: there is none. Throws, and says what is wrong, where only half of it is there. [VO142] */
export function relayOf(env: Readonly<Record<string, string | undefined>>): Relay | null {
  const urls = (env['PATCHBAY_TURN_URLS'] ?? '').split(',').flatMap((url) => url.trim() || []);
  const secret = env['PATCHBAY_TURN_SECRET'] ?? '';
  if (urls.length === 0 && secret === '') return null;
  const wrong = urls.find((url) => !/^turns?:[^\s/?]+(\?transport=(udp|tcp))?$/.test(url));
  if (wrong !== undefined) throw new Error(`PATCHBAY_TURN_URLS: ${wrong} is not like turn:HOST:PORT or turns:HOST:PORT?transport=tcp`);
  if (urls.length === 0 || secret === '') throw new Error('PATCHBAY_TURN_URLS and PATCHBAY_TURN_SECRET go together: set both, or none.');
  return { urls, secret };
}

/** A pass for one person, as TURN servers with a shared secret check it (draft-uberti-behave-turn-rest): it names its end, and nobody can make another. [VO142] */
export function passFor({ urls, secret }: Relay, who: string, now: number): RelayPass {
  const username = `${Math.floor(now / 1000) + validSeconds}:${who}`;
  return { urls, username, credential: createHmac('sha1', secret).update(username).digest('base64') };
}
