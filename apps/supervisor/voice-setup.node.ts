import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Open, Places, Setup } from '@patchbay/voice/engines/engine.ts';
import { freePort } from './port.node.ts';
import { claim } from './ranges.node.ts';

type Kept = { readonly places: Places; readonly secrets: Setup['secrets'] };

/** The engines' setup, and how to give back its ports of voices when they have ended. */
export interface OurSetup {
  readonly setup: Setup;
  readonly release: () => void;
}

/** The engines' setup in their folder: ports and secrets stay what they were, unless somebody else took a port meanwhile. */
export async function setupIn(folder: string, env: NodeJS.ProcessEnv = process.env): Promise<OurSetup> {
  const file = join(folder, 'setup.json');
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Kept) : undefined;
  const { ranges, release } = await rangesLike(before?.places);
  const places = { ...(await placesLike(before?.places, Number(env['PATCHBAY_SIP_PORT'] || 0))), ...ranges };
  const secrets = before?.secrets ?? { control: secret(), janus: secret(), rooms: secret() };
  writeFileSync(file, `${JSON.stringify({ places, secrets }, null, 2)}\n`, { mode: 0o600 });
  const setup = { folder, places, secrets, open: openTo(env), tls: tlsIn(env), realm: env['PATCHBAY_SIP_REALM'] || 'patchbay', flood: 60 };
  return { setup, release };
}

const secret = () => randomBytes(24).toString('base64url');

/** Nothing listens on anything but loopback until somebody names an address of this machine. */
function openTo(env: NodeJS.ProcessEnv): Open | null {
  const address = env['PATCHBAY_VOICE_ADDRESS'];
  return address ? { address, announced: env['PATCHBAY_VOICE_ANNOUNCED'] || address } : null;
}

/** Phones come by TLS as soon as there is a certificate. */
function tlsIn(env: NodeJS.ProcessEnv): Setup['tls'] {
  const { PATCHBAY_SIP_CERTIFICATE: certificate, PATCHBAY_SIP_KEY: key, PATCHBAY_SIP_TLS_PORT: port } = env;
  return certificate && key ? { certificate, key, port: Number(port || USUAL_TLS) } : undefined;
}

const USUAL_TLS = 5061;
const USUAL_SIP = 5060;

type Ranges = Pick<Places, 'rtp' | 'rooms' | 'browsers'>;
/** Where voices are, four thousand ports of each kind; beside a Patchbay that runs already, the next place. */
const BEGINNINGS = [30_000, 42_000, 18_000];
const from = (base: number): Ranges => ({
  rtp: { from: base, to: base + 3999 },
  rooms: { from: base + 4000, to: base + 7999 },
  browsers: { from: base + 8000, to: base + 11_999 },
});

/** Those of the last time, unless another Patchbay has them; whoever wrote down other ones sees to it that they are free. */
async function rangesLike(before: Ranges | undefined): Promise<{ readonly ranges: Ranges; readonly release: () => void }> {
  const { from: last = BEGINNINGS[0] ?? 0 } = before?.rtp ?? {};
  const isOurs = (base: number): boolean => !before || JSON.stringify(pick(before)) === JSON.stringify(from(base));
  if (before && !BEGINNINGS.some(isOurs)) return { ranges: pick(before), release: () => undefined };
  for (const base of [last, ...BEGINNINGS]) {
    const claimed = await claim(base, 12);
    if (claimed) return { ranges: from(base), release: claimed.release };
  }
  throw new Error('no ports are free for voices: other Patchbays on this machine have them');
}
const pick = ({ rtp, rooms, browsers }: Ranges): Ranges => ({ rtp, rooms, browsers });

/** A port that somebody wished is theirs, free or not: if it is not, the engine says so. */
async function placesLike(before: Places | undefined, wished: number): Promise<Omit<Places, keyof Ranges>> {
  const [control, ng, digits, janus] = [
    await portLike(before?.control),
    await portLike(before?.ng),
    await portLike(before?.digits),
    await portLike(before?.janus),
  ];
  return { sip: wished || (await portLike(before?.sip ?? USUAL_SIP)), control, ng, digits, janus };
}

async function portLike(preferred: number | undefined): Promise<number> {
  const port = await freePort(preferred);
  return (await isFreeUdp(port)) ? port : portLike(undefined);
}

function isFreeUdp(port: number): Promise<boolean> {
  const socket = createSocket('udp4');
  return new Promise((resolve) => {
    socket.once('error', () => resolve(false));
    socket.bind({ port, address: '127.0.0.1', exclusive: true }, () => socket.close(() => resolve(true)));
  });
}
