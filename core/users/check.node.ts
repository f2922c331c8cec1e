import { isRefused, type Refusal, refuse } from '@patchbay/base/decision.ts';
import type { Centre } from '@patchbay/configuration/centre.ts';
import { type Audited, audit } from './audit.node.ts';
import type { Caller, Door } from './door.node.ts';
import { countedAddress } from './limits.ts';
import { hashOfUser, isRight } from './passwords.node.ts';
import { forgetTries, giveBack, takeTry } from './tries.node.ts';

/** Answers the hash of the right password, or why it was not found right; the try counts and is noted as `failure`. [US3, US6, US7] */
export async function checkPassword(
  door: Door,
  caller: Caller & { readonly password: string },
  centre: Centre,
  failure: Audited,
): Promise<{ readonly hash: string } | Refusal> {
  const { tenant, user, address } = caller;
  const at = door.clock.now();
  const wanted = { id: door.ids.next(), user, address: countedAddress(address), at };
  const seconds = await door.db.transaction(tenant, (run) => takeTry(run, tenant, wanted, centre.signIn));
  if (seconds > 0) return refuse('signIn.tooMany', { seconds });

  const run = door.db.as(tenant);
  const known = Object.hasOwn(centre.users, user);
  const hash = known ? await hashOfUser(run, tenant, user) : undefined;
  const right = await inTurn(door, caller, hash);
  if (isRefused(right)) await giveBack(run, tenant, wanted.id);
  else if (right) await forgetTries(run, tenant, wanted);
  else await audit(run, tenant, { at, actor: known ? user : '', what: failure, address });
  if (isRefused(right)) return right;
  return right && hash ? { hash } : refuse('signIn.badCredentials');
}

/** The same for a tenant that does not exist: as much work, the same limits, the same answer. [US2] */
export async function checkStranger(door: Door, caller: Caller & { readonly password: string }): Promise<Refusal> {
  const account = `${caller.tenant}/${caller.user}`;
  const seconds = door.strangers.take({ account, address: countedAddress(caller.address) }, door.clock.now());
  if (seconds > 0) return refuse('signIn.tooMany', { seconds });
  const right = await inTurn(door, caller, undefined);
  return isRefused(right) ? right : refuse('signIn.badCredentials');
}

async function inTurn(
  door: Door,
  { password, address }: { password: string; address: string },
  hash: string | undefined,
): Promise<boolean | Refusal> {
  const right = await door.turns.take(countedAddress(address), () => isRight(password, hash));
  return right === 'full' ? refuse('signIn.unavailable') : right;
}
