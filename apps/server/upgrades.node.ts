import type { Server } from 'node:http';
import { doorPath } from '@patchbay/voice/door.ts';
import type { Stream } from './stream.node.ts';
import type { Door } from './telephony.node.ts';

/** Opens the stream on its path; whoever wants to upgrade elsewhere is told that there is nothing. */
export function upgrades(server: Server, stream: Stream, door: Pick<Door, 'upgrade'> | undefined): void {
  server.on('upgrade', (request, socket, head) => {
    if (request.url === '/api/stream') return stream.upgrade(request, socket, head);
    if (request.url === doorPath && door) return door.upgrade(request, socket, head);
    socket.once('error', () => socket.destroy()); // whoever asked is gone already
    socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });
}
