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
  | 'passwordChanged'
  | 'passwordChangeFailed'
  | 'configurationApplied';

/** One note: who (a user; empty when the login belongs to nobody: it could be a mistyped password), what, from which address. */
export interface Note {
  readonly at: number;
  readonly actor: string;
  readonly what: Audited;
  readonly address: string;
}

/** Notes who did what to the security of a tenant. */
export async function audit(run: Run, tenant: TenantId, { at, actor, what, address }: Note): Promise<void> {
  const text = 'insert into audit (tenant_id, at, actor, what, address) values ($1, $2, $3, $4, $5)';
  await run({ text, values: [tenant, at, actor, what, address] });
}
