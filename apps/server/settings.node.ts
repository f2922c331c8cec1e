import { isIP, type NetConnectOpts } from 'node:net';
import { resolve } from 'node:path';
import { scannerAddress } from '@patchbay/files/scanner.node.ts';

/** What the environment says about this server. */
export interface Settings {
  readonly url: string;
  readonly port: number;
  /** The address it listens on: nobody but this machine unless it is named. */
  readonly host: string;
  /** Whose X-Forwarded headers are believed; nobody's unless they are named. */
  readonly trustProxy: readonly string[];
  /** Networks of ours that the server may ask beside the internet, for instance a CRM in the house; none unless they are named. */
  readonly ownNetworks: readonly string[];
  /** The folder of everything that must be kept beside the database. */
  readonly data: string;
  /** The key of secure values, 64 hexadecimal digits; undefined: kept in the data folder. */
  readonly secretKey: string | undefined;
  /** Where clamd listens; undefined: files are not scanned. */
  readonly clamav: NetConnectOpts | undefined;
}
type Environment = Readonly<Record<string, string | undefined>>;

/** The settings in these environment variables, or what is wrong with them, one sentence each. [SV8] */
export function serverSettings(env: Environment): Settings | { readonly problems: readonly string[] } {
  const { DATABASE_URL: url = '', PATCHBAY_PORT: port = '7070' } = env;
  const host = env['PATCHBAY_HOST'] || '127.0.0.1';
  const trustProxy = listOf(env['PATCHBAY_TRUST_PROXY']);
  const ownNetworks = listOf(env['PATCHBAY_OWN_NETWORKS']);
  const files = filesOf(env);
  const secret = secretOf(env);
  const problems = [
    url ? undefined : 'DATABASE_URL is not set. Start with `npm start`, or name a PostgreSQL database.',
    isPort(port) ? undefined : `PATCHBAY_PORT is "${port}", which is no port number (1 to 65535).`,
    isHost(host)
      ? undefined
      : `PATCHBAY_HOST is "${host}", which is no address to listen on. For example: 127.0.0.1 (this machine only), 0.0.0.0 (every network).`,
    ...trustProxy.filter((one) => !isNetwork(one)).map(untrusted),
    ...ownNetworks.filter((one) => !isNetwork(one)).map(unknown),
    files.problem,
    secret.problem,
  ].filter((problem) => problem !== undefined);
  return problems.length > 0 ? { problems } : { url, port: Number(port), host, trustProxy, ownNetworks, ...secret.kept, ...files.kept };
}

const listOf = (text = ''): readonly string[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** Where files are kept, and who looks at them. */
function filesOf(env: Environment) {
  const at = env['PATCHBAY_CLAMD'] ?? '';
  const clamav = scannerAddress(at);
  const problem = `PATCHBAY_CLAMD is "${at}". Write where clamd listens: a socket such as /run/clamav/clamd.ctl, or host:port.`;
  return { kept: { data: resolve(env['PATCHBAY_DATA'] || './data'), clamav }, problem: at && !clamav ? problem : undefined };
}

/** The key of secure values; never repeated in a problem. */
function secretOf({ PATCHBAY_SECRET_KEY: key = '' }: Environment) {
  const problem = 'PATCHBAY_SECRET_KEY has to be 64 hexadecimal digits. Make one with: openssl rand -hex 32';
  return { kept: { secretKey: key || undefined }, problem: key === '' || /^[0-9a-f]{64}$/i.test(key) ? undefined : problem };
}

const isPort = (port: string): boolean => /^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535;
const isHost = (host: string): boolean => isIP(host) !== 0 || /^(?=.*[a-z])[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/i.test(host);

function isNetwork(text: string): boolean {
  if (text === 'loopback') return true;
  const [address = '', bits, ...more] = text.split('/');
  const family = isIP(address);
  const longest = family === 4 ? 32 : 128;
  // Nobody trusts everybody: whoever may name the address of others needs no proxy.
  return family !== 0 && more.length === 0 && (bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= longest));
}

const untrusted = (text: string): string =>
  `PATCHBAY_TRUST_PROXY names "${text}". Name the addresses of your proxies, separated by commas, for example: loopback, 10.0.0.5, 10.1.0.0/16`;
const unknown = (text: string): string =>
  `PATCHBAY_OWN_NETWORKS names "${text}". Name networks of yours that the server may ask, separated by commas, for example: 10.1.0.0/16, 192.168.7.20`;
