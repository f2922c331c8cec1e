import type { Answered, ToServer, ToTelephony } from '@patchbay/voice/door.ts';
import { doorPath } from '@patchbay/voice/door.ts';
import WebSocket from 'ws';
import type { Telling } from './wired.ts';

/** The line to the server: opened again whenever it is lost; what was not answered is said again, in order, and what could not be noted a moment later. [VO117] */
export interface DoorLine {
  readonly tell: (telling: Telling) => Promise<Answered>;
  readonly answer: (n: number, sdp: string | null) => void;
  readonly close: () => void;
}

/** Where the server is, what it wants to know, and who hears it. */
export interface DoorOptions {
  readonly url: string;
  readonly secret: string;
  readonly hear: (message: Exclude<ToTelephony, { readonly say: 'answer' }>) => void;
  readonly say: (line: string) => void;
}

const first = 50;
const last = 1000;

export function openDoorLine({ url, secret, hear, say }: DoorOptions): DoorLine {
  const open = new Map<number, { readonly telling: Telling; readonly settle: (answer: Answered) => void }>();
  let socket: WebSocket | null = null;
  let [n, pause, closed] = [0, first, false];
  let timer: NodeJS.Timeout | undefined;
  connect();

  function connect(): void {
    const next = new WebSocket(url.replace(/^http/, 'ws') + doorPath, {
      headers: { authorization: `Bearer ${secret}` },
      handshakeTimeout: 2000,
    });
    socket = next;
    next.on('open', () => {
      pause = first;
      for (const [number, { telling }] of open) send({ ...telling, n: number } as ToServer);
    });
    next.on('message', (data) => {
      const message = JSON.parse(String(data)) as ToTelephony;
      if (message.say !== 'answer') return hear(message);
      const one = open.get(message.n);
      if (!one) return;
      if ('refused' in message.answer && message.answer.refused === 'requests.failed')
        return void setTimeout(() => send({ ...one.telling, n: message.n } as ToServer), last);
      open.delete(message.n);
      one.settle(message.answer);
    });
    next.on('error', (error) => say(`door: ${error.message}`));
    next.on('close', () => {
      if (closed) return;
      timer = setTimeout(connect, pause);
      pause = Math.min(pause * 2, last);
    });
  }
  function send(message: ToServer): void {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  }
  return {
    tell: (telling) => {
      const number = (n += 1);
      const { promise, resolve } = Promise.withResolvers<Answered>();
      open.set(number, { telling, settle: resolve });
      send({ ...telling, n: number } as ToServer);
      return promise;
    },
    answer: (number, sdp) => send({ say: 'answer', n: number, answer: { sdp } }),
    close: () => {
      closed = true;
      clearTimeout(timer);
      socket?.terminate();
    },
  };
}
