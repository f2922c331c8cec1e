import { WebSocket } from 'ws';

/** A WebSocket of the public API whose frames are kept; whoever waits is asked again at each. */
export interface Wire {
  readonly frames: readonly Frame[];
  send(frame: object): void;
  /** Closes without a word, as a lost line does. */
  cut(): void;
  readonly closed: Promise<number>;
}
export type Frame = { readonly f: string } & Record<string, unknown>;

/** Opens the stream and says hello. `told` is called with every frame. */
export async function openWire(
  url: string,
  { cookie, hello, told }: { cookie?: string; hello: object; told: (frame: Frame) => void },
): Promise<Wire> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/api/stream`, { headers: { ...(cookie && { cookie }) } });
  const frames: Frame[] = [];
  socket.on('message', (data) => {
    const frame = JSON.parse(String(data)) as Frame;
    frames.push(frame);
    told(frame);
  });
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  socket.on('error', () => undefined); // a refused or broken socket also closes, and that is waited for
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('error', reject);
  });
  socket.send(JSON.stringify({ f: 'hello', ...hello }));
  return { frames, closed, send: (frame) => socket.send(JSON.stringify(frame)), cut: () => socket.terminate() };
}

const greetings = ['snapshot', 'resumed', 'chat', 'nothing'];

/** The same, and waits until it was greeted; `again` greets once more and waits for that: whatever was sent before has been heard by then. */
export async function joinedWire(url: string, how: Parameters<typeof openWire>[1]): Promise<Wire & { again(): Promise<void> }> {
  const hears = waiting('a stream', () => wire.frames);
  const told = (frame: Frame) => {
    how.told(frame);
    hears.look();
  };
  const wire = await openWire(url, { ...how, told });
  const greeted = () => wire.frames.filter((frame) => greetings.includes(frame.f)).length;
  const greetedMore = (times: number) => hears.until('a greeting', () => greeted() > times || undefined);
  await greetedMore(0);
  const again = async () => {
    const times = greeted();
    wire.send({ f: 'hello', ...how.hello });
    await greetedMore(times);
  };
  return { ...wire, again };
}

/** Waits for something that frames bring about. */
export interface Waiting {
  /** To be called whenever something has changed. */
  look(): void;
  /** Resolves with what `find` answers as soon as it is not undefined; fails after `seconds` with what there was instead. */
  until<T>(what: string, find: () => T | undefined, seconds?: number): Promise<T>;
}

/** Waits without polling. `describe` tells in a failure what there was. */
export function waiting(who: string, describe: () => unknown): Waiting {
  const waiters = new Set<() => void>();
  return {
    look: () => {
      for (const waiter of [...waiters]) waiter();
    },
    until: (what, find, seconds = 60) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = find();
          if (found === undefined) return;
          clearTimeout(timer);
          waiters.delete(look);
          resolve(found);
        };
        const timer = setTimeout(() => {
          waiters.delete(look);
          reject(new Error(`${who} waited in vain: ${what}. There was: ${JSON.stringify(describe(), null, 1).slice(0, 3000)}`));
        }, seconds * 1000);
        waiters.add(look);
        look();
      }),
  };
}
