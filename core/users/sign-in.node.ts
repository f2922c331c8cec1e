import type { Run } from '@patchbay/base/database.node.ts';
import { isRefused, type Refusal, refuse } from '@patchbay/base/decision.ts';
import type { Centre } from '@patchbay/configuration/centre.ts';
import { shutOut } from './access.ts';
import { audit } from './audit.node.ts';
import { checkPassword, checkStranger } from './check.node.ts';
import type { Token } from './cookie.ts';
import type { Caller, Door } from './door.node.ts';
import { isElsewhere } from './elsewhere.node.ts';
import { type Me, meOf } from './me.ts';
import { holdPassword } from './passwords.node.ts';
import { beginSession, endSessions, forgetOver, idOf, type Signed, sessionOf, sessionsOfUser, signedAs } from './sessions.node.ts';

/** What somebody shows who wants to come in. */
export interface Knock extends Caller {
  readonly password: string;
  /** Ends the session elsewhere. */
  readonly force: boolean;
  /** The Cookie header of the browser. */
  readonly cookie: string | undefined;
}
/** Somebody who came in: what to put into the cookie, and who they are. */
export interface Opened {
  readonly token: Token;
  readonly signed: Signed;
  readonly me: Me;
  readonly centre: Centre;
}

/** Signs a user in. What is wrong with an account is told only to who knows its password. [US1-US7] */
export async function signIn(door: Door, knock: Knock): Promise<Opened | Refusal> {
  const centre = door.centre(knock.tenant);
  const checked = centre ? await checkPassword(door, knock, centre, 'signInFailed') : await checkStranger(door, knock);
  if (!centre || isRefused(checked)) return isRefused(checked) ? checked : refuse('signIn.badCredentials');
  const why = shutOut(centre, knock.user);
  if (why) {
    await audit(door.db.as(knock.tenant), knock.tenant, {
      at: door.clock.now(),
      actor: knock.user,
      what: 'signInRefused',
      address: knock.address,
    });
    return refuse(why);
  }
  const before = await sessionOf(door, knock.cookie);
  const opened = await begin(door, knock, centre, { hash: checked.hash, before });
  if (!isRefused(opened) && before && !isSame(before, opened.signed)) await leave(door, before);
  return opened;
}

interface Found {
  readonly hash: string;
  /** Who was signed in with this browser. */
  readonly before: Signed | null;
}

async function begin(door: Door, knock: Knock, centre: Centre, found: Found): Promise<Opened | Refusal> {
  const { tenant, user } = knock;
  const secret = door.ids.secret();
  const signed = signedAs(centre, { tenant, user, sessionId: idOf(secret) });
  const me = meOf(centre, user);
  if (!signed || !me) return refuse('signIn.userDisabled');
  const ended = await door.db.transaction(tenant, (run) => replace(run, door.clock.now(), { knock, centre, found, signed }));
  if (isRefused(ended)) return ended;
  if (ended.length) door.signedOut(new Set(ended), refuse('signIn.elsewhere'));
  return { token: { tenant, secret }, signed, me, centre };
}

interface Entry {
  readonly knock: Knock;
  readonly centre: Centre;
  readonly found: Found;
  readonly signed: Signed;
}

/** Begins the session and answers which ones it ended: all others, or where several are allowed none. Two of one user at once: the second sees the first. [US5] */
async function replace(run: Run, now: number, { knock, centre, found, signed }: Entry): Promise<readonly string[] | Refusal> {
  const { tenant, user, address, force } = knock;
  if ((await holdPassword(run, tenant, user)) !== found.hash) return refuse('signIn.badCredentials'); // changed meanwhile
  const over = now - centre.signIn.sessionHours * 3_600_000;
  const living = await sessionsOfUser(run, tenant, user, over);
  const elsewhere = living.filter((id) => id !== found.before?.sessionId);
  const several = centre.signIn.severalDesktops;
  if (elsewhere.length > 0 && !force && !several) return refuse('signIn.alreadySignedIn');
  const ended = several && !force ? living.filter((id) => id === found.before?.sessionId) : living;
  await forgetOver(run, tenant, over);
  await endSessions(run, tenant, ended);
  await beginSession(run, signed, { at: now, address });
  await audit(run, tenant, { at: now, actor: user, what: elsewhere.length > 0 && force ? 'signedInByForce' : 'signedIn', address });
  return ended;
}

const isSame = (a: Signed, b: Signed): boolean => a.tenant === b.tenant && a.user === b.user;

/** Another user takes over the browser: who was there is out, and no longer gets offers. */
async function leave(door: Door, before: Signed): Promise<void> {
  await endSessions(door.db.as(before.tenant), before.tenant, [before.sessionId]);
  door.signedOut(new Set([before.sessionId]), refuse('signIn.replaced'));
  if (!(await isElsewhere(door, before)) && !(await door.openWork(before))) await door.logOff(before);
}
