import { once } from 'node:events';
import type { ToServer } from '@patchbay/voice/door.ts';
import { expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { openDoorLine } from './door.node.ts';

test('[VO117] what the server could not note is told again, until it is', async () => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const heard: ToServer[] = [];
  server.on('connection', (socket) =>
    socket.on('message', (data) => {
      const message = JSON.parse(String(data)) as ToServer;
      heard.push(message);
      const answer = heard.length === 1 ? { refused: 'requests.failed' } : { ok: true };
      socket.send(JSON.stringify({ say: 'answer', n: message.n, answer }));
    }),
  );
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  const line = openDoorLine({ url, secret: 'a', hear: () => undefined, say: () => undefined });
  const command = { by: 'outside', type: 'customerLeft' } as const;
  expect(await line.tell({ say: 'happened', tenant: 'demo' as never, interaction: 'i', command })).toEqual({ ok: true });
  expect(heard.length).toBe(2);
  expect(heard[1]).toEqual(heard[0]);
  line.close();
  server.close();
});
