import { isRefused, type Refusal, refuse } from '@patchbay/base/decision.ts';
import { audit } from './audit.node.ts';
import { checkPassword } from './check.node.ts';
import type { Door } from './door.node.ts';
import { countedAddress } from './limits.ts';
import { hashOf, holdPassword, keepPassword } from './passwords.node.ts';
import { endOtherSessions, type Signed } from './sessions.node.ts';
import { isWeak } from './weak.ts';

/** The old password, the next one, and where this is asked from. */
export interface Wish {
  readonly old: string;
  readonly next: string;
  readonly address: string;
}

/** Changes the password of who is signed in; every other session of theirs ends. Wrong old ones count as when signing in. [US11] */
export async function changePassword(door: Door, signed: Signed, { old, next, address }: Wish): Promise<Refusal | null> {
  const { tenant, user } = signed;
  const centre = door.centre(tenant);
  if (!centre) return refuse('signIn.tenantDisabled');
  const checked = await checkPassword(door, { tenant, user, address, password: old }, centre, 'passwordChangeFailed');
  if (isRefused(checked)) return checked;
  if (isWeak(next, user) || next === old) return refuse('signIn.weakPassword');
  const hash = await door.turns.take(countedAddress(address), () => hashOf(next));
  if (hash === 'full') return refuse('signIn.unavailable');
  const at = door.clock.now();
  const others = await door.db.transaction(tenant, async (run) => {
    if ((await holdPassword(run, tenant, user)) !== checked.hash) return refuse('signIn.badCredentials'); // changed meanwhile
    await keepPassword(run, tenant, { user, hash, at });
    await audit(run, tenant, { at, actor: user, what: 'passwordChanged', address });
    return endOtherSessions(run, signed);
  });
  if (isRefused(others)) return others;
  if (others.length) door.signedOut(new Set(others), refuse('signIn.passwordChanged'));
  return null;
}
