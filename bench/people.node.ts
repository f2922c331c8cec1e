import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { ApiAgent } from '@patchbay/testing/agent.node.ts';
import { ApiCustomer } from '@patchbay/testing/customer.node.ts';
import { request } from '@patchbay/testing/raw.node.ts';
import { openWire } from '@patchbay/testing/wire.node.ts';
import { WebSocket } from 'ws';

/** Customers and an agent in a process of their own: asked `offer` or `hop`, they answer how many milliseconds it took. */

/** One visitor may only ask so often. */
const guests = 8;
const [url = '', raw = ''] = process.argv.slice(2);

const agent = new ApiAgent(url, 'anna', 'demo-anna-1');
await agent.signsIn({ force: true });
await agent.opens();
await agent.goesReady();
agent.losesTheLine();
let tell: (offer: { interaction: string; at: number }) => void = () => undefined;
await openWire(url, {
  cookie: agent.cookie,
  hello: {},
  told: (frame) => {
    if (frame.f !== 'subject' || frame['kind'] !== 'interaction') return;
    tell({ interaction: String(frame['id']), at: performance.now() });
  },
});
const customers = await Promise.all(Array.from({ length: guests }, (_, n) => new ApiCustomer(url, `Guest ${n}`).visits()));
const lines = await Promise.all(customers.map(({ token }) => requestLine(token)));
const socket = new WebSocket(raw);
await once(socket, 'open');
const frame = 'x'.repeat(1500);
let turn = 0;

const timed = { offer, hop };
process.on('message', (what: keyof typeof timed) => void timed[what]().then((ms) => process.send?.(ms)));
process.on('disconnect', () => process.exit());
process.send?.(0);

/** From the request to the offer; then the agent handles the chat. */
async function offer(): Promise<number> {
  const offered = new Promise<{ interaction: string; at: number }>((resolve) => (tell = resolve));
  const began = performance.now();
  await lines[turn++ % guests]?.startsChat();
  const { interaction, at } = await offered;
  await agent.accepts(interaction);
  await agent.ends(interaction);
  await agent.wrapsUp(interaction, 'solved');
  return at - began;
}

/** A message there and back, halved. */
async function hop(): Promise<number> {
  const back = once(socket, 'message');
  const began = performance.now();
  socket.send(frame);
  await back;
  return (performance.now() - began) / 2;
}

/** A customer's open connection that starts chats with as little work as can be. */
async function requestLine(token: string) {
  const { hostname, port } = new URL(url);
  const line = connect(Number(port), hostname);
  await once(line, 'connect');
  line.setNoDelay(true);
  const body = JSON.stringify({
    type: 'startChat',
    form: { name: 'Guest', subject: 'A question' },
    text: 'Hello',
    page: 'http://localhost/demo',
  });
  return {
    async startsChat() {
      const headers = { host: 'localhost', connection: 'keep-alive', authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      line.write(request('POST /api/commands', { ...headers, 'idempotency-key': randomUUID() }, body));
      const [answer] = (await once(line, 'data')) as [Buffer];
      if (!String(answer).startsWith('HTTP/1.1 200')) throw new Error(`A chat was not started: ${String(answer)}`);
    },
  };
}
