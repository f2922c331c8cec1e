import type { IncomingMessage } from 'node:http';
import type { Agent } from '@patchbay/agents/agent.ts';
import { agentKind } from '@patchbay/agents/kind.ts';
import type { AgentId, Refusal, TenantId } from '@patchbay/base/decision.ts';
import { load } from '@patchbay/base/execute.node.ts';
import { userRoutes } from '@patchbay/users/api.node.ts';
import type { UsersDeps } from '@patchbay/users/door.node.ts';
import { noteUsed, type Reception, type Signed, sessionOf, usedAt } from '@patchbay/users/sessions.node.ts';
import { signOutIdle } from '@patchbay/users/sign-out.node.ts';
import type { FastifyRequest } from 'fastify';
import type { Http } from './http.node.ts';
import type { Idling } from './idle.node.ts';
import type { Site } from './site.node.ts';
import { spoken } from './words.node.ts';

/** What signing out does to the rest of the server. */
export interface Leaving {
  signedOut(sessions: ReadonlySet<string>, why: Refusal): void;
  logOff(tenant: TenantId, agent: AgentId): Promise<void>;
  /** Logged off whatever is open, which goes back to its queue. */
  takeOut(tenant: TenantId, agent: AgentId): Promise<void>;
}

/** Tells who sent a request or a socket's upgrade by their cookie; null: nobody who may be signed in. */
export interface SignedIn {
  ofRequest(request: FastifyRequest): Promise<Signed | null>;
  ofMessage(request: IncomingMessage): Promise<Signed | null>;
  /** What is known and done of desktops that nobody uses. */
  readonly idle: Idling;
}

/** Serves signing in and out, and answers who is signed in. */
export function signing(app: Http, { k, centres }: Site, leaving: Leaving): SignedIn {
  const reception: Reception = { db: k.db, clock: k.clock, centre: (tenant) => centres.of(tenant) };
  const openWork: UsersDeps['openWork'] = async ({ tenant, user }) => {
    const work = (await load<Agent>(k.db.as(tenant), tenant, agentKind, user))?.state.work ?? [];
    return work.some(({ stage }) => stage === 'offered') ? 'offer' : work.length > 0 ? 'work' : null;
  };
  const deps: UsersDeps = {
    ...reception,
    ids: k.ids,
    tenants: () => centres.tenants(),
    signedOut: leaving.signedOut,
    openWork,
    takeOut: ({ tenant, user }) => leaving.takeOut(tenant, user as AgentId),
    logOff: ({ tenant, person }: Signed) => leaving.logOff(tenant, person.agent),
  };
  userRoutes(app, deps, spoken);
  const of = (cookie: string | undefined) => sessionOf(reception, cookie);
  return {
    ofRequest: (request) => of(request.headers.cookie),
    ofMessage: (message) => of(message.headers.cookie),
    idle: {
      usedAt: (signed) => usedAt(k.db.as(signed.tenant), signed),
      note: (signed) => noteUsed(k.db.as(signed.tenant), signed, k.clock.now()),
      isWorking: async (signed) => (await openWork(signed)) !== null,
      end: (signed) => signOutIdle(deps, signed),
    },
  };
}
