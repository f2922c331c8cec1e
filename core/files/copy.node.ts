import { isRefused, type Refusal, refuse } from '@patchbay/base/decision.ts';
import { tooLarge, wrongName } from './rules.ts';
import { enter, fileOf, type StoredFile } from './store.node.ts';
import { type Coming, type FileDesk, full, scanIt } from './take.node.ts';

/**
 * Takes a file in that is kept already, under another name and for another place: the same limits and kinds as if it came anew, and what
 * was not found clean is looked at again. The same again is answered with the same file. [FI10]
 */
export async function copyIn(desk: FileDesk, coming: Omit<Coming, 'name'>, from: StoredFile): Promise<StoredFile | Refusal> {
  const file = await desk.inTurn(`file ${coming.sender} ${coming.clientId}`, () => copied(desk, { ...coming, name: from.name }, from));
  return isRefused(file) ? file : scanIt(desk, coming.tenant, file);
}

async function copied(desk: FileDesk, coming: Coming, from: StoredFile): Promise<StoredFile | Refusal> {
  const { tenant, interaction, sender, clientId, settings, name } = coming;
  const run = desk.db.as(tenant);
  const before = await fileOf(run, tenant, coming);
  if (before) return before.hash === from.hash ? before : refuse('commands.keyReused');
  if (from.scan === 'infected') return refuse('files.infected');
  const wrong = wrongName(name, settings) ?? tooLarge(from.size, settings) ?? (await full(desk, coming));
  if (wrong) return wrong;
  const id = desk.ids.next();
  const scan = desk.scanner && from.scan !== 'clean' ? 'pending' : from.scan;
  const file: StoredFile = { ...from, id, interaction, sender, scan, createdAt: desk.clock.now(), sentAt: null, lasting: false };
  if (!(await desk.shelf.copy(tenant, from.id, id))) return refuse('files.notFound');
  if (await enter(run, tenant, { ...file, clientId }, settings.perInteraction)) return file;
  await desk.shelf.forget(tenant, id);
  return (await fileOf(run, tenant, coming)) ?? refuse('files.tooMany', { most: settings.perInteraction });
}
