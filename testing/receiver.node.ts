import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';

/** What a push said, once its signature was found to be right. */
export interface Received {
  readonly id: string;
  readonly body: Readonly<Record<string, unknown>>;
}
/** Somebody who takes pushes for the apps of customers, as a company runs it before Apple and Google. */
export interface Receiver {
  readonly url: string;
  readonly got: readonly Received[];
  /** What it answers to the next ones, in order; 204 to all others. */
  answers(...statuses: readonly number[]): void;
  close(): Promise<void>;
}

/** Starts one; it believes only what is signed with a key that the server of `origin` publishes for this tenant. */
export async function startReceiver(origin: () => string, now: () => number): Promise<Receiver> {
  const got: Received[] = [];
  const next: number[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    try {
      const keys = (await (await fetch(`${origin()}/api/push-keys/demo`)).json()) as JSONWebKeySet;
      const token = String(request.headers.authorization).replace('Bearer ', '');
      const audience = `http://${request.headers.host}`;
      const checks = { audience, issuer: 'demo', algorithms: ['EdDSA'], currentDate: new Date(now()) };
      const { payload } = await jwtVerify(token, createLocalJWKSet(keys), checks);
      if (payload['body'] !== createHash('sha256').update(body).digest('base64url')) throw new Error('Another body was signed.');
      got.push({ id: String(payload.jti), body: JSON.parse(body) as Received['body'] });
      response.writeHead(next.shift() ?? 204).end();
    } catch (error) {
      response.writeHead(401).end(String(error));
    }
  });
  await new Promise<void>((there) => server.listen(0, '127.0.0.1', there));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/push`,
    got,
    answers: (...statuses) => void next.push(...statuses),
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}
