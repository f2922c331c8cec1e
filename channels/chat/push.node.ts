import { hash } from 'node:crypto';
import type { Run } from '@patchbay/base/database.node.ts';
import type { TenantId, VisitorId } from '@patchbay/base/decision.ts';
import type { PushTarget } from './push.ts';
import type { Visitor } from './visitors.node.ts';

/** A token that was kept: its name, and until when it is. */
export interface KeptToken {
  readonly id: string;
  readonly expiresAt: number;
}
const keptMs = 30 * 24 * 3_600_000;
const perVisitor = 5;

/** Keeps where a customer's app is told of messages; the oldest of a customer make room, and a device belongs to whoever said so last. [CH90] */
export async function keepToken(run: Run, { tenant, visitor }: Visitor, { kind, token }: PushTarget, now: number): Promise<KeptToken> {
  const kept = { id: nameOf(token), expiresAt: now + keptMs };
  await run({
    name: 'keep-push-token',
    text: `with kept as (
        insert into push_tokens as p (tenant_id, id, visitor, kind, token, expires_at) values ($1, $2, $3, $4, $5, $6)
        on conflict (tenant_id, id) do update set visitor = excluded.visitor, kind = excluded.kind, expires_at = excluded.expires_at)
      delete from push_tokens where tenant_id = $1 and visitor = $3 and id <> $2 and id not in (
        select id from push_tokens where tenant_id = $1 and visitor = $3 and id <> $2 order by expires_at desc limit ${perVisitor - 1})`,
    values: [tenant, kept.id, visitor, kind, token, kept.expiresAt],
  });
  return kept;
}

/** Nothing is told there any more, and what it was called; of others' nothing changes. */
export async function dropToken(
  run: Run,
  { tenant, visitor }: Pick<Visitor, 'tenant' | 'visitor'>,
  which: { readonly id: string } | Pick<PushTarget, 'token'>,
): Promise<string> {
  const id = 'id' in which ? which.id : nameOf(which.token);
  await run({ text: 'delete from push_tokens where tenant_id = $1 and visitor = $2 and id = $3', values: [tenant, visitor, id] });
  return id;
}

/** Where this customer is told, with the widget they came by. */
export function tokensOf(
  run: Run,
  { tenant, visitor }: { readonly tenant: TenantId; readonly visitor: VisitorId },
  now: number,
): Promise<readonly (PushTarget & { readonly id: string; readonly widget: string })[]> {
  return run<PushTarget & { readonly id: string; readonly widget: string; readonly [column: string]: unknown }>({
    name: 'push-tokens',
    text: `select p.id, p.kind, p.token, v.widget from push_tokens p join visitors v on v.tenant_id = p.tenant_id and v.id = p.visitor
      where p.tenant_id = $1 and p.visitor = $2 and p.expires_at > $3`,
    values: [tenant, visitor, now],
  });
}

const nameOf = (token: string) => hash('sha256', token, 'base64url').slice(0, 32);
