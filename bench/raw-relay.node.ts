import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';

/** A bare WebSocket server in a process of its own that hands every frame to the other sockets. */
export interface RawRelay {
  readonly pid: number;
  /** Sends so many frames of this length from one socket to another; resolves when all have come. */
  handOver(frames: number, length: number): Promise<void>;
  close(): void;
}

/** Starts it. */
export async function rawRelay(): Promise<RawRelay> {
  const child = fork(fileURLToPath(new URL('./raw-relay-server.node.ts', import.meta.url)));
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  const open = async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false });
    await once(socket, 'open');
    return socket;
  };
  const [from, to] = [await open(), await open()];
  return {
    pid: child.pid ?? 0,
    async handOver(frames, length) {
      const frame = 'x'.repeat(length || 300);
      let [sent, came] = [0, 0];
      await new Promise<void>((resolve) => {
        const next = () => sent++ < frames && from.send(frame);
        to.removeAllListeners('message').on('message', () => (++came === frames ? resolve() : next()));
        for (let n = 0; n < 16; n++) next();
      });
    },
    close() {
      from.terminate();
      to.terminate();
      child.kill();
    },
  };
}
