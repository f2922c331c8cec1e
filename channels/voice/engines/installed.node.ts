import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const PROGRAMS = ['kamailio', 'rtpengine', 'janus'] as const;
const PLACES = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** The engines' programs that are not on this machine, Kamailio's WebSocket module among them. */
export function missing(): readonly string[] {
  const paths = [...(process.env['PATH'] ?? '').split(delimiter), ...PLACES];
  const programs = PROGRAMS.filter((name) => !paths.some((path) => isProgram(join(path, name))));
  const module = libraries();
  return module === undefined && programs.length === 0 ? ['kamailio-websocket-modules'] : programs;
}

/** The folder of this machine's libraries, below which Kamailio and Janus have their modules. */
export function libraries(): string | undefined {
  const folders = [
    '/usr/lib',
    '/usr/lib64',
    ...(existsSync('/usr/lib') ? readdirSync('/usr/lib').map((name) => join('/usr/lib', name)) : []),
  ];
  return folders.find(
    (folder) => existsSync(join(folder, 'kamailio', 'modules', 'websocket.so')) && existsSync(join(folder, 'janus', 'plugins')),
  );
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false; // Not there, or not ours to run: the next place.
  }
}
