import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

/** A real server of tokens (OAuth2) for a test. */
export interface TokenServerForTests {
  readonly tokenUrl: string;
  /** Where a mail server asks about tokens. */
  readonly introspection: string;
  /** Whether it gave this token to this user, as a mail server asks it. */
  knows(user: string, token: string): Promise<boolean>;
  readonly client: { readonly id: string; readonly secret: string };
  /** The refresh token that somebody gets who allows us to read this mailbox. */
  allows(address: string): Promise<string>;
  close(): Promise<void>;
}

/** Starts it on this machine. */
export async function startTokens(): Promise<TokenServerForTests> {
  const http = createServer();
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', () => resolve()));
  const address = http.address();
  const host = `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const client = { id: 'patchbay', secret: 'patchbay-secret' };
  const redirect = { redirect_uris: ['https://patchbay.example/back'], response_types: ['code'] };
  const provider = new Provider(`http://${host}`, {
    clients: [
      {
        ...redirect,
        client_id: client.id,
        client_secret: client.secret,
        grant_types: ['authorization_code', 'refresh_token'],
        token_endpoint_auth_method: 'client_secret_post',
      },
      { ...redirect, client_id: 'dovecot', client_secret: 'dovecot-secret', grant_types: ['authorization_code'] },
    ],
    features: { introspection: { enabled: true, allowedPolicy: () => true }, devInteractions: { enabled: false } },
    findAccount: (_: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id }) }),
    rotateRefreshToken: true,
    cookies: { keys: ['test'] },
    ttl: { AccessToken: 600, RefreshToken: 3600, Grant: 3600 },
  });
  http.on('request', provider.callback());
  return {
    client,
    tokenUrl: `http://${host}/token`,
    introspection: `http://dovecot:dovecot-secret@${host}/token/introspection`,
    async knows(user, token) {
      const authorization = `Basic ${Buffer.from('dovecot:dovecot-secret').toString('base64')}`;
      const asked = { method: 'POST', headers: { authorization }, body: new URLSearchParams({ token }) };
      const said = (await (await fetch(`http://${host}/token/introspection`, asked)).json()) as { active: boolean; sub?: string };
      return said.active && said.sub === user;
    },
    async allows(accountId) {
      const found = await provider.Client.find(client.id);
      if (!found) throw new Error('There is no client.');
      const grant = new provider.Grant({ accountId, clientId: client.id });
      grant.addOIDCScope('openid offline_access');
      const grantId = await grant.save();
      const scope = 'openid offline_access';
      return new provider.RefreshToken({
        accountId,
        client: found,
        grantId,
        gty: 'authorization_code',
        scope,
        rotations: 0,
        iiat: Math.floor(Date.now() / 1000),
      }).save();
    },
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
}
