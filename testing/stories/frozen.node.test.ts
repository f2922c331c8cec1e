import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { startWorld } from '../world.node.ts';

test('[BA11] while a foreign transaction freezes the stream, offers and messages flow, and who reconnects misses nothing', async () => {
  const world = await startWorld();
  const foreign = new pg.Client({ connectionString: inject('postgresUrl') });
  await foreign.connect();
  try {
    const anna = await world.agent('anna');
    await anna.goesReady();
    await foreign.query('begin');
    await foreign.query('select pg_current_xact_id()'); // another database of the cluster, a write that stays open
    for (const name of ['Eva', 'Max', 'Ida']) {
      const customer = await world.customer(name);
      const id = await customer.startsChat(`Hello from ${name}`);
      expect(await anna.seesOffer(name)).toBe(id);
      await anna.accepts(id);
      await customer.says('Still there?');
      await anna.hears(id, 'Still there?');
      anna.losesTheLine();
      await customer.says('And now?', randomUUID());
      await anna.connects();
      await anna.hears(id, 'And now?');
      const { folded, fresh } = await anna.verifies();
      expect(folded).toEqual(fresh);
    }
  } finally {
    await foreign.query('rollback');
    await foreign.end();
    await world.close();
  }
});
