import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { OwnServer } from '@patchbay/email/mailbox/wanted.ts';
import { type Database, embeddedDatabase, foreignDatabase } from './database.node.ts';
import { claimFolder } from './folder.node.ts';
import { type Kept, keep } from './keep.node.ts';
import { type Mail, runMail } from './mail.node.ts';
import { endOrphan, forgetProcess, noteProcess } from './notes.node.ts';
import { isFree } from './port.node.ts';
import { reachable, type Server, startServer } from './server.node.ts';
import type { Settings } from './settings.ts';
import { runVoice, type Voice } from './voice.node.ts';
import type { VoiceState } from './voice.ts';

/** What runs after a start, and how to end it. */
export type Supervision = {
  /** What the server wants people to read, once it serves for the first time. */
  readonly ready: Promise<readonly string[]>;
  /** Ends the server, so that a fresh one starts. */
  readonly renewServer: () => Promise<void>;
  /** Ends everything in order; an aborted signal means: by force, now. */
  readonly stop: (hurry?: AbortSignal) => Promise<void>;
};

/** How to supervise: the server's main file, its environment, where the log lines go, and a signal to give up a start. */
export type Supervising = {
  readonly serverFile: string;
  readonly env: NodeJS.ProcessEnv;
  readonly say: (line: string) => void;
  readonly unwanted: AbortSignal;
};

/** Starts the database, then the server, and keeps both running. Throws with the remedy when something is in the way. */
export async function supervise(settings: Settings, how: Supervising): Promise<Supervision> {
  const folder = claimFolder(settings.folder);
  try {
    await endOrphan(folder, 'server', how.say);
    await checkPort(settings.port);
    return await startAll({ ...settings, folder }, how);
  } catch (error) {
    forgetProcess(folder, 'supervisor', process.pid);
    throw error;
  }
}

async function checkPort(port: number): Promise<void> {
  const reason = await isFree(port).then((free) => (free ? undefined : 'another program listens there'), String);
  if (reason) throw new Error(`Port ${port} cannot be used (${reason}).\nChoose another: PATCHBAY_PORT=${port + 1} npm start`);
}

async function startAll(settings: Settings, how: Supervising): Promise<Supervision> {
  const { promise: ready, resolve: announce } = Promise.withResolvers<readonly string[]>();
  const kept = Promise.withResolvers<Kept<Server>>();
  const renewServer = async () => (await kept.promise).renew();
  const database = await openDatabase(settings, how, () => void renewServer());
  const secret = randomBytes(32).toString('base64url');
  let calls: VoiceState = settings.voice ? 'starting' : 'off';
  let mails: OwnServer = { is: settings.mail ? 'starting' : 'off' };
  const start = async () => {
    const started = await startNoted(settings, withSecret(how, secret), await database.url(), announce);
    started.tell({ type: 'voice', state: calls });
    started.tell({ type: 'mail', state: mails });
    return started;
  };
  const server = await keep({ name: 'server', start, say: how.say }).catch((error) => abandon(database, error));
  kept.resolve(server);
  const tellServer = (message: object) =>
    void server.running().then(
      (one) => one.tell(message),
      () => undefined,
    ); // The next server is told at its start.
  const changed = (state: VoiceState) => {
    calls = state;
    tellServer({ type: 'voice', state });
  };
  const mailChanged = (state: OwnServer) => {
    mails = state;
    tellServer({ type: 'mail', state });
    if (state.is === 'ready')
      how.say(`mail: to try, IMAP localhost:${state.imap}, SMTP localhost:${state.smtp}; any address, password ${state.password}`);
  };
  const telephony = {
    file: fileURLToPath(import.meta.resolve('@patchbay/telephony/main.node.ts')),
    env: async () => {
      await (await server.running()).ready; // it has prepared the database
      return {
        ...how.env,
        ...{ DATABASE_URL: await database.url(), PATCHBAY_TELEPHONY_SECRET: secret },
        PATCHBAY_SERVER: `http://${reachable(settings.host)}:${settings.port}`,
      };
    },
  };
  const voice = settings.voice ? await runVoice({ folder: settings.folder, say: how.say, changed, telephony }) : undefined;
  const mail = settings.mail ? await runMail({ folder: settings.folder, say: how.say, changed: mailChanged }) : undefined;
  const stop = (hurry?: AbortSignal) => stopAll({ folder: settings.folder, server, database, voice, mail }, hurry);
  return { ready, renewServer, stop };
}

/** What the server and the telephony process know each other by, anew at each start. */
const withSecret = (how: Supervising, secret: string): Supervising => ({ ...how, env: { ...how.env, PATCHBAY_TELEPHONY_SECRET: secret } });

function openDatabase({ databaseUrl, folder }: Settings, how: Supervising, moved: () => void): Promise<Database> | Database {
  return databaseUrl ? foreignDatabase(databaseUrl, how.say, how.unwanted) : embeddedDatabase(folder, how.say, moved);
}

async function startNoted(
  settings: Settings,
  how: Supervising,
  url: string,
  announce: (lines: readonly string[]) => void,
): Promise<Server> {
  const { folder, port, host } = settings;
  const env = { ...how.env, DATABASE_URL: url, PATCHBAY_PORT: String(port), PATCHBAY_DATA: folder };
  const server = await startServer({ file: how.serverFile, port, host, env });
  how.say(`server: starting (process ${server.pid}) ...`);
  noteProcess(folder, 'server', server.pid);
  void server.ended.then(() => forgetProcess(folder, 'server', server.pid));
  void tell(server, how.say, announce);
  return server;
}

async function tell(server: Server, say: (line: string) => void, announce: (lines: readonly string[]) => void): Promise<void> {
  const began = performance.now();
  const lines = await server.ready.catch(() => undefined); // Its death is told by the one who starts it again.
  if (!lines) return;
  say(`server: ready after ${((performance.now() - began) / 1000).toFixed(1)} s (process ${server.pid})`);
  announce(lines);
}

async function abandon(database: Database, error: unknown): Promise<never> {
  await database.stop();
  throw error;
}

type Parts = {
  readonly folder: string;
  readonly server: Kept<Server>;
  readonly database: Database;
  readonly voice: Voice | undefined;
  readonly mail: Mail | undefined;
};

/** The database outlives the server, which may still have something to write. */
async function stopAll({ folder, server, database, voice, mail }: Parts, hurry?: AbortSignal): Promise<void> {
  await Promise.all([server.stop(hurry), voice?.stop(hurry), mail?.stop(hurry)]);
  await database.stop(hurry);
  forgetProcess(folder, 'supervisor', process.pid);
}
