import { createServer, type Server } from 'node:net';

/** True when nothing listens on this port of the loopback address. */
export async function isFree(port: number): Promise<boolean> {
  const server = await listening(port).catch((error: NodeJS.ErrnoException) => error);
  if (!(server instanceof Error)) return close(server).then(() => true);
  if (server.code === 'EADDRINUSE') return false;
  throw server;
}

/** The preferred port when it is free, else any free one of the loopback address. */
export async function freePort(preferred?: number): Promise<number> {
  if (preferred && (await isFree(preferred))) return preferred;
  const server = await listening(0);
  const address = server.address();
  await close(server);
  if (address === null || typeof address === 'string') throw new Error('the system gave no port');
  return address.port;
}

function listening(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => resolve(server));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
