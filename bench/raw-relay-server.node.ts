import { once } from 'node:events';
import { type WebSocket, WebSocketServer } from 'ws';

/** Hands every frame to all other sockets, and does nothing else. Started by the bench. */
const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
server.on('connection', (socket: WebSocket) =>
  socket.on('message', (data, binary) => {
    for (const other of server.clients) if (other !== socket) other.send(data, { binary });
  }),
);
await once(server, 'listening');
const address = server.address();
process.send?.({ port: typeof address === 'object' ? address?.port : 0 });
