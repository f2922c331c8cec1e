import type { Centre } from '@patchbay/configuration/centre.ts';
import { secondsToWait } from './limits.ts';

/** Counts wrong passwords for tenants that do not exist: they have no rows to count in. */
export interface Strangers {
  /** Takes a try of this account from this address and answers 0, or the seconds until there is one. */
  take(who: { readonly account: string; readonly address: string }, now: number): number;
}
interface Try {
  readonly account: string;
  readonly at: number;
}

/** The limits of a tenant with default settings, so that nobody can tell which tenants there are; remembers the last `addresses` only. [US2] */
export function strangers(limits: Centre['signIn'], addresses = 10_000): Strangers {
  const known = new Map<string, readonly Try[]>();
  return {
    take({ account, address }, now) {
      const recent = (known.get(address) ?? []).filter((one) => one.at > now - limits.windowSeconds * 1000);
      const ofAccount = recent.filter((one) => one.account === account).at(-limits.perAccountAndAddress)?.at ?? null;
      const ofAddress = recent.at(-limits.perAddress)?.at ?? null;
      const seconds = secondsToWait({ account: ofAccount, address: ofAddress }, limits, now);
      if (seconds > 0) return seconds;
      known.delete(address); // set again below, as the youngest
      known.set(address, [...recent, { account, at: now }]);
      if (known.size > addresses) known.delete(known.keys().next().value ?? '');
      return 0;
    },
  };
}
