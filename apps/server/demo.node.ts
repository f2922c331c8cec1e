import { systemClock } from '@patchbay/base/clock.node.ts';
import { openDatabase } from '@patchbay/base/database.node.ts';
import type { Centre } from '@patchbay/configuration/centre.ts';
import { applyCentre } from './centre.node.ts';

/** Creates the contact centre of this text in a database that has none, and answers lines that say how to sign in. Throws when the text is bad. */
export async function demoCentre(url: string, text: string): Promise<readonly string[]> {
  const db = await openDatabase(url, { max: 2 });
  try {
    if ((await db.tenants()).length > 0) return [];
    const done = await applyCentre({ db, clock: systemClock }, text);
    if ('applied' in done) return welcome(done.centre);
    throw new Error(`The demo centre cannot be read: ${done.problems.map((p) => `line ${p.line}: ${p.reason}`).join(' ')}`);
  } finally {
    await db.close();
  }
}

function welcome(centre: Centre): readonly string[] {
  const users = Object.entries(centre.users).filter(([, user]) => user.password);
  return [
    `The demo centre "${centre.tenant.name}" (tenant ${centre.tenant.key}) was created. Sign in, and change these passwords before others can reach it:`,
    ...users.map(([login, { role, password }]) => `  ${login} / ${password} (${role})`),
  ];
}
