import { type Refusal, refuse } from '@patchbay/base/decision.ts';
import { audit } from './audit.node.ts';
import type { Door } from './door.node.ts';
import { isElsewhere } from './elsewhere.node.ts';
import { endOtherSessions, endSessions, type Signed } from './sessions.node.ts';

/** Signs out; refused while the user has work open, unless another desktop of theirs goes on. [US10] */
export async function signOut(door: Door, signed: Signed, address: string): Promise<Refusal | null> {
  if (!(await isElsewhere(door, signed))) {
    if (await door.openWork(signed)) return refuse('agents.workOpen');
    await door.logOff(signed);
  }
  await door.db.transaction(signed.tenant, async (run) => {
    await endSessions(run, signed.tenant, [signed.sessionId]);
    await audit(run, signed.tenant, { at: door.clock.now(), actor: signed.user, what: 'signedOut', address });
  });
  door.signedOut(new Set([signed.sessionId]), 'signIn.signedOut');
  return null;
}

/** Ends every other session of the user at once, whatever is open, and then signs out as above. [US10] */
export async function signOutEverywhere(door: Door, signed: Signed, address: string): Promise<Refusal | null> {
  const others = await door.db.transaction(signed.tenant, async (run) => {
    await audit(run, signed.tenant, { at: door.clock.now(), actor: signed.user, what: 'signedOutEverywhere', address });
    return endOtherSessions(run, signed);
  });
  if (others.length) door.signedOut(new Set(others), 'signIn.signedOut');
  return signOut(door, signed, address);
}
