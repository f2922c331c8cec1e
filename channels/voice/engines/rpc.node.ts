import { hash } from 'node:crypto';

/** Asks Kamailio to do something by its remote procedures. Throws when it cannot, with its words. */
export async function rpc(port: number, secret: string, method: string, params: readonly (string | number)[] = []): Promise<unknown> {
  const answer = await fetch(`http://127.0.0.1:${port}/rpc`, {
    method: 'POST',
    headers: { 'X-Secret': secret, connection: 'close' }, // it hangs up when it has refused: a line that was used again would break
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    signal: AbortSignal.timeout(2_000),
  });
  if (!answer.ok) throw new Error(`Kamailio answers ${answer.status}`);
  const { result, error } = (await answer.json()) as { readonly result?: unknown; readonly error?: { readonly message: string } };
  if (error) throw new Error(`Kamailio: ${error.message}`);
  return result;
}

/** What Kamailio keeps of a phone's password: enough to check it, not the password (RFC 2617). */
export const ha1 = (user: string, realm: string, password: string): string => hash('md5', `${user}:${realm}:${password}`, 'hex');
