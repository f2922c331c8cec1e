import { readFileSync } from 'node:fs';
import type { EngineSpec, Setup } from './engine.ts';

const TEMPLATE = new URL('./kamailio.cfg', import.meta.url);

/** Where a phone is reached, in the columns of Kamailio's table `location` (version 9), and what else it may have said (none). */
const COLUMNS = [
  ...['id(int,auto)', 'ruid(string)', 'username(string)', 'domain(string,null)', 'contact(string)', 'received(string,null)'],
  ...['path(string,null)', 'expires(int)', 'q(double)', 'callid(string)', 'cseq(int)', 'last_modified(int)', 'flags(int)'],
  ...['cflags(int)', 'user_agent(string)', 'socket(string,null)', 'methods(int,null)', 'instance(string,null)', 'reg_id(int)'],
  ...['server_id(int)', 'connection_id(int)', 'keepalive(int)', 'partition(int)'],
];
const ATTRIBUTES = [
  ...['id(int,auto)', 'ruid(string)', 'username(string)', 'domain(string,null)', 'aname(string)', 'atype(int)', 'avalue(string)'],
  'last_modified(int)',
];

/** Kamailio: the SIP edge. It knows who may speak with us, and holds no call. */
export function kamailio(setup: Setup, libraryFolder: string): EngineSpec {
  const { folder } = setup;
  return {
    name: 'kamailio',
    program: 'kamailio',
    args: ['-DD', '-E', '-f', `${folder}/kamailio.cfg`, '-Y', folder, '-m', '64', '-M', '8'],
    files: {
      'kamailio.cfg': filled(readFileSync(TEMPLATE, 'utf8'), names(setup, libraryFolder)),
      'registered/version': 'table_name(string) table_version(int)\nlocation:9\nlocation_attrs:1\n',
      'registered/location_attrs': `${ATTRIBUTES.join(' ')}\n`,
      ...certified(setup),
    },
    own: { 'registered/location': `${COLUMNS.join(' ')}\n` },
  };
}

/** What TLS reads: copies that its own user may read, whoever owns the originals. */
function certified({ folder, tls }: Setup): EngineSpec['files'] {
  if (!tls) return {};
  return {
    'tls-certificate.pem': readFileSync(tls.certificate, 'utf8'),
    'tls-key.pem': readFileSync(tls.key, 'utf8'),
    'tls.cfg': [
      ...['[server:default]', 'method = TLSv1.2+', 'verify_certificate = no', 'require_certificate = no'],
      ...[`private_key = ${folder}/tls-key.pem`, `certificate = ${folder}/tls-certificate.pem`],
      ...['[client:default]', 'method = TLSv1.2+', 'verify_certificate = no', ''],
    ].join('\n'),
  };
}

function names({ folder, places, secrets, open, realm, flood, tls }: Setup, libraryFolder: string): Readonly<Record<string, string>> {
  return {
    folder,
    realm,
    flood: String(flood),
    control: String(places.control),
    secret: secrets.control,
    modules: `${libraryFolder}/kamailio/modules/`,
    listen: [
      ...['udp', 'tcp'].map((protocol) => `listen=${protocol}:${listening(open, places.sip)}`),
      ...(tls ? ['enable_tls=yes', `listen=tls:${listening(open, tls.port)}`] : []),
    ].join('\n'),
    tls: tls ? `loadmodule "tls.so"\nmodparam("tls", "config", "${folder}/tls.cfg")` : '# Nobody comes by TLS.',
  };
}

/** Behind a router that translates addresses, what we write into messages is what the others see of us. */
function listening(open: Setup['open'], port: number): string {
  const { address, announced } = open ?? { address: '127.0.0.1', announced: '127.0.0.1' };
  return announced === address ? `${address}:${port}` : `${address}:${port} advertise ${announced}:${port}`;
}

/** Every name must be known: a forgotten one would be a hole in the edge. */
function filled(template: string, values: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`kamailio.cfg asks for {{${name}}}, which nobody gives`);
    return value;
  });
}
