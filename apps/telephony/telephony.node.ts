import { type Agent, deviceOf } from '@patchbay/agents/agent.ts';
import { agentKind } from '@patchbay/agents/kind.ts';
import type { Clock } from '@patchbay/base/clock.ts';
import { type Database, openDatabase } from '@patchbay/base/database.node.ts';
import type { AgentId, TenantId } from '@patchbay/base/decision.ts';
import { load } from '@patchbay/base/execute.node.ts';
import { configurationChannel } from '@patchbay/configuration/store.node.ts';
import type { Leg } from '@patchbay/voice/call.ts';
import type { Setup } from '@patchbay/voice/engines/engine.ts';
import { rpc as ask } from '@patchbay/voice/engines/rpc.node.ts';
import { type KeptLine, keptLines } from '@patchbay/voice/lines.node.ts';
import { type OpenMedia, openMedia } from '@patchbay/voice/media/engine.node.ts';
import type { KeptVoice, MediaLegId, Place } from '@patchbay/voice/media/media.ts';
import { browserAt, inRoom, nameAtEdge } from '@patchbay/voice/names.ts';
import type { SavedDialog } from '@patchbay/voice/sip/edge.ts';
import { openSip } from '@patchbay/voice/sip/sip.node.ts';
import { installSounds } from '@patchbay/voice/sounds/installed.node.ts';
import { admission, admitted, isRegistered, type Rpc } from './admission.node.ts';
import { type Calls, openCalls } from './calls.node.ts';
import { openDoorLine } from './door.node.ts';
import { openLedger } from './ledger.node.ts';
import type { Line, LineId } from './line.ts';
import type { Carrier } from './wired.ts';

/** What the telephony process is started with. */
export interface Start {
  readonly database: string;
  /** Where the server is, and what it wants to hear. */
  readonly server: string;
  readonly secret: string;
  readonly setup: Setup;
  readonly clock: Clock;
  readonly next: () => string;
  readonly say: (line: string) => void;
}
/** The telephony process, while it runs. */
export interface Telephony {
  /** What of calls is there now, to see that nothing is left over. */
  readonly count: () => Readonly<Record<'calls' | 'lines' | 'legs' | 'dialogs', number>>;
  readonly close: () => Promise<void>;
}

type Said = Parameters<Parameters<typeof openDoorLine>[0]['hear']>[0];

const node = 'node1.app.invalid';
const everyMs = 2000;

/** Starts it: what a predecessor left is taken over before anything is heard. [VO116] */
export async function startTelephony(start: Start): Promise<Telephony> {
  const { setup, clock, say } = start;
  const db = await openDatabase(start.database, { max: 4 });
  const kept = await everyLine(db);
  const ledger = openLedger(
    db,
    kept.map(({ tenant, line }) => [line.id, tenant]),
    say,
  );
  const rpc: Rpc = (method, params) => ask(setup.places.control, setup.secrets.control, method, params);
  const late: { calls?: Calls; look?: () => void } = {};
  let trunks: ReadonlyMap<TenantId, Carrier> = new Map();
  const media = await openMedia({
    ...setup,
    tell: (event) => late.calls?.noticed(event),
    file: installSounds(`${setup.folder}/sounds`),
    say,
  });
  const up = kept.filter(({ line }) => line.dialog && line.media);
  const { browsers, silent } = await media.restore(
    new Map(up.flatMap(({ line }) => (line.media ? [[line.id as unknown as MediaLegId, line.media]] : []))),
  );
  await media.sweep();
  const sip = openSip({
    ...{ port: setup.places.control, secret: setup.secrets.control, node, realm: setup.realm, clock, next: start.next, say },
    dialogs: { keep: ledger.keepDialog, forget: async () => undefined }, // a line is forgotten as a whole
    tell: (event) => late.calls?.heard(event),
    begun: () => late.look?.(),
  });
  sip.restore(new Map(kept.flatMap(({ line }) => (line.dialog ? [[line.id, line.dialog as SavedDialog]] : []))));
  const calls = openCalls({
    sip,
    media,
    keep: async ({ id, tenant, interaction, leg, way, stage }) => {
      if (way !== 'browser' && stage !== 'gone') await ledger.keep(tenant, { id, interaction, leg, way, media: media.kept(id) ?? null });
    },
    forget: ({ id }) => ledger.forget(id),
    tell: (telling) => door.tell(telling),
    device: (tenant, agent) => deviceAt(db, tenant, agent),
    trunk: (tenant) => trunks.get(tenant),
    secure: async (phone) => (await isRegistered(rpc, setup.realm, phone)) === 'secure',
    next: () => start.next() as LineId,
    say,
  });
  for (const { tenant, line } of up) calls.restored(lineOf(tenant, line, media));
  for (const [id, place] of browsers) calls.restored(browserLine(id, place));
  const edge = admission(rpc);
  const admit = async () => {
    const now = await admitted(db);
    trunks = now.trunks;
    await edge.tell(now.entries);
  };
  late.calls = calls;
  const ready = Promise.withResolvers<void>();
  const door = openDoorLine({
    url: start.server,
    secret: start.secret,
    say,
    hear: (message) => void ready.promise.then(() => obey(message)),
  });
  const obey = (message: Said): void => {
    if (message.say === 'calls') calls.all(message.calls, message.offHook);
    if (message.say === 'call') calls.changed(message.call);
    if (message.say === 'press') void calls.press(message.interaction, message.agent, message.digits);
    if (message.say !== 'audio') return;
    calls.audio(message.tenant, message.agent, message.offer).then(
      (sdp) => door.answer(message.n, sdp),
      (error: Error) => {
        say(`audio: ${error.message}`);
        door.answer(message.n, null);
      },
    );
  };
  const again = repeated(() => admit().then(() => findAgain({ db, rpc, realm: setup.realm, failed: calls.failed, tell: door.tell })), say);
  await admit();
  await sip.open();
  for (const { tenant, line } of kept.filter((one) => !up.includes(one))) calls.abandoned(lineOf(tenant, line, media));
  await sip.probe();
  for (const leg of silent) calls.noticed({ is: 'silent', leg });
  ready.resolve();
  late.look = again.look;
  const timer = setInterval(again.look, everyMs);
  const unlisten = await db.listen(configurationChannel, { told: again.look, missed: again.look });
  return {
    count: () => ({ ...calls.count(), ...sip.count() }),
    close: async () => {
      clearInterval(timer);
      await unlisten();
      door.close();
      sip.close();
      media.close();
      ledger.close();
      await db.close();
    },
  };
}

/** Something that is done once more whenever somebody says so, one time after the other. */
function repeated(work: () => Promise<void>, say: (line: string) => void): { readonly look: () => void } {
  const now = { busy: false, again: false };
  const look = async () => {
    now.again = true;
    if (now.busy) return;
    now.busy = true;
    while (now.again) {
      now.again = false;
      await work().catch((error: Error) => say(`edge: ${error.message}`)); // Kamailio is away for a moment: looked for again.
    }
    now.busy = false;
  };
  return { look: () => void look() };
}

async function everyLine(db: Database): Promise<readonly { readonly tenant: TenantId; readonly line: KeptLine }[]> {
  const tenants = await db.tenants();
  return (
    await Promise.all(tenants.map(async (tenant) => (await keptLines(db.as(tenant), tenant)).map((line) => ({ tenant, line }))))
  ).flat();
}

const lineOf = (tenant: TenantId, { id, interaction, leg, way, media }: KeptLine, engine: OpenMedia): Line => ({
  ...{ id: id as LineId, tenant, interaction, leg, way, stage: 'up', offer: '', answer: null },
  place: (engine.kept(id as unknown as MediaLegId) ?? (media as KeptVoice | null))?.place ?? null,
});

/** A browser that still sits where our predecessor left it: in its lobby, or in a call. */
function browserLine(id: MediaLegId, place: Place): Line {
  const { tenant, agent } = browserAt(id);
  const base = { id: id as string as LineId, tenant: tenant as TenantId, leg: agent as string as Leg, way: 'browser', place } as const;
  return { ...base, interaction: place.room === id ? '' : inRoom(place.room).interaction, stage: 'up', offer: null, answer: null };
}

async function deviceAt(db: Database, tenant: TenantId, id: AgentId) {
  const agent = await load<Agent>(db.as(tenant), tenant, agentKind, id);
  return agent ? deviceOf(agent.state) : ({ is: 'none' } as const);
}

interface Finding extends Pick<Calls, 'failed'> {
  readonly db: Database;
  readonly rpc: Rpc;
  readonly realm: string;
  readonly tell: ReturnType<typeof openDoorLine>['tell'];
}
/** Phones that could not be reached and are registered again by now. [VO114] */
async function findAgain({ db, rpc, realm, failed, tell }: Finding): Promise<void> {
  for (const [name, { tenant, agent }] of failed) {
    const device = await deviceAt(db, tenant, agent);
    const back = device.is !== 'phone' || (await isRegistered(rpc, realm, nameAtEdge(device.phone, tenant)));
    if (!back) continue;
    failed.delete(name);
    if (device.is === 'phone') await tell({ say: 'device', tenant, agent, is: 'deviceRecovered' });
  }
}
