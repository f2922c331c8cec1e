import { type Refusal, refuse } from '@patchbay/base/decision.ts';
import { looksAfter } from './access.ts';
import { type Audited, audit } from './audit.node.ts';
import type { UsersDeps } from './door.node.ts';
import { isElsewhere } from './elsewhere.node.ts';
import { endOtherSessions, endSessions, type Signed } from './sessions.node.ts';

/** Somebody who wants to leave: from where, and whether what is open goes back to its queue. */
export interface Leaving {
  readonly address: string;
  readonly giveBack: boolean;
}

/**
 * Signs out. While the user has work open it is refused, unless another desktop of theirs goes on, or they give it back; an offer has to be
 * answered in any case. [US10] [US20]
 */
export async function signOut(door: UsersDeps, signed: Signed, { address, giveBack }: Leaving): Promise<Refusal | null> {
  const open = (await isElsewhere(door, signed)) ? 'elsewhere' : await door.openWork(signed);
  if (open === 'offer') return refuse('signIn.offerOpen');
  if (open === 'work' && !giveBack) return refuse('agents.workOpen');
  if (open === 'work' && !door.centre(signed.tenant)?.agents.giveBack) return refuse('signIn.mayNotGiveBack');
  if (open === 'work') await door.takeOut(signed);
  else if (open === null) await door.logOff(signed);
  await end(door, signed, { what: open === 'work' ? 'signedOutGivingBack' : 'signedOut', address }, 'signIn.signedOut');
  return null;
}

/** Ends every other session of the user at once, whatever is open, and then signs out as above. [US10] */
export async function signOutEverywhere(door: UsersDeps, signed: Signed, leaving: Leaving): Promise<Refusal | null> {
  const { address } = leaving;
  const others = await door.db.transaction(signed.tenant, async (run) => {
    await audit(run, signed.tenant, { at: door.clock.now(), actor: signed.user, what: 'signedOutEverywhere', address });
    return endOtherSessions(run, signed);
  });
  if (others.length) door.signedOut(new Set(others), refuse('signIn.signedOut'));
  return signOut(door, signed, leaving);
}

/** Ends a session that nobody uses. [US21] */
export async function signOutIdle(door: UsersDeps, signed: Signed): Promise<void> {
  if (!(await isElsewhere(door, signed))) await door.logOff(signed);
  await end(door, signed, { what: 'signedOutIdle', address: '' }, 'signIn.idle');
}

/** Whom to sign out by force, and why; they read it. */
export interface Forced {
  readonly user: string;
  readonly why: string;
  readonly address: string;
}

/** An administrator ends all sessions of a user; what they have open is given back. Whom one does not look after does not exist. [US22] */
export async function signOutByForce(door: UsersDeps, by: Signed, { user, why, address }: Forced): Promise<Refusal | null> {
  const centre = door.centre(by.tenant);
  if (!centre || !looksAfter(centre, by.user, user)) return refuse('agents.notFound');
  if (!by.person.may.includes('forceSignOut')) return refuse('agents.mayNotForce');
  const who = { tenant: by.tenant, user, sessionId: '' };
  await door.takeOut(who);
  const ended = await door.db.transaction(by.tenant, async (run) => {
    await audit(run, by.tenant, { at: door.clock.now(), actor: by.user, what: 'signedOutByForce', address, about: user });
    return endOtherSessions(run, who);
  });
  door.signedOut(new Set(ended), refuse('signIn.forced', { by: centre.users[by.user]?.name ?? by.user, reason: why }));
  return null;
}

async function end(door: UsersDeps, signed: Signed, noted: { what: Audited; address: string }, why: string): Promise<void> {
  await door.db.transaction(signed.tenant, async (run) => {
    await endSessions(run, signed.tenant, [signed.sessionId]);
    await audit(run, signed.tenant, { at: door.clock.now(), actor: signed.user, ...noted });
  });
  door.signedOut(new Set([signed.sessionId]), refuse(why));
}
