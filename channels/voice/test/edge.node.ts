import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databaseAccount } from '@patchbay/supervisor/account.node.ts';
import { startEngine } from '@patchbay/supervisor/engine.node.ts';
import { guard } from '@patchbay/supervisor/guard.node.ts';
import { freePort } from '@patchbay/supervisor/port.node.ts';
import { claim } from '@patchbay/supervisor/ranges.node.ts';
import { testClock } from '@patchbay/testing/clock.ts';
import type { Setup } from '../engines/engine.ts';
import { health } from '../engines/health.node.ts';
import { missing } from '../engines/installed.node.ts';
import { kamailio } from '../engines/kamailio.node.ts';
import { rpc } from '../engines/rpc.node.ts';
import type { SavedDialog, SipEvent, SipLegId } from '../sip/edge.ts';
import { type OpenSip, openSip } from '../sip/sip.node.ts';

/** Whether this machine lacks what runs calls, or who calls: then such tests are skipped. */
export const noCalls = missing().length > 0 || !existsSync('/usr/bin/sipp');
export const LIBRARIES = '/usr/lib/x86_64-linux-gnu';

/** A setup on free ports of loopback, in a folder of its own; a thousand ports for voices are enough for some dozens of calls at once. */
export async function setup(thousands = 1): Promise<Setup> {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-voice-'));
  chmodSync(folder, 0o711);
  const [sip, control, ng, digits, janus] = (await Promise.all(Array.from({ length: 5 }, () => freePort()))) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const base = await ownThousands(thousands);
  const size = thousands * 300;
  const range = (n: number) => ({ from: base + n * size, to: base + n * size + size - 1 });
  const places = { sip, control, ng, digits, janus, rtp: range(0), rooms: range(1), browsers: range(2) };
  const secrets = { control: 'control-secret', janus: 'janus-secret', rooms: 'rooms-secret' };
  return { folder, places, secrets, open: null, realm: 'patchbay', flood: 1000 };
}

/** Where stages find their ports of voices; beside those of two installed Patchbays. */
const THOUSANDS = [...Array.from({ length: 14 }, (_, n) => 16_000 + n * 1_000), ...Array.from({ length: 6 }, (_, n) => 54_000 + n * 1_000)];

/** Ports that no other test on this machine has, until this process ends. */
async function ownThousands(many: number): Promise<number> {
  for (;;)
    for (const base of THOUSANDS.toSorted(() => Math.random() - 0.5)) {
      const claimed = THOUSANDS.includes(base + (many - 1) * 1000) ? await claim(base, many) : null;
      if (claimed) return claimed.from;
    }
}

/** Kamailio alone, and how to tell it who may call. */
export async function startEdge(s: Setup) {
  const account = databaseAccount('/nonexistent');
  const healthy = () => health('kamailio', s.places, s.secrets);
  const running = await startEngine(kamailio(s, LIBRARIES), { folder: s.folder, account, healthy });
  const callOff = guard(running.pid, s.folder); // Should the tests be killed, nothing of it stays.
  void running.ended.then(callOff);
  const set = (table: string, key: string, value: string) => rpc(s.places.control, s.secrets.control, 'htable.sets', [table, key, value]);
  await set('trunk', 'told', 'yes');
  return { ...running, set, remove: () => rmSync(s.folder, { recursive: true, force: true }) };
}

/** A telephony process of our own, and what it heard. */
export interface Listening {
  readonly sip: OpenSip;
  readonly clock: ReturnType<typeof testClock>;
  readonly kept: Map<SipLegId, SavedDialog>;
  readonly events: SipEvent[];
  /** The next event of this kind, waited for. */
  readonly fail: (error: Error) => void;
  readonly hears: <K extends SipEvent['is']>(kind: K) => Promise<SipEvent & { readonly is: K }>;
}

export async function listens(s: Setup, { node = 'node1.app.invalid', kept = new Map<SipLegId, SavedDialog>() } = {}): Promise<Listening> {
  const events: SipEvent[] = [];
  const clock = testClock();
  let [unread, wake] = [0, Promise.withResolvers<void>()];
  let n = 0;
  const failed = Promise.withResolvers<never>();
  failed.promise.catch(() => undefined);
  const sip = openSip({
    ...{ port: s.places.control, secret: s.secrets.control, realm: s.realm, node, clock },
    next: () => `leg${(n += 1)}`,
    dialogs: { keep: async (leg, dialog) => void kept.set(leg, dialog), forget: async (leg) => void kept.delete(leg) },
    tell: (event) => {
      events.push(event);
      wake.resolve();
    },
    say: (line) => process.env.PATCHBAY_VOICE_LOG && console.log(line),
  });
  sip.restore(kept);
  await sip.open();
  const hears = async <K extends SipEvent['is']>(kind: K) => {
    for (;;) {
      const at = events.findIndex((event, index) => index >= unread && event.is === kind);
      if (at >= 0) {
        unread = at + 1;
        return events[at] as SipEvent & { readonly is: K };
      }
      wake = Promise.withResolvers();
      await Promise.race([wake.promise, failed.promise]);
    }
  };
  return { sip, clock, kept, events, hears, fail: failed.reject };
}
