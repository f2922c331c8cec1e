import { BlockList, isIP } from 'node:net';

/** Tells whether an address is in one of these networks: addresses, networks (10.0.0.0/8) or `loopback`. */
export function inNetworks(networks: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const one of networks.flatMap((name) => (name === 'loopback' ? ['127.0.0.0/8', '::1'] : [name]))) {
    const [address = '', bits] = one.split('/');
    const family = familyOf(address);
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return (address) => isIP(address) !== 0 && list.check(address, familyOf(address));
}

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** What stands for nobody on the internet: this machine, private and local networks, groups, tests, documents (RFC 6890). */
const special = inNetworks([
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24'],
  ...['192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
  ...['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'],
]);
/** Of IPv6 only what is given to the internet; addresses of IPv4 in other clothes are not among it. */
const global = inNetworks(['2000::/3']);

/** Whether an address belongs to somebody on the internet. */
export const isPublic = (address: string): boolean => !special(address) && (isIP(address) === 4 || global(address));
