import type { Answered, ToServer, ToTelephony } from '@patchbay/voice/door.ts';
import { doorPath } from '@patchbay/voice/door.ts';
import WebSocket from 'ws';
import type { Telling } from './wired.ts';

/** The line to the server: opened again whenever it is lost; what was not answered is said again, what could not be noted a moment later, and of one call or device always in order. [VO117] */
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

type One = { readonly n: number; readonly telling: Telling; readonly settle: (answer: Answered) => void };

const first = 50;
const last = 1000;
const again = 500;

export function openDoorLine({ url, secret, hear, say }: DoorOptions): DoorLine {
  /** Of each subject what was told and not answered yet; only the first one has been said. */
  const untold = new Map<string, One[]>();
  const said = new Map<number, string>();
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
      for (const [one] of untold.values()) if (one) send(one);
    });
    next.on('message', (data) => {
      const message = JSON.parse(String(data)) as ToTelephony;
      if (message.say === 'answer') answered(message.n, message.answer);
      else hear(message);
    });
    next.on('error', (error) => say(`door: ${error.message}`));
    next.on('close', () => {
      if (closed) return;
      timer = setTimeout(connect, pause);
      pause = Math.min(pause * 2, last);
    });
  }
  function answered(number: number, answer: Answered): void {
    const subject = said.get(number) ?? '';
    const [one, ...rest] = untold.get(subject) ?? [];
    if (one?.n !== number) return;
    if ('refused' in answer && answer.refused === 'requests.failed') return void setTimeout(send, again, one);
    said.delete(number);
    if (rest.length > 0) untold.set(subject, rest);
    else untold.delete(subject);
    one.settle(answer);
    if (rest[0]) send(rest[0]);
  }
  function send({ n: number, telling }: One): void {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ ...telling, n: number } as ToServer));
  }
  return {
    tell: (telling) => {
      const { promise, resolve } = Promise.withResolvers<Answered>();
      const one: One = { n: (n += 1), telling, settle: resolve };
      const subject = subjectOf(telling);
      const before = untold.get(subject);
      said.set(one.n, subject);
      untold.set(subject, [...(before ?? []), one]);
      if (!before) send(one);
      return promise;
    },
    answer: (number, sdp) => {
      const message: ToServer = { say: 'answer', n: number, answer: { sdp } };
      if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message)); // else whoever asked is gone, or asks again
    },
    close: () => {
      closed = true;
      clearTimeout(timer);
      socket?.terminate();
    },
  };
}

/** What must be told in order: the facts of one call, of one device, and each invitation by itself. */
function subjectOf(telling: Telling): string {
  if (telling.say === 'happened') return `call ${telling.tenant} ${telling.interaction}`;
  return telling.say === 'device' ? `device ${telling.tenant} ${telling.agent}` : `line ${telling.key}`;
}
