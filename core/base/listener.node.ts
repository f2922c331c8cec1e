import pg from 'pg';

/** What other processes say, and that something may have been missed. */
export interface Listening {
  told(message: string): void;
  /** The connection was lost and there is another one: whatever was said in between was not heard. */
  missed(): void;
}

const pauseMs = 1000;

/** Listens on a connection of its own; when it breaks, on another one as soon as there is one. Answers how to stop. [BA15] */
export async function listenOn(config: pg.ClientConfig, channel: string, listening: Listening): Promise<() => Promise<void>> {
  let closed = false;
  let later: NodeJS.Timeout | undefined;
  let client = await open();

  async function open(): Promise<pg.Client> {
    const next = new pg.Client({ ...config, keepAlive: true });
    next.on('notification', ({ payload = '' }) => listening.told(payload));
    next.on('error', () => undefined); // its end follows
    await next.connect();
    await next.query(`listen ${next.escapeIdentifier(channel)}`);
    next.once('end', again);
    return next;
  }
  function again() {
    if (closed) return;
    later = setTimeout(() => {
      open().then((next) => {
        client = next;
        if (closed) void next.end();
        else listening.missed();
      }, again);
    }, pauseMs);
  }
  return async () => {
    closed = true;
    clearTimeout(later);
    await client.end();
  };
}
