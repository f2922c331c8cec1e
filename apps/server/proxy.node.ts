import type { IncomingMessage } from 'node:http';
import { inNetworks } from '@patchbay/base/networks.node.ts';
import type { Sender } from '@patchbay/users/origin.ts';

/** Tells whether an address is one of the proxies that are believed. */
export type Trusts = (address: string) => boolean;

/** The proxies of this list: addresses, networks (10.0.0.0/8) or `loopback`. [SV8] */
export const trusting = (proxies: readonly string[]): Trusts => inNetworks(proxies);

/** What the request for a WebSocket says about where it comes from; Fastify does not see it. */
export function senderOfUpgrade(request: IncomingMessage, trusts: Trusts): Omit<Sender, 'method'> & { readonly address: string } {
  const behind = trusts(request.socket.remoteAddress ?? '');
  const forwarded = (name: string) => (behind ? last(request.headers[name]) : undefined);
  return {
    host: forwarded('x-forwarded-host') ?? request.headers.host ?? '',
    https: forwarded('x-forwarded-proto') === 'https',
    origin: request.headers.origin,
    site: last(request.headers['sec-fetch-site']),
    address: addressOf(request, trusts),
  };
}

/** The nearest address that is no proxy of ours. */
function addressOf(request: IncomingMessage, trusts: Trusts): string {
  const said = [request.headers['x-forwarded-for']]
    .flat()
    .join(',')
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
  const way = [...said, request.socket.remoteAddress ?? ''];
  return way.findLast((address) => !trusts(address)) ?? way[0] ?? '';
}

/** The nearest proxy writes last. */
const last = (header: string | readonly string[] | undefined): string | undefined => [header].flat().at(-1)?.split(',').at(-1)?.trim();
