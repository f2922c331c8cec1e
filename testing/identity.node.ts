import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

/** A site that signs who its customers are, and its public key as the configuration has it. */
export interface SigningSite {
  /** Puts the key into the demo centre's widget. */
  yaml(text: string): string;
  /** Signs whom the site has signed in; what is named in `more` stands instead, undefined leaves it out. */
  signs(
    who: Readonly<Record<string, unknown>>,
    more?: { readonly alg?: string; readonly kid?: string; readonly key?: Uint8Array },
  ): Promise<string>;
}

/** A site with a key of this algorithm; `now` is the clock its tokens are dated by. */
export async function signingSite(alg: 'EdDSA' | 'ES256', now: () => number): Promise<SigningSite> {
  const { privateKey, publicKey } = await generateKeyPair(alg);
  const jwk = await exportJWK(publicKey);
  let count = 0;
  return {
    yaml: (text) => text.replace('    origins: [self]\n', (line) => `${line}    identity: { keys: { k1: ${JSON.stringify(jwk)} } }\n`),
    signs(who, more = {}) {
      const seconds = Math.floor(now() / 1000);
      const payload = { sub: 'user-1', aud: 'demo/shop', iat: seconds, exp: seconds + 300, jti: `token-${alg}-${++count}`, ...who };
      const told = Object.fromEntries(Object.entries(payload).filter(([, value]) => value !== undefined)) as JWTPayload;
      return new SignJWT(told).setProtectedHeader({ alg: more.alg ?? alg, kid: more.kid ?? 'k1' }).sign(more.key ?? privateKey);
    },
  };
}
