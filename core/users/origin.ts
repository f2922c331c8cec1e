/** What a request says about where it comes from. */
export interface Sender {
  readonly method: string;
  readonly host: string;
  readonly https: boolean;
  readonly origin: string | undefined;
  /** The header Sec-Fetch-Site. */
  readonly site: string | undefined;
}

const safe = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Whether a request that changes something, or opens the stream, was made by another web site. Browsers always send Origin then; what sends
 * neither Origin nor Sec-Fetch-Site is no browser, and holds no cookie it was not given. [US9]
 */
export function isForeign(from: Sender): boolean {
  if (safe.includes(from.method)) return false;
  return isForeignOrigin(from);
}

/** The same for a request of any method: the upgrade to a WebSocket is a GET. */
export function isForeignOrigin(from: Omit<Sender, 'method'>): boolean {
  if (from.origin === undefined) return from.site !== undefined && from.site !== 'same-origin' && from.site !== 'none';
  if (!URL.canParse(from.origin)) return true; // "null": a sandbox, a file
  const origin = new URL(from.origin);
  const here = `${origin.protocol}//${from.host}`;
  const protocols = from.https ? ['https:'] : ['http:', 'https:']; // a proxy may end https before us
  return !protocols.includes(origin.protocol) || !URL.canParse(here) || new URL(here).host !== origin.host;
}
