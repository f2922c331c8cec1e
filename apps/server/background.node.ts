import { agentKind } from '@patchbay/agents/kind.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import { type CarryOut, startEffects } from '@patchbay/base/effects.node.ts';
import { startTimers } from '@patchbay/base/timers.node.ts';
import { chatKind } from '@patchbay/chat/kind.ts';
import { caseKind } from '@patchbay/email/kind.ts';
import { caseOnTime } from '@patchbay/email/onTime.node.ts';
import { scanMailFiles } from '@patchbay/email/scanning.node.ts';
import { toScan } from '@patchbay/files/store.node.ts';
import { scanIt } from '@patchbay/files/take.node.ts';
import { actOnTime } from '@patchbay/interactions/act.node.ts';
import { openInteractions } from '@patchbay/interactions/store.node.ts';
import { agentOnTime } from './agents.node.ts';
import { watchArmed } from './awaiting.node.ts';
import { carryOutMail } from './delivering.node.ts';
import { noteLostDesktops } from './desk-line.node.ts';
import { every } from './every.node.ts';
import { keepHouse } from './housekeeping.node.ts';
import { returnFromTheAway } from './mail-away.node.ts';
import { carryOutPush, webhook } from './push.node.ts';
import { tellScan } from './send-file.node.ts';
import type { Site } from './site.node.ts';
import { leave, takeOutVanished } from './taking-out.node.ts';
import { lost } from './visit.node.ts';
import { endUnattended } from './watching.node.ts';

/** After a start, customers have so long to come back before their line counts as lost. */
const comeBackMs = 30_000;
/** So often it is looked for agents whose session is over. */
const vanishedMs = 60_000;
/** So often it is looked for supervisors who watch and are not there. */
const watchMs = 15_000;
const houseMs = 3_600_000;
const scanMs = 30_000;

/** Starts what nobody asks for: timers, effects, customers who did not come back, housekeeping. Answers how to stop. */
export function startBackground(site: Site, carryOut: CarryOut | undefined, failed: (error: unknown) => void): () => void {
  const { k, channels } = site;
  const stops = [
    startTimers(
      k,
      [
        { kind: chatKind as never, onDue: (tenant, id) => actOnTime(k, channels, tenant, id) },
        { kind: caseKind as never, onDue: (tenant, id) => caseOnTime(k, tenant, id) },
        { kind: agentKind as never, onDue: (tenant, id) => agentOnTime(site, tenant, id, (agent) => leave(site, tenant, agent)) },
      ],
      failed,
    ),
    startEffects(k, carryOut ?? outside(site), failed),
    k.clock.wake(k.clock.now() + comeBackMs, () => void noteTheLost(site).catch(failed)),
    k.clock.wake(k.clock.now() + comeBackMs, () => void noteLostDesktops(site).catch(failed)),
    every(k.clock, vanishedMs, () => takeOutVanished(site), failed),
    every(k.clock, vanishedMs, () => returnFromTheAway(site), failed),
    every(k.clock, watchMs, () => endUnattended(site), failed),
    watchArmed(site, failed),
    every(k.clock, houseMs, () => keepHouse(site), failed),
    every(k.clock, scanMs, () => scanTheRest(site), failed),
    every(k.clock, scanMs, () => scanMails(site), failed),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Customers who were here before a restart and did not come back have lost their line. [CH5] */
async function noteTheLost(site: Site): Promise<void> {
  for (const tenant of site.centres.tenants() as ReadonlySet<TenantId>)
    for (const { state } of await openInteractions(site.k.db.as(tenant), tenant)) {
      const { visitor } = state.work as { visitor?: never };
      if (visitor) await lost(site, { tenant, visitor });
    }
}

/** Files that nobody could look at when they came are looked at now. [FI6] */
async function scanTheRest(site: Site): Promise<void> {
  if (!site.files.scanner) return;
  for (const tenant of site.centres.tenants() as ReadonlySet<TenantId>)
    for (const file of await toScan(site.k.db.as(tenant), tenant)) {
      const now = await scanIt(site.files, tenant, file);
      if (now.scan !== file.scan) await tellScan(site, tenant, now);
    }
}

/** The same for files of mails. [EM263] */
async function scanMails(site: Site): Promise<void> {
  for (const tenant of site.centres.tenants() as ReadonlySet<TenantId>)
    await scanMailFiles(site.k.db.as(tenant), tenant, site.mailFiles, site.k.clock.now());
}

/** What is done outside, by channel; what failed is told in the log, and tried again. [BA7] */
function outside(site: Site): CarryOut {
  const by: Readonly<Record<string, CarryOut>> = {
    push: carryOutPush(site, webhook(site)),
    email: carryOutMail(site, (attempt, make) => site.mailboxes().deliver(attempt, make)),
  };
  return async (tenant, effect) => {
    const carryOut = Object.hasOwn(by, effect.channel) ? by[effect.channel] : undefined;
    if (!carryOut) throw new Error(`No channel carries out effects of ${effect.channel}.`);
    try {
      await carryOut(tenant, effect);
    } catch (error) {
      site.log.warn(
        { tenant, channel: effect.channel, attempts: effect.attempts, reason: String(error) },
        'something outside could not be done',
      );
      throw error;
    }
  };
}
