import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { TenantId } from '@patchbay/base/decision.ts';
import { ApiAgent } from '@patchbay/testing/agent.node.ts';
import { ApiCustomer } from '@patchbay/testing/customer.node.ts';
import { request } from '@patchbay/testing/raw.node.ts';
import { openWire } from '@patchbay/testing/wire.node.ts';
import { WebSocket, WebSocketServer } from 'ws';
import { median, percentile } from './measure.ts';
import type { Place } from './place.node.ts';

const times = 150;
/** So many before, untimed: a server that serves all day has been through its code before. */
const warmUp = 300;
/** One visitor may only ask so often. */
const guests = 8;

/**
 * From a customer's request on an open connection to the offer at the agent's socket; and one durable transaction plus one raw hop, turn by
 * turn. Customer and agent do as little as possible themselves, as they share our processor.
 */
export async function offers(place: Place): Promise<{ offerP99Ms: number; offerP50Ms: number; offerLatencyRatio: number }> {
  const agent = new ApiAgent(place.url, 'anna', 'demo-anna-1');
  await agent.signsIn({ force: true });
  await agent.opens();
  await agent.goesReady();
  agent.losesTheLine();
  const desktop = await offersOn(place, agent.cookie);
  const customers = await Promise.all(Array.from({ length: guests }, (_, n) => new ApiCustomer(place.url, `Guest ${n}`).visits()));
  const lines = await Promise.all(customers.map((customer) => requestLine(place, customer.token)));
  const hop = await rawHop();
  const ours: number[] = [];
  const limit: number[] = [];
  for (let n = -warmUp; n < times; n++) {
    const bare = (await transaction(place)) + (await hop.once());
    const offered = desktop.next();
    const began = performance.now();
    await lines[(n + warmUp) % guests]?.startsChat();
    const { interaction, at } = await offered;
    if (n >= 0) {
      limit.push(bare);
      ours.push(at - began);
    }
    await agent.accepts(interaction);
    await agent.ends(interaction);
    await agent.wrapsUp(interaction, 'solved');
  }
  for (const customer of customers) customer.losesTheLine();
  for (const line of lines) line.close();
  desktop.close();
  hop.close();
  return { offerP99Ms: percentile(ours, 99), offerP50Ms: median(ours), offerLatencyRatio: median(ours) / median(limit) };
}

/** The offers that reach the socket of this agent, and when. */
async function offersOn(place: Place, cookie: string) {
  let tell: (offer: { interaction: string; at: number }) => void = () => undefined;
  const wire = await openWire(place.url, {
    cookie,
    hello: {},
    told: (frame) => {
      if (frame.f !== 'subject' || frame['kind'] !== 'interaction') return;
      tell({ interaction: String(frame['id']), at: performance.now() });
    },
  });
  return { next: () => new Promise<{ interaction: string; at: number }>((resolve) => (tell = resolve)), close: wire.cut };
}

/** A customer's open connection that starts chats with as little work as can be. */
async function requestLine(place: Place, token: string) {
  const { hostname, port } = new URL(place.url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.setNoDelay(true);
  const body = JSON.stringify({
    type: 'startChat',
    form: { name: 'Guest', subject: 'A question' },
    text: 'Hello',
    page: 'http://localhost/demo',
  });
  return {
    async startsChat() {
      const headers = { host: 'localhost', connection: 'keep-alive', authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      socket.write(request('POST /api/commands', { ...headers, 'idempotency-key': randomUUID() }, body));
      const [answer] = (await once(socket, 'data')) as [Buffer];
      if (!String(answer).startsWith('HTTP/1.1 200')) throw new Error(`A chat was not started: ${String(answer)}`);
    },
    close: () => socket.destroy(),
  };
}

async function transaction({ server: { site } }: Place): Promise<number> {
  const began = performance.now();
  await site.k.db.as('demo' as TenantId)({
    name: 'bench-transaction',
    text: `with u as (update agents set due_at = due_at where tenant_id = 'demo' and id = 'anna')
      insert into events (tenant_id, kind, subject, version, type, body, actor, at) values ('demo', 'bench', $1, 0, 'bench', '{}', 'bench', 0)`,
    values: [randomUUID()],
  });
  return performance.now() - began;
}

/** One message from a server to a client, nothing else. */
async function rawHop() {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const address = server.address();
  const accepted = once(server, 'connection') as Promise<[WebSocket]>;
  const client = new WebSocket(`ws://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
  const [near] = await accepted;
  if (client.readyState !== client.OPEN) await once(client, 'open');
  const frame = 'x'.repeat(1500);
  return {
    async once() {
      const began = performance.now();
      const got = once(client, 'message');
      near.send(frame);
      await got;
      return performance.now() - began;
    },
    close() {
      client.terminate();
      server.close();
    },
  };
}
