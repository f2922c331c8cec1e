import type { Ids } from '@patchbay/base/clock.ts';
import type { Refusal, TenantId } from '@patchbay/base/decision.ts';
import { centreSchema } from '@patchbay/configuration/centre.ts';
import type { Reception, Signed } from './sessions.node.ts';
import { type Strangers, strangers } from './strangers.ts';
import { type Turns, turns } from './turns.ts';

/** What signing in and out stands on, given by the server. */
export interface UsersDeps extends Reception {
  readonly ids: Ids;
  /** The tenants that have a centre. */
  tenants(): ReadonlySet<string>;
  /** Tells the live desktops of these sessions that they are over; `why` says so with a text. */
  signedOut(sessions: ReadonlySet<string>, why: Refusal): void;
  /** Whether this user has something open that keeps them from leaving: an offer, or more than that. */
  openWork(who: Pick<Signed, 'tenant' | 'user'>): Promise<'offer' | 'work' | null>;
  /** Takes the user out of routing whatever is open, and gives that back to its queue. */
  takeOut(who: Pick<Signed, 'tenant' | 'user'>): Promise<void>;
  /** Takes the user out of routing. */
  logOff(who: Signed): Promise<void>;
}

/** The same with what one server remembers. */
export interface Door extends UsersDeps {
  readonly turns: Turns;
  readonly strangers: Strangers;
}

/** Two passwords are checked at a time (about 30 ms each), so that calls and chats keep a core. */
const capacity = { parallel: 2, waiting: 64, perAddress: 32 };
const defaults = centreSchema.parse({ tenant: { key: 'none', name: 'None' } }).signIn;

/** Opens the door of a server. */
export const openDoor = (deps: UsersDeps): Door => ({ ...deps, turns: turns(capacity), strangers: strangers(defaults) });

/** Somebody at an address who says to be this user. */
export interface Caller {
  readonly tenant: TenantId;
  readonly user: string;
  readonly address: string;
}
