import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { TenantId } from '@patchbay/base/decision.ts';
import { ApiAgent } from '@patchbay/testing/agent.node.ts';
import { ApiCustomer } from '@patchbay/testing/customer.node.ts';
import { WebSocket, WebSocketServer } from 'ws';
import { median, percentile } from './measure.ts';
import type { Place } from './place.node.ts';

const times = 150;

/** From a customer's request to the offer at the agent's socket; and one durable transaction plus one raw hop, turn by turn. */
export async function offers(place: Place): Promise<{ offerP99Ms: number; offerP50Ms: number; offerLatencyRatio: number }> {
  const agent = new ApiAgent(place.url, 'anna', 'demo-anna-1');
  await agent.signsIn({ force: true });
  await agent.opens();
  await agent.goesReady();
  const customer = await new ApiCustomer(place.url, 'Guest').visits();
  const hop = await rawHop();
  const ours: number[] = [];
  const limit: number[] = [];
  for (let n = 0; n < times; n++) {
    limit.push((await transaction(place)) + (await hop.once()));
    const began = performance.now();
    const offered = agent.seesOffer(customer.name).then((id) => ({ id, ms: performance.now() - began }));
    await customer.startsChat();
    const { id, ms } = await offered;
    ours.push(ms);
    await agent.accepts(id);
    await agent.ends(id);
    await agent.wrapsUp(id, 'solved');
    await agent.sees('nothing left', (a) => (a.me?.work.length === 0 ? true : undefined));
  }
  customer.losesTheLine();
  hop.close();
  agent.losesTheLine();
  return { offerP99Ms: percentile(ours, 99), offerP50Ms: median(ours), offerLatencyRatio: median(ours) / median(limit) };
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
