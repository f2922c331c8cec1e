import { openDatabase } from '@patchbay/base/database.node.ts';
import { explained } from '@patchbay/routing/explain.ts';
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
      for (const line of explained(decisions, language)) terminal.out(line);
      if (decisions.length) return 0;
    }
  } finally {
    await db.close();
  }
  terminal.error('Routing has decided nothing about such an interaction.');
  return 1;
}

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
