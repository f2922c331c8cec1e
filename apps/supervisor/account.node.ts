import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** The user and group a process runs as; nothing when it runs as the one who started us. */
export type Account = { readonly uid: number; readonly gid: number } | undefined;

/**
 * The unprivileged user of the database. PostgreSQL refuses to run as root, so root lends it the owner of an existing cluster,
 * else the system user `patchbay` (created when possible), `postgres` or `nobody`.
 */
export function databaseAccount(cluster: string): Account {
  if (process.getuid?.() !== 0) return undefined;
  return ownerOf(cluster) ?? named('patchbay') ?? created('patchbay') ?? named('postgres') ?? named('nobody');
}

/** The first folder on the way to `folder` (itself included) that the account may not enter, if any. */
export function closedFolder(folder: string, account: Account): string | undefined {
  if (!account) return undefined;
  return wayTo(folder).find((step) => existsSync(step) && !may(account, '-x', step));
}

/** Whether the account may run this file: every folder above it is open and the file is executable. */
export function mayRun(file: string, account: Account): boolean {
  return account === undefined || may(account, '-x', file);
}

function may(account: NonNullable<Account>, test: string, path: string): boolean {
  return spawnSync('/bin/sh', ['-c', `test ${test} "$0"`, path], { ...account, cwd: '/' }).status === 0;
}

function wayTo(folder: string): readonly string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [...wayTo(above), folder];
}

function ownerOf(cluster: string): Account {
  if (!existsSync(cluster)) return undefined;
  const { uid, gid } = statSync(cluster);
  return uid === 0 ? undefined : { uid, gid };
}

function named(user: string): Account {
  const [uid, gid] = ['-u', '-g'].map((field) => spawnSync('id', [field, user], { encoding: 'utf8' }).stdout?.trim());
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
}

function created(user: string): Account {
  try {
    execFileSync(
      'useradd',
      ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin', user],
      {
        stdio: 'ignore',
      },
    );
  } catch {
    return undefined; // No useradd here, or a read-only /etc: another user will do.
  }
  return named(user);
}
