import { type Refusal, refuse } from '@patchbay/base/decision.ts';
import { decodeProtectedHeader, errors, importJWK, type JWTPayload, jwtVerify } from 'jose';
import { z } from 'zod';

/** Whom a site has named by a token it signed. */
export interface Claims {
  /** The site's own name of the customer, which never changes. */
  readonly subject: string;
  readonly identity: Identity;
  /** The name of the token, and until when it could be sent again (ms since 1970). */
  readonly token: string;
  readonly until: number;
}
/** What the site says of a customer. */
export interface Identity {
  readonly name: string;
  readonly email: string | null;
}
/** A public key as a JWK (RFC 7517): Ed25519, or P-256 with y. */
export interface PublicKey {
  readonly kty: 'OKP' | 'EC';
  readonly crv: string;
  readonly x: string;
  readonly y?: string | undefined;
}
/** What a token is measured by. */
export interface Measure {
  /** The public keys of the widget, by kid. */
  readonly keys: Readonly<Record<string, PublicKey>>;
  /** `tenant/widget`. */
  readonly audience: string;
  readonly now: number;
}

const skew = 30;
const longest = 600;
const claims = z.object({
  sub: z.string().trim().min(1).max(200),
  jti: z.string().min(8).max(100),
  iat: z.number(),
  exp: z.number(),
  name: z.string().trim().max(200).default(''),
  email: z.email().max(320).nullable().default(null),
});

/** Whom this token (JWT, RFC 7519, signed with EdDSA or ES256) names, or why it names nobody. Whether it was used before is not asked here. [CH41] */
export async function claimsOf(text: string, { keys, audience, now }: Measure): Promise<Claims | Refusal> {
  try {
    const { kid = '' } = decodeProtectedHeader(text);
    const jwk = Object.hasOwn(keys, kid) ? keys[kid] : undefined;
    if (!jwk) return refuse('identity.unknownKey');
    const { kty, crv, x, y } = jwk;
    const alg = kty === 'OKP' ? 'EdDSA' : 'ES256';
    const { payload } = await jwtVerify(text, await importJWK({ kty, crv, x, ...(y && { y }) }, alg), {
      algorithms: [alg],
      audience,
      currentDate: new Date(now),
      clockTolerance: skew,
    });
    return read(payload, now);
  } catch (error) {
    const why = reasonOf(error);
    if (why) return refuse(why);
    throw error;
  }
}

function read(payload: JWTPayload, now: number): Claims | Refusal {
  const { data, error } = claims.safeParse(payload);
  if (!data) return refuse('identity.claim', { claim: String(error.issues[0]?.path[0] ?? '') });
  const { sub, jti, iat, exp, name, email } = data;
  if (exp - iat > longest || exp * 1000 > now + (longest + skew) * 1000) return refuse('identity.tooLong');
  if (iat * 1000 > now + skew * 1000) return refuse('identity.notYet');
  return { subject: sub, identity: { name, email }, token: jti, until: (exp + skew) * 1000 };
}

/** Why a token was not taken; undefined: it was no fault of the token. */
function reasonOf(error: unknown): string | undefined {
  if (error instanceof errors.JWTExpired) return 'identity.expired';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'identity.signature';
  if (error instanceof errors.JWTClaimValidationFailed) return error.claim === 'aud' ? 'identity.audience' : 'identity.notYet';
  return error instanceof errors.JOSEError || error instanceof TypeError || error instanceof SyntaxError ? 'identity.invalid' : undefined;
}
