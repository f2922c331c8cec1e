import type { Readable } from 'node:stream';
import type { Clock, Ids } from '@patchbay/base/clock.ts';
import type { Database } from '@patchbay/base/database.node.ts';
import { isRefused, type Refusal, refuse, type TenantId } from '@patchbay/base/decision.ts';
import { type FileSettings, type Format, isPicture, type Scan } from './file.ts';
import { type PictureFormat, type Redrawn, redraw } from './picture.node.ts';
import { mostBytes, notAsNamed, safeName, wrongName } from './rules.ts';
import { ScanFailure, type Scanner } from './scanner.node.ts';
import type { Received, Shelf } from './shelf.node.ts';
import { formatOf } from './sniff.node.ts';
import { bytesOf, enter, fileOf, filesIn, type OwnName, type StoredFile, scanned } from './store.node.ts';

const megabyte = 1024 * 1024;

/** What files stand on. */
export interface FileDesk {
  readonly db: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly shelf: Shelf;
  /** Null: there is none, and files are shown as not looked at. */
  readonly scanner: Scanner | null;
  /** One after the other of this name. */
  inTurn<T>(name: string, work: () => Promise<T>): Promise<T>;
}
/** A file that somebody sends. */
export interface Coming extends OwnName {
  readonly tenant: TenantId;
  readonly name: string;
  readonly settings: FileSettings;
}

/** Takes a file in: to disk, looked at, drawn anew if it is a picture, entered, scanned. The same again is answered with the same file. [FI1] */
export async function takeIn(desk: FileDesk, coming: Coming, content: Readable): Promise<StoredFile | Refusal> {
  const { name, settings } = coming;
  const wrong = wrongName(name, settings) ?? (await full(desk, coming));
  if (wrong) return wrong;
  const id = desk.ids.next();
  const most = { bytes: mostBytes(settings), refusal: refuse('files.tooLarge', { most: settings.megabytes }) };
  try {
    const received = await desk.shelf.receive(id, content, most);
    if (isRefused(received)) return received;
    const file = await desk.inTurn(`file ${coming.sender} ${coming.clientId}`, () => keep(desk, coming, id, received));
    return isRefused(file) ? file : await scanIt(desk, coming.tenant, file);
  } finally {
    await desk.shelf.drop(id);
  }
}

/** Whether the interaction has as many files as it may, or the centre as much; one that is there already is no further one. [FI2] [FI9] */
export async function full({ db }: FileDesk, coming: Coming): Promise<Refusal | undefined> {
  const { tenant, interaction, settings } = coming;
  const run = db.as(tenant);
  const many = (await filesIn(run, tenant, interaction)) >= settings.perInteraction;
  const much = settings.totalMegabytes !== null && (await bytesOf(run, tenant)) >= settings.totalMegabytes * megabyte;
  if (!(many || much) || (await fileOf(run, tenant, coming))) return undefined;
  return many ? refuse('files.tooMany', { most: settings.perInteraction }) : refuse('files.noRoom');
}

async function keep(desk: FileDesk, coming: Coming, id: string, received: Received): Promise<StoredFile | Refusal> {
  const { tenant, clientId, settings } = coming;
  const run = desk.db.as(tenant);
  const before = await fileOf(run, tenant, coming);
  if (before) return before.hash === received.hash ? before : refuse('commands.keyReused');
  const known = await knowIt(desk, coming, await desk.shelf.received(id));
  if (isRefused(known)) return known;
  const file = described(desk, coming, { id, received, ...known });
  await desk.shelf.keep(tenant, id, known.drawn ?? {});
  if (await enter(run, tenant, { ...file, clientId }, settings.perInteraction)) return file;
  await desk.shelf.forget(tenant, id);
  return (await fileOf(run, tenant, coming)) ?? refuse('files.tooMany', { most: settings.perInteraction });
}

/** What content turns out to be, and the picture drawn anew if it is one. */
interface Known {
  readonly format: Format;
  readonly drawn: Redrawn | null;
}

async function knowIt(desk: FileDesk, { name, settings }: Coming, bytes: Buffer): Promise<Known | Refusal> {
  const format = await formatOf(bytes);
  if (isRefused(format)) return format;
  const wrong = notAsNamed(format, name, settings);
  if (wrong || !format) return wrong ?? refuse('files.notAsNamed');
  if (!isPicture({ format })) return { format, drawn: null };
  const drawn = await desk.inTurn('pictures', () => redraw(bytes, format as PictureFormat, settings.pictureSide));
  return isRefused(drawn) ? drawn : { format, drawn };
}

function described(
  desk: FileDesk,
  coming: Coming,
  { id, received, format, drawn }: Known & { id: string; received: Received },
): StoredFile {
  const { interaction, sender, name } = coming;
  return {
    ...{ id, interaction, sender, hash: received.hash, name: safeName(name, format), format, createdAt: desk.clock.now() },
    ...{ size: drawn?.view.length ?? received.size, width: drawn?.width ?? null, height: drawn?.height ?? null },
    ...{ scan: desk.scanner ? 'pending' : 'unscanned', sentAt: null, lasting: false },
  };
}

/** Has a file looked at, if it was not and somebody can. What could not be looked at is `failed`, and tried again later. [FI6] */
export async function scanIt(desk: FileDesk, tenant: TenantId, file: StoredFile): Promise<StoredFile> {
  const { scanner, shelf, db, clock } = desk;
  if (!scanner || file.scan === 'clean' || file.scan === 'infected' || file.scan === 'unscanned') return file;
  const scan = await looked(scanner, shelf.path(tenant, file.id, 'view'));
  return (await scanned(db.as(tenant), tenant, { id: file.id, scan, at: clock.now() })) ?? file;
}

async function looked(scanner: Scanner, path: string): Promise<Scan> {
  try {
    return await scanner.scan(path);
  } catch (error) {
    if (error instanceof ScanFailure) return 'failed';
    throw error;
  }
}
