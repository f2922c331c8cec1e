import { once } from 'node:events';
import { WebSocket } from 'ws';

/** Many sockets that count what comes: `node sockets.node.ts URL COUNT COOKIE HELLO COUNTS`. Started by the fan-out bench. */
const [url = '', count = '0', cookie = '', hello = '', counts = ''] = process.argv.slice(2);
let seen = 0;
let length = 0;
let wanted = Number.POSITIVE_INFINITY;

function got(data: Buffer): void {
  if (counts && data.subarray(0, 60).indexOf(counts) < 0) return;
  seen++;
  length = data.length;
  if (seen < wanted) return;
  wanted = Number.POSITIVE_INFINITY;
  process.send?.({ length });
}
process.on('message', ({ expect }: { expect: number }) => {
  seen = 0;
  wanted = expect;
});
for (let n = 0; n < Number(count); n += 50) {
  await Promise.all(
    Array.from({ length: Math.min(50, Number(count) - n) }, async () => {
      const socket = new WebSocket(url, { headers: cookie ? { cookie } : {}, perMessageDeflate: false });
      socket.on('message', got);
      await once(socket, 'open');
      socket.send(hello);
      if (counts) await once(socket, 'message');
    }),
  );
}
process.send?.({ ready: true });
