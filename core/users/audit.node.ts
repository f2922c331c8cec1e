import type { Run } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';

/** What is noted. [US13] */
export type Audited =
  | 'signedIn'
  | 'signedInByForce'
  | 'signInFailed'
  | 'signInRefused'
  | 'signedOut'
  | 'signedOutEverywhere'
  | 'signedOutGivingBack'
  | 'signedOutIdle'
  | 'signedOutByForce'
  | 'logsSent'
  | 'logsRead'
  | 'logsAsked'
  | 'mailboxTried'
  | 'copyGivenUp'
  | 'virusFound'
  | 'mailMasked'
  | 'mailsErased'
  | 'passwordChanged'
  | 'passwordChangeFailed'
  | 'configurationApplied'
  | 'stateForced'
  | 'wrapUpForced'
  | 'monitored'
  | 'conversationRead'
  | 'banned'
  | 'banLifted'
  | 'banRestored';

/** One note: who (a user; empty when the login belongs to nobody: it could be a mistyped password), what, from which address. */
export interface Note {
  readonly at: number;
  readonly actor: string;
  readonly what: Audited;
  readonly address: string;
  /** Whom or what it is about; empty: the actor. */
  readonly about?: string;
}

/** Notes who did what to the security of a tenant. */
export async function audit(run: Run, tenant: TenantId, note: Note): Promise<void> {
  const values: unknown[] = [];
  await run({ text: noting(tenant, note)((value) => `$${values.push(value)}`), values });
}

/** The row of a note, to be written with the command it is about. */
export const noting =
  (tenant: TenantId, { at, actor, what, address, about = '' }: Note) =>
  (v: (value: unknown) => string) =>
    `insert into audit (tenant_id, at, actor, what, address, about) values (${[tenant, at, actor, what, address, about].map(v).join(', ')})`;
