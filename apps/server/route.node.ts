import { openDatabase } from '@patchbay/base/database.node.ts';
import type { Centre } from '@patchbay/configuration/centre.ts';
import { loadCentre } from '@patchbay/configuration/store.node.ts';
import { textIn } from '@patchbay/configuration/text.ts';
import { explained, type Names } from '@patchbay/routing/explain.ts';
import { decisionsOf } from '@patchbay/routing/store.node.ts';
import { databaseAddress } from './address.node.ts';
import type { Exit, Terminal } from './config.node.ts';

const usage = `Usage:
  npm run route -- explain INTERACTION [de]   prints why it was offered to whom, and why not to others`;

/** Prints what routing has decided about an interaction, and why. [RT35] */
export async function route([verb, interaction, language = 'en', ...more]: readonly string[], terminal: Terminal): Promise<Exit> {
  if (verb !== 'explain' || !interaction || more.length || (language !== 'en' && language !== 'de')) return stopped(terminal, usage);
  const address = databaseAddress(terminal.env);
  if ('missing' in address) return stopped(terminal, address.missing);
  const db = await openDatabase(address.url, { max: 2 });
  try {
    for (const tenant of await db.tenants()) {
      const decisions = await decisionsOf(db.as(tenant), tenant, interaction);
      if (!decisions.length) continue;
      const names = namesIn(await loadCentre(db.as(tenant), tenant), language);
      for (const line of explained(decisions, language, names)) terminal.out(line);
      return 0;
    }
  } finally {
    await db.close();
  }
  terminal.error('Routing has decided nothing about such an interaction.');
  return 1;
}

/** What people of this centre call its agents and queues. */
const namesIn = (centre: Centre | undefined, language: string): Names => ({
  agents: Object.fromEntries(Object.entries(centre?.users ?? {}).map(([key, { name }]) => [key, name])),
  queues: Object.fromEntries(Object.entries(centre?.queues ?? {}).map(([key, { label }]) => [key, textIn(label, language)])),
});

function stopped(terminal: Terminal, why: string): Exit {
  terminal.error(why);
  return 2;
}

if (import.meta.main)
  process.exitCode = await route(process.argv.slice(2), {
    env: process.env,
    folder: process.cwd(),
    out: (line) => console.log(line),
    error: (line) => console.error(line),
  });
