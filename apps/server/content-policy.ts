import type { Centre } from '@patchbay/configuration/centre.ts';
import { tilesOrigin } from '@patchbay/configuration/map.ts';

/** What a page may do beyond what every page may. */
export interface Liberties {
  /** Pictures of this origin. */
  readonly images?: string | null;
  /** It may stand in frames of these origins; `self`: of ours. */
  readonly frames?: readonly string[];
}

/** What a page may do: nothing that is not ours, nothing inline. Customers' pages embed the widget under their own policy. [SV50] */
export const policyOf = ({ images, frames = [] }: Liberties): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src 'self' data: blob:${images ? ` ${images}` : ''}`,
    "font-src 'self'",
    "media-src 'self' blob:",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "frame-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${frames.map((origin) => (origin === 'self' ? "'self'" : origin)).join(' ') || "'none'"}`,
  ].join('; ');

interface Known {
  of(tenant: string): Centre | undefined;
  tenants(): ReadonlySet<string>;
}

/** Where the pictures of the map come from: as the centre says of who is signed in, else the only one there is. [SV50] */
export function mapOf(centres: Known, tenant: string | undefined): string | null {
  const all = [...centres.tenants()];
  const centre = centres.of(tenant ?? (all.length === 1 ? (all[0] ?? '') : ''));
  return centre ? tilesOrigin(centre.map) : null;
}
