import pg from 'pg';

/** Names held by one connection; see `Database.hold`. */
export interface Holder {
  hold(name: string, lost: () => void): Promise<(() => Promise<void>) | null>;
  close(): Promise<void>;
}

/** Opens its connection with the first name that is to be held, and another one when that broke. */
export function newHolder(config: pg.ClientConfig): Holder {
  let connection: Promise<pg.Client> | null = null;
  const held = new Map<string, () => void>();
  let turn: Promise<unknown> = Promise.resolve(); // a connection answers one question at a time
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = turn.then(work);
    turn = done.catch(() => undefined); // whoever asked is told
    return done;
  };

  function broken() {
    connection = null;
    const all = [...held.values()];
    held.clear();
    for (const lost of all) lost();
  }
  async function open(): Promise<pg.Client> {
    const client = new pg.Client({ ...config, keepAlive: true });
    client.on('error', () => undefined); // its end follows
    client.once('end', broken);
    await client.connect();
    return client;
  }
  return {
    async hold(name, lost) {
      connection ??= open();
      const client = await connection.catch((error: unknown) => {
        connection = null;
        throw error;
      });
      const { rows } = await inTurn(() =>
        client.query<{ ours: boolean }>('select pg_try_advisory_lock(hashtextextended($1, 0)) as ours', [name]),
      );
      if (!rows[0]?.ours) return null;
      held.set(name, lost);
      return async () => {
        if (held.get(name) !== lost || !held.delete(name)) return;
        await inTurn(() => client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [name]));
      };
    },
    async close() {
      const client = await connection?.catch(() => null); // it could not be opened: there is nothing to close
      held.clear();
      await client?.end();
    },
  };
}
