import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { type Refusal, refuse, type TenantId } from '@patchbay/base/decision.ts';

/** Where the contents of files lie, below the data folder: by tenant, under the file's id. */
export interface Shelf {
  /** Writes what comes to disk, piece by piece; refuses as soon as it is more than `most` bytes, and then keeps nothing. */
  receive(id: string, from: Readable, most: { readonly bytes: number; readonly refusal: Refusal }): Promise<Received | Refusal>;
  /** The bytes of something that was received. */
  received(id: string): Promise<Buffer>;
  /** Puts what was received under its file, as these bytes if given. */
  keep(tenant: TenantId, id: string, as: { readonly view?: Buffer; readonly thumbnail?: Buffer }): Promise<void>;
  /** Keeps the same content under another file too; false: it is not there. */
  copy(tenant: TenantId, from: string, to: string): Promise<boolean>;
  forget(tenant: TenantId, id: string): Promise<void>;
  /** Gives up what was received. */
  drop(id: string): Promise<void>;
  path(tenant: TenantId, id: string, part: Part): string;
  /** The ids of all that lies there for a tenant, and of what was being received. */
  kept(tenant: TenantId): Promise<ReadonlySet<string>>;
  coming(): Promise<readonly string[]>;
}
/** The file itself, or the small picture of it. */
export type Part = 'view' | 'thumbnail';
/** So many bytes came, with this hash. */
export interface Received {
  readonly size: number;
  readonly hash: string;
}

const endings: { readonly [P in Part]: string } = { view: '', thumbnail: '.small' };

/** Opens the folder of files in this data folder. */
export function openShelf(data: string): Shelf {
  const all = join(data, 'files');
  const incoming = (id: string) => join(all, '.coming', id);
  const folder = (tenant: TenantId, id: string) => join(all, tenant, id.slice(-2));
  const path = (tenant: TenantId, id: string, part: Part) => join(folder(tenant, id), id + endings[part]);
  return {
    path,
    async receive(id, from, most) {
      await mkdir(join(all, '.coming'), { recursive: true, mode: 0o700 });
      const received = await pour(incoming(id), from, most);
      if ('refused' in received) await rm(incoming(id), { force: true });
      return received;
    },
    received: (id) => readFile(incoming(id)),
    async keep(tenant, id, { view, thumbnail }) {
      await mkdir(folder(tenant, id), { recursive: true, mode: 0o700 });
      if (thumbnail) await put(path(tenant, id, 'thumbnail'), thumbnail);
      if (view) await put(incoming(id), view);
      await rename(incoming(id), path(tenant, id, 'view'));
    },
    async copy(tenant, from, to) {
      await mkdir(folder(tenant, to), { recursive: true, mode: 0o700 });
      await copied(path(tenant, from, 'thumbnail'), path(tenant, to, 'thumbnail'));
      return copied(path(tenant, from, 'view'), path(tenant, to, 'view'));
    },
    async forget(tenant, id) {
      for (const part of ['view', 'thumbnail'] as const) await rm(path(tenant, id, part), { force: true });
    },
    drop: (id) => rm(incoming(id), { force: true }),
    async kept(tenant) {
      const folders = await names(join(all, tenant));
      const found = await Promise.all(folders.map((one) => names(join(all, tenant, one))));
      return new Set(found.flat().map((name) => name.replace(/\.small$/, '')));
    },
    coming: () => names(join(all, '.coming')),
  };
}

/** Overwrites and flushes to the disk, so that a file is whole before its row is. */
async function put(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Content never changes once it is kept; false: there is none. */
async function copied(from: string, to: string): Promise<boolean> {
  try {
    await put(to, await readFile(from));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

async function pour(path: string, from: Readable, { bytes, refusal }: { bytes: number; refusal: Refusal }): Promise<Received | Refusal> {
  const hash = createHash('sha256');
  const file = await open(path, 'w', 0o600);
  let size = 0;
  try {
    for await (const piece of from.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += piece.length;
      if (size > bytes) return refusal;
      hash.update(piece);
      await file.write(piece);
    }
    await file.sync();
    return { size, hash: hash.digest('hex') };
  } catch (error) {
    if (isBrokenOff(error)) return refuse('files.brokenOff');
    throw error;
  } finally {
    await file.close();
  }
}

/** The sender went away in the middle. */
const isBrokenOff = (error: unknown): boolean =>
  ['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE', 'ABORT_ERR'].includes((error as NodeJS.ErrnoException).code ?? '');

async function names(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []; // nothing was kept there yet
    throw error;
  }
}
