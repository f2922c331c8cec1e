import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Account, closedFolder, databaseAccount } from './account.node.ts';
import { type Binaries, binariesFor } from './binaries.node.ts';

/** A database cluster on disk: where its files are, who runs it and with which programs. */
export type Cluster = {
  readonly folder: string;
  readonly data: string;
  readonly log: string;
  readonly password: string;
  readonly account: Account;
  readonly binaries: Binaries;
};

/** Which folder; without fsync its creation does not wait for the disk (tests); where the lines for people go. */
export type Opening = { readonly folder: string; readonly fsync: boolean; readonly say: (line: string) => void };

/** The cluster in `<folder>/postgres`, created on first use. Throws with the remedy when its user cannot reach the folder. */
export async function openCluster({ folder, fsync, say }: Opening): Promise<Cluster> {
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const data = join(folder, 'postgres');
  const account = databaseAccount(data);
  letThrough(folder, account);
  const cluster = {
    folder,
    data,
    log: join(folder, 'postgres.log'),
    account,
    binaries: binariesFor(account),
    password: passwordIn(folder),
  };
  if (!existsSync(data)) await create(cluster, { fsync, say });
  return cluster;
}

/** The port this cluster had last time, if any. */
export function lastPort(cluster: Cluster): number | undefined {
  const file = join(cluster.folder, 'postgres.port');
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) : undefined;
}

/** Notes the port for the next start. */
export function keepPort(cluster: Cluster, port: number): void {
  writeFileSync(join(cluster.folder, 'postgres.port'), `${port}\n`);
}

function letThrough(folder: string, account: Account): void {
  if (account && closedFolder(folder, account) === folder && isOurs(folder)) chmodSync(folder, 0o711);
  const closed = closedFolder(folder, account);
  if (!closed) return;
  throw new Error(
    `The database runs as an unprivileged user (number ${account?.uid}), who may not enter ${closed}, so it cannot use the data folder ${folder}.\n` +
      `Choose a folder every user can reach, for example: PATCHBAY_DATA=/var/lib/patchbay npm start   (or: chmod o+x ${closed})`,
  );
}

/** Nothing but what Patchbay itself puts there, or a cluster of ours: then opening the folder opens nothing of anybody else. */
function isOurs(folder: string): boolean {
  const names = readdirSync(folder);
  const ours = names.includes('postgres') || names.every((name) => /^(postgres|supervisor|server)\./.test(name));
  return ours && statSync(folder).uid === process.getuid?.();
}

function passwordIn(folder: string): string {
  const file = join(folder, 'postgres.password');
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

/** Runs initdb in a folder beside the final one: only a finished cluster gets the final name. */
async function create(cluster: Cluster, { fsync, say }: Omit<Opening, 'folder'>): Promise<void> {
  const began = performance.now();
  say('creating the database ...');
  const part = `${cluster.data}.new`;
  const secret = join(cluster.folder, '.postgres.first');
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { mode: 0o700 });
  writeFileSync(secret, cluster.password, { mode: 0o600 });
  for (const path of [part, secret]) if (cluster.account) chownSync(path, cluster.account.uid, cluster.account.gid);
  try {
    await initdb(cluster, [`--pgdata=${part}`, `--pwfile=${secret}`, ...(fsync ? [] : ['--no-sync'])]);
  } finally {
    rmSync(secret);
  }
  renameSync(part, cluster.data);
  say(`created the database in ${((performance.now() - began) / 1000).toFixed(1)} s`);
}

async function initdb({ binaries, account }: Cluster, where: readonly string[]): Promise<void> {
  const how = ['--username=postgres', '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C.UTF-8'];
  const env = { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', TZ: 'UTC' };
  await promisify(execFile)(binaries.initdb, [...where, ...how], { ...account, env, cwd: '/' });
}
