import type { AgentId, InteractionId, TenantId } from '@patchbay/base/decision.ts';
import type { CallCommand } from './asked.ts';
import type { Call } from './call.ts';

/** A call as it is now. */
export interface CallNow {
  readonly tenant: TenantId;
  readonly id: InteractionId;
  readonly version: number;
  readonly state: Call;
}

/** An agent of a tenant. */
export interface Whose {
  readonly tenant: TenantId;
  readonly agent: AgentId;
}
/** What happens to the device of an agent. */
export type DeviceFact = 'deviceLost' | 'deviceRecovered' | 'phoneLifted' | 'phoneDown';

/** What the server says to the telephony process: first every call that is open and whose phone is said to be off the hook, then each that changes. What has an `n` is answered. */
export type ToTelephony =
  | { readonly say: 'calls'; readonly calls: readonly CallNow[]; readonly offHook: readonly Whose[] }
  | { readonly say: 'call'; readonly call: CallNow }
  | { readonly say: 'press'; readonly interaction: string; readonly agent: AgentId; readonly digits: string }
  | { readonly say: 'audio'; readonly n: number; readonly tenant: TenantId; readonly agent: AgentId; readonly offer: string }
  | { readonly say: 'answer'; readonly n: number; readonly answer: Answered };

/** What the telephony process says to the server; all but an answer is answered, and said again until it is. */
export type ToServer =
  | {
      readonly say: 'invited';
      readonly n: number;
      readonly tenant: TenantId;
      readonly key: string;
      /** The desk phone it came from; left out: a carrier. */
      readonly phone?: string;
      readonly from: string;
      readonly to: string;
    }
  | { readonly say: 'happened'; readonly n: number; readonly tenant: TenantId; readonly interaction: string; readonly command: CallCommand }
  | {
      readonly say: 'device';
      readonly n: number;
      readonly tenant: TenantId;
      readonly agent: AgentId;
      readonly is: DeviceFact;
    }
  | { readonly say: 'answer'; readonly n: number; readonly answer: { readonly sdp: string | null } };

/** How the server answers. `agent`: it is a call of theirs, begun at their phone. `text`: what the phone can show. */
export type Answered =
  | { readonly ok: true; readonly interaction?: string; readonly agent?: AgentId }
  | { readonly refused: string; readonly text?: string };

/** Where the door is, on the server's own address. */
export const doorPath = '/telephony';
