/** What a person can choose when starting Patchbay. */
export type Settings = {
  readonly port: number;
  /** Where the server listens, as `PATCHBAY_HOST` says; the server itself checks it. */
  readonly host: string;
  readonly folder: string;
  readonly databaseUrl: string | undefined;
  /** Whether the engines of calls are wanted. */
  readonly voice: boolean;
  /** Whether a mail server for trying is wanted. */
  readonly mail: boolean;
};

/** The settings in these environment variables, or what is wrong with them, one sentence each. */
export function settingsFrom(env: Readonly<Record<string, string | undefined>>): Settings | { readonly problems: readonly string[] } {
  const { PATCHBAY_PORT: port = '7070', PATCHBAY_DATA: folder = './data', DATABASE_URL: databaseUrl } = env;
  const host = env['PATCHBAY_HOST'] || '127.0.0.1';
  const problems = [
    ...[wrongPort(port), wrongFolder(folder), wrongUrl(databaseUrl)],
    ...['PATCHBAY_VOICE', 'PATCHBAY_MAIL'].map((name) => wrongSwitch(name, env[name])),
  ].filter((problem) => problem !== undefined);
  return problems.length > 0
    ? { problems }
    : {
        ...{ port: Number(port), host, folder, databaseUrl: databaseUrl || undefined },
        ...{ voice: env['PATCHBAY_VOICE'] !== 'off', mail: env['PATCHBAY_MAIL'] !== 'off' },
      };
}

function wrongPort(port: string): string | undefined {
  const right = /^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535;
  return right ? undefined : `PATCHBAY_PORT is "${port}", which is no port number (1 to 65535). For example: PATCHBAY_PORT=7071 npm start`;
}

function wrongFolder(folder: string): string | undefined {
  return folder.trim() ? undefined : 'PATCHBAY_DATA is empty. Name the data folder, for example: PATCHBAY_DATA=/var/lib/patchbay npm start';
}

function wrongUrl(url: string | undefined): string | undefined {
  if (!url || (URL.canParse(url) && /^postgres(ql)?:$/.test(new URL(url).protocol))) return undefined;
  return 'DATABASE_URL is no PostgreSQL address. It looks like this: postgres://user:password@host:5432/database';
}

function wrongSwitch(name: string, value: string | undefined): string | undefined {
  return !value || ['on', 'off'].includes(value)
    ? undefined
    : `${name} is "${value}". It is "on" or "off", for example: ${name}=off npm start`;
}
