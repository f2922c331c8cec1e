import type { WebSocket, WebSocketServer } from 'ws';

const pingMs = 25_000;

/** Ends sockets that do not answer; answers how to stop. The browser itself answers pings, also in hidden tabs. */
export function keepAlive(server: WebSocketServer): () => void {
  const silent = new WeakSet<WebSocket>();
  const timer = setInterval(() => {
    for (const socket of server.clients) {
      if (silent.has(socket)) {
        socket.terminate();
        continue;
      }
      silent.add(socket);
      socket.once('pong', () => silent.delete(socket));
      socket.ping();
    }
  }, pingMs);
  return () => clearInterval(timer);
}
