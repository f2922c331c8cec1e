import type { Device } from '@patchbay/agents/agent.ts';
import type { AgentId, TenantId } from '@patchbay/base/decision.ts';
import type { Answered, ToServer } from '@patchbay/voice/door.ts';
import type { MediaEngine } from '@patchbay/voice/media/media.ts';
import type { SipEdge } from '@patchbay/voice/sip/edge.ts';
import type { Line, LineId } from './line.ts';

type Numberless<M> = M extends { readonly n: number } ? Omit<M, 'n'> : never;
/** What is told the server. */
export type Telling = Numberless<Exclude<ToServer, { readonly say: 'answer' }>>;

/** The carrier that calls of a centre go out by. */
export interface Carrier {
  readonly key: string;
  /** By TLS, and SRTP. */
  readonly secure: boolean;
}

/** What following calls needs: the engines, where lines are written down, the server, and what is known of agents and carriers. */
export interface Wired {
  readonly sip: SipEdge;
  readonly media: MediaEngine;
  /** Writes a line down as it is now; one that is over is forgotten. [VO115] */
  readonly keep: (line: Line) => Promise<void>;
  readonly forget: (line: Line) => Promise<void>;
  readonly tell: (telling: Telling) => Promise<Answered>;
  readonly device: (tenant: TenantId, agent: AgentId) => Promise<Device>;
  /** The carrier that calls go out by; undefined: there is none. */
  readonly trunk: (tenant: TenantId) => Carrier | undefined;
  /** Whether this phone is reached by TLS. */
  readonly secure: (phone: string) => Promise<boolean>;
  readonly next: () => LineId;
  readonly say: (line: string) => void;
}
