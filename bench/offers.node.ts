import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { TenantId } from '@patchbay/base/decision.ts';
import { WebSocketServer } from 'ws';
import { median, percentile } from './measure.ts';
import type { Place } from './place.node.ts';

const times = 150;
/** So many before, untimed: a server that serves all day has been through its code before. */
const warmUp = 300;

/**
 * From a customer's request on an open connection to the offer at the agent's socket, both in a process of their own as they are in life; and
 * one durable transaction plus one raw hop to the same process, turn by turn.
 */
export async function offers(place: Place): Promise<{ offerP99Ms: number; offerP50Ms: number; offerLatencyRatio: number }> {
  const hops = await rawServer();
  const people = await peopleOutside(place.url, hops.url);
  const ours: number[] = [];
  const limit: number[] = [];
  for (let n = -warmUp; n < times; n++) {
    const bare = (await transaction(place)) + (await people.time('hop'));
    const offered = await people.time('offer');
    if (n < 0) continue;
    limit.push(bare);
    ours.push(offered);
  }
  people.close();
  hops.close();
  return { offerP99Ms: percentile(ours, 99), offerP50Ms: median(ours), offerLatencyRatio: median(ours) / median(limit) };
}

/** Customers, an agent, and the other end of a raw socket: what they time takes so many milliseconds. */
async function peopleOutside(url: string, raw: string) {
  const child: ChildProcess = fork(fileURLToPath(new URL('./people.node.ts', import.meta.url)), [url, raw]);
  const gone = once(child, 'exit').then(() => Promise.reject(new Error('The customers and the agent are gone.')));
  gone.catch(() => undefined); // whoever waits for an answer is told
  const answer = () => {
    const told = new Promise<number>((resolve) => child.once('message', (ms) => resolve(Number(ms))));
    return Promise.race([told, gone]);
  };
  await answer(); // they are there
  return {
    time(what: 'offer' | 'hop') {
      child.send(what);
      return answer();
    },
    close: () => void child.kill(),
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

/** Sends back whatever comes, and nothing else. */
async function rawServer() {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  server.on('connection', (socket) => socket.on('message', (data) => socket.send(String(data))));
  await once(server, 'listening');
  const address = server.address();
  return { url: `ws://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, close: () => server.close() };
}
