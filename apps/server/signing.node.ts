import type { IncomingMessage } from 'node:http';
import type { Agent } from '@patchbay/agents/agent.ts';
import { agentKind } from '@patchbay/agents/kind.ts';
import type { AgentId, TenantId } from '@patchbay/base/decision.ts';
import { load } from '@patchbay/base/execute.node.ts';
import { userRoutes } from '@patchbay/users/api.node.ts';
import { type Reception, type Signed, sessionOf } from '@patchbay/users/sessions.node.ts';
import type { FastifyRequest } from 'fastify';
import type { Http } from './http.node.ts';
import type { Site } from './site.node.ts';
import { spoken } from './words.node.ts';

/** What signing out does to the rest of the server. */
export interface Leaving {
  signedOut(sessions: ReadonlySet<string>, why: string): void;
  logOff(tenant: TenantId, agent: AgentId): Promise<void>;
}

/** Tells who sent a request or a socket's upgrade by their cookie; null: nobody who may be signed in. */
export interface SignedIn {
  ofRequest(request: FastifyRequest): Promise<Signed | null>;
  ofMessage(request: IncomingMessage): Promise<Signed | null>;
}

/** Serves signing in and out, and answers who is signed in. */
export function signing(app: Http, { k, centres }: Site, leaving: Leaving): SignedIn {
  const reception: Reception = { db: k.db, clock: k.clock, centre: (tenant) => centres.of(tenant) };
  const deps = {
    ...reception,
    ids: k.ids,
    tenants: () => centres.tenants(),
    signedOut: leaving.signedOut,
    openWork: async ({ tenant, user }: Signed) => {
      const agent = await load<Agent>(k.db.as(tenant), tenant, agentKind, user);
      return (agent?.state.work.length ?? 0) > 0;
    },
    logOff: ({ tenant, person }: Signed) => leaving.logOff(tenant, person.agent),
  };
  userRoutes(app, deps, spoken);
  const of = (cookie: string | undefined) => sessionOf(reception, cookie);
  return { ofRequest: (request) => of(request.headers.cookie), ofMessage: (message) => of(message.headers.cookie) };
}
