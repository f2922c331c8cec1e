import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { TenantId } from '@patchbay/base/decision.ts';

/** The sources of mails as they came, in the data folder, each under the id of its arrival. */
export interface Sources {
  /** On the disk when it resolves. */
  write(tenant: TenantId, id: string, bytes: Uint8Array): Promise<void>;
  read(tenant: TenantId, id: string): Promise<Buffer>;
  has(tenant: TenantId, id: string): Promise<boolean>;
  path(tenant: TenantId, id: string): string;
  forget(tenant: TenantId, id: string): Promise<void>;
  /** The ids of all that lies there. */
  kept(tenant: TenantId): Promise<readonly string[]>;
}

/** Opens the folder of sources in this data folder. */
export function openSources(data: string): Sources {
  const all = join(data, 'mail-sources');
  const path = (tenant: TenantId, id: string) => join(all, tenant, id.slice(-2), `${id}.eml`);
  return {
    path,
    async write(tenant, id, bytes) {
      const to = path(tenant, id);
      await mkdir(dirname(to), { recursive: true, mode: 0o700 });
      await put(`${to}.new`, bytes);
      await rename(`${to}.new`, to);
      await flush(dirname(to));
    },
    has: (tenant, id) => there(path(tenant, id)),
    read: (tenant, id) => readFile(path(tenant, id)),
    async forget(tenant, id) {
      for (const file of [path(tenant, id), `${path(tenant, id)}.new`]) await rm(file, { force: true });
    },
    async kept(tenant) {
      const folders = await names(join(all, tenant));
      const found = await Promise.all(folders.map((one) => names(join(all, tenant, one))));
      return found.flat().map((name) => name.replace(/\.eml(\.new)?$/, ''));
    },
  };
}

async function put(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function names(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []; // nothing came yet
    throw error;
  }
}

async function there(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/** What a folder names is on the disk as well. */
async function flush(folder: string): Promise<void> {
  const opened = await open(folder, 'r');
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}
