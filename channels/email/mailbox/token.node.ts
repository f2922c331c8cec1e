import { type Egress, Unreached } from '@patchbay/base/egress.node.ts';
import type { MailboxSecrets } from '@patchbay/configuration/items.ts';
import { z } from 'zod';
import type { Credentials, TokenServer } from './account.ts';

/** The one who gives tokens did not give one; what they said is in the message, secrets never are. */
export class TokenRefused extends Error {}

/** Gives what a mailbox is signed in to with; one token serves until shortly before its end. [EM78] */
export interface Signer {
  credentials(): Promise<Credentials>;
  /** The mail server did not take it: the next one is asked for anew. */
  spoiled(): void;
}

/** What a signer stands on: the way out, the time, what is sealed of the mailbox, and where a newer refresh token is kept. */
export interface Signing {
  readonly egress: Egress;
  now(): number;
  secrets(): Promise<MailboxSecrets>;
  keep(secrets: MailboxSecrets): Promise<void>;
}

const answer = z.object({
  access_token: z.string().min(1).max(16_384),
  expires_in: z.coerce.number().positive().max(31_536_000).default(3600),
  refresh_token: z.string().min(1).max(16_384).optional(),
});
const patienceMs = 15_000;
const early = 60_000;

/** Signs in with the password, or with tokens of this server. */
export function signerOf(oauth: TokenServer | null, signing: Signing): Signer {
  let token: { readonly accessToken: string; readonly until: number } | undefined;
  let asking: Promise<Credentials> | undefined;
  const ask = async (server: TokenServer): Promise<Credentials> => {
    const secrets = await signing.secrets();
    const given = await tokenOf(signing.egress, server, secrets);
    if (given.refresh_token && given.refresh_token !== secrets.refreshToken)
      await signing.keep({ ...secrets, refreshToken: given.refresh_token });
    token = { accessToken: given.access_token, until: signing.now() + given.expires_in * 1000 };
    return { accessToken: token.accessToken };
  };
  return {
    async credentials() {
      if (!oauth) return { password: (await signing.secrets()).password ?? '' };
      if (token && signing.now() < token.until - early) return { accessToken: token.accessToken };
      asking ??= ask(oauth).finally(() => (asking = undefined));
      return asking;
    },
    spoiled: () => void (token = undefined),
  };
}

async function tokenOf(egress: Egress, { tokenUrl, clientId, scope }: TokenServer, { clientSecret, refreshToken }: MailboxSecrets) {
  const form = new URLSearchParams({
    ...(refreshToken ? { grant_type: 'refresh_token', refresh_token: refreshToken } : { grant_type: 'client_credentials' }),
    client_id: clientId,
    ...(clientSecret && { client_secret: clientSecret }),
    ...(scope && { scope }),
  });
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' };
  const { status, body } = await egress({ method: 'POST', url: tokenUrl, headers, body: form.toString(), patienceMs }).catch((error) => {
    throw error instanceof Unreached ? new TokenRefused(error.message) : error;
  });
  const read = answer.safeParse(status === 200 ? parsed(body) : null);
  if (!read.success) throw new TokenRefused(`${new URL(tokenUrl).host} gave no token: ${status} ${errorIn(parsed(body))}`.trim());
  return read.data;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null; // a page of somebody else: there is no token in it
  }
}
/** The reason of RFC 6749, 5.2; nothing else that was said is repeated. */
const errorIn = (body: unknown): string => z.object({ error: z.string().max(100) }).safeParse(body).data?.error ?? '';
