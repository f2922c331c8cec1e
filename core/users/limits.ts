import type { Centre } from '@patchbay/configuration/centre.ts';

/** When the wrong passwords that fill the limits were tried (ms since 1970); null: there are fewer. */
export interface Tries {
  /** The oldest of the last `perAccountAndAddress` for this account from this address. */
  readonly account: number | null;
  /** The oldest of the last `perAddress` from this address. */
  readonly address: number | null;
}

/** How many seconds this address has to wait with this account; 0: it may try. What others try elsewhere never counts. [US6] */
export function secondsToWait(tries: Tries, limits: Centre['signIn'], now: number): number {
  const free = (at: number | null) => (at === null ? 0 : at + limits.windowSeconds * 1000);
  return Math.max(0, Math.ceil((Math.max(free(tries.account), free(tries.address)) - now) / 1000));
}

/** Whether a session that was last seen then is over. [US8] */
export function isOver(seenAt: number, limits: Centre['signIn'], now: number): boolean {
  return seenAt <= endOfUse(limits, now);
}
/** Sessions that were not seen since then are over; an open desktop is seen every minute. [US8] [US21] */
export const endOfUse = ({ sessionHours, idleMinutes }: Centre['signIn'], now: number): number =>
  now - Math.min(sessionHours * 3_600_000, (idleMinutes ?? Number.POSITIVE_INFINITY) * 60_000);

/** The address that is counted: an IPv6 network of 64 bits is one customer of a provider; mapped IPv4 is IPv4. */
export function countedAddress(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  if (!address.includes(':')) return address;
  const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::');
  const groups = head ? head.split(':') : [];
  const missing = tail === undefined ? 0 : 8 - groups.length - (tail ? tail.split(':').length : 0);
  const all = [...groups, ...Array<string>(Math.max(missing, 0)).fill('0'), ...(tail ? tail.split(':') : [])];
  return `${all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
