import type { TenantId } from '@patchbay/base/decision.ts';

/** What the cookie holds: the tenant stands before the secret, so that no table is read across tenants. */
export interface Token {
  readonly tenant: TenantId;
  readonly secret: string;
}

const name = 'patchbay';
const shape = /^([a-z0-9][a-z0-9-]{0,62})\.([A-Za-z0-9_-]{43})$/;

/** The token in a Cookie header (RFC 6265 section 4.2); null: there is none of our shape. */
export function readCookie(header: string | undefined): Token | null {
  const values = (header ?? '').split(';').flatMap((pair) => {
    const [key, value] = pair.trim().split('=', 2);
    return key === name && value !== undefined ? [value] : [];
  });
  const [, tenant, secret] = values.map((value) => shape.exec(value)).find((match) => match !== null) ?? [];
  return tenant && secret ? { tenant: tenant as TenantId, secret } : null;
}

/** The Set-Cookie header that keeps this token for so many seconds; `secure`: the browser came by https. [US8] */
export function setCookie(token: Token, seconds: number, secure: boolean): string {
  return `${name}=${token.tenant}.${token.secret}; Max-Age=${seconds}; ${attributes(secure)}`;
}

/** The Set-Cookie header that makes the browser forget it. */
export const forgetCookie = (secure: boolean): string => `${name}=; Max-Age=0; ${attributes(secure)}`;

const attributes = (secure: boolean): string => `Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
