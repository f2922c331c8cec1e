import { lookup } from 'node:dns/promises';
import { type IncomingHttpHeaders, type IncomingMessage, request as plain } from 'node:http';
import { request as secure } from 'node:https';
import { isIP } from 'node:net';
import { inNetworks, isPublic } from './networks.node.ts';

/** Why something outside was not reached: an address that is none, one that nobody may ask, no answer in time, too long a one, anything else. */
export class Unreached extends Error {
  readonly reason: 'address' | 'forbidden' | 'late' | 'tooLong' | 'failed';
  constructor(reason: Unreached['reason'], about: string, cause?: unknown) {
    super(`${about} was not reached (${reason})`, { cause });
    this.reason = reason;
  }
}

/** One request to somebody else. */
export interface Outgoing {
  readonly method: 'GET' | 'HEAD' | 'POST';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly patienceMs: number;
  /** An answer has at most so many bytes; left out: 64 KB. */
  readonly mostBytes?: number;
}
/** What they answered; a redirect is an answer like any other. */
export interface Incoming {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The answer as it came. */
  readonly bytes?: Buffer;
}
/** Asks somebody else on the network; throws `Unreached`. */
export type Egress = (outgoing: Outgoing) => Promise<Incoming>;
interface Address {
  readonly address: string;
  readonly family: number;
}
/** The addresses of a name, as they are at this moment. */
export type Resolve = (host: string) => Promise<readonly Address[]>;

const most = 64 * 1024;

/**
 * The one way out of the server. [BA17] A name is looked up once, every address of it is judged, and the connection goes to one that was
 * judged: a name that changes its mind in between leads nowhere. `own`: networks of ours that may be asked beside the internet.
 */
export function openEgress(own: readonly string[], resolve: Resolve = lookUp): Egress {
  const may = mayAsk(own);
  return async (outgoing) => {
    const url = addressOf(outgoing.url);
    const signal = AbortSignal.timeout(outgoing.patienceMs);
    try {
      const addresses = await within(signal, addressesOf(url, resolve));
      if (addresses.length === 0 || !addresses.every(may)) throw new Unreached('forbidden', url.origin);
      return await ask(url, outgoing, { addresses, signal });
    } catch (error) {
      if (error instanceof Unreached) throw error;
      throw new Unreached(signal.aborted ? 'late' : 'failed', url.origin, error);
    }
  };
}

/** The address of a host that may be asked, for what is not HTTP; throws `Unreached`. */
export type Way = (host: string) => Promise<string>;
/** The way to mail servers and the like: judged as requests are. [BA17] */
export function openWay(own: readonly string[], resolve: Resolve = lookUp, patienceMs = 15_000): Way {
  const may = mayAsk(own);
  return async (host) => {
    const signal = AbortSignal.timeout(patienceMs);
    const found = await within(signal, isIP(host) ? Promise.resolve([{ address: host, family: isIP(host) }]) : resolve(host)).catch(
      (error) => {
        throw new Unreached(signal.aborted ? 'late' : 'failed', host, error);
      },
    );
    const [first] = found;
    if (!first || !found.every(may)) throw new Unreached('forbidden', host);
    return first.address;
  };
}

/** What is fetched: so many bytes at most, after so many redirects, each judged as the first address was. */
export interface Fetching {
  readonly accept: string;
  readonly patienceMs: number;
  readonly mostBytes: number;
  readonly redirects: number;
}
/** Fetches something from elsewhere, telling nothing of whom it is for: no cookie, no referrer. Throws `Unreached`. [BA17] */
export async function fetchFrom(egress: Egress, url: string, { accept, redirects, ...limits }: Fetching): Promise<Buffer> {
  const began = Date.now();
  for (let [at, left] = [url, redirects]; ; left--) {
    const patienceMs = limits.patienceMs - (Date.now() - began);
    if (patienceMs <= 0) throw new Unreached('late', 'An address');
    const { status, headers, bytes } = await egress({ method: 'GET', url: at, headers: { accept }, ...limits, patienceMs });
    if (status === 200 && bytes) return bytes;
    const { location } = headers;
    if (![301, 302, 303, 307, 308].includes(status) || !location || left <= 0 || !URL.canParse(location, at))
      throw new Unreached('failed', `${new URL(at).origin} (${status})`);
    at = new URL(location, at).href;
  }
}

const lookUp: Resolve = (host) => lookup(host, { all: true });
function mayAsk(own: readonly string[]): (one: Address) => boolean {
  const isOwn = inNetworks(own);
  return ({ address }) => isOwn(address) || isPublic(address);
}

function addressOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) throw new Unreached('address', 'An address');
  return url;
}

async function addressesOf({ hostname }: URL, resolve: Resolve): Promise<readonly Address[]> {
  const bare = hostname.replace(/^\[(.*)\]$/, '$1');
  const family = isIP(bare);
  return family ? [{ address: bare, family }] : resolve(bare);
}

interface Judged {
  readonly addresses: readonly Address[];
  readonly signal: AbortSignal;
}
function ask(url: URL, { method, headers, body, mostBytes = most }: Outgoing, { addresses, signal }: Judged): Promise<Incoming> {
  const [first] = addresses;
  const judged = (_: string, { all }: { all?: boolean }, done: (error: null, ...found: unknown[]) => void) =>
    all ? done(null, addresses) : done(null, first?.address, first?.family);
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? secure : plain;
    const request = send(url, { method, headers: { ...headers }, agent: false, signal, lookup: judged as never }, (answer) =>
      read(answer, url, mostBytes).then(resolve, reject),
    );
    request.once('error', reject);
    request.end(body);
  });
}

async function read(answer: IncomingMessage, { origin }: URL, mostBytes: number): Promise<Incoming> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of answer as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > mostBytes) throw new Unreached('tooLong', origin); // leaving the loop ends the connection
    pieces.push(piece);
  }
  const bytes = Buffer.concat(pieces);
  return { status: answer.statusCode ?? 0, headers: answer.headers, body: bytes.toString('utf8'), bytes };
}

/** A name that is never found must not hold up more than the rest may. */
function within<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}
