import { hash } from 'node:crypto';
import type { Row, Run } from '@patchbay/base/database.node.ts';
import type { AgentId, ContactId, TenantId, VisitorId } from '@patchbay/base/decision.ts';
import type { Plan } from '@patchbay/base/execute.node.ts';
import { normalOf } from '@patchbay/contacts/addresses.ts';
import type { Chat } from './chat.ts';

/** By what a customer is known again. */
export interface Marks {
  readonly visitor?: VisitorId | undefined;
  readonly contacts?: readonly (ContactId | string)[];
  /** As they were typed. */
  readonly emails?: readonly (string | null | undefined)[];
  readonly phones?: readonly (string | null | undefined)[];
}
/** A ban to be kept. */
export interface Banning {
  readonly interaction: string;
  readonly contact: string | null;
  readonly by: AgentId;
  readonly reason: string;
  readonly until: number;
  readonly marks: Marks;
}
/** A ban as the list shows it. */
export interface Banned {
  readonly interaction: string;
  readonly contact: string | null;
  /** What the customer called themselves. */
  readonly name: string | null;
  readonly at: number;
  readonly by: string;
  readonly reason: string;
  readonly until: number;
}

const shown = 200;

/** The rows of a ban, to be written with its command. [CH70] */
export function keepingBan(tenant: TenantId, ban: Banning, { now, callingCode }: Known): NonNullable<Plan['also']> {
  const { interaction, contact, by, reason, until, marks } = ban;
  return [
    (v) => `insert into bans (tenant_id, interaction, contact, at, by, reason, until) values
      (${[tenant, interaction, contact, now, by, reason, until].map(v).join(', ')}) on conflict do nothing`,
    (v) => `insert into ban_keys (tenant_id, key, interaction) select ${v(tenant)}, key, ${v(interaction)}
      from unnest(${v(keysOf(marks, callingCode))}::text[]) key on conflict do nothing`,
  ];
}
interface Known {
  readonly now: number;
  /** Of the country a national number is in. */
  readonly callingCode: string | null;
}

/** The row of a ban that is lifted, or not after all. [CH72] */
export const liftingBan = (tenant: TenantId, interaction: string, at: number | null): NonNullable<Plan['also']> => [
  (v) => `update bans set lifted_at = ${v(at)}::bigint where tenant_id = ${v(tenant)} and interaction = ${v(interaction)}`,
];

/** Contacts that are one customer now are banned together: who was kept out as one of them is as any. It stays so if they are told apart again. [CH70] */
export const spreadingBans = (tenant: TenantId, contacts: readonly string[]): NonNullable<Plan['also']> => {
  const keys = keysOf({ contacts }, null);
  return [
    (v) => `insert into ban_keys (tenant_id, key, interaction) select distinct ${v(tenant)}, one, k.interaction
      from ban_keys k cross join unnest(${v(keys)}::text[]) one where k.tenant_id = ${v(tenant)} and k.key = any(${v(keys)}::text[]) on conflict do nothing`,
  ];
};

/** What is personal in a ban is gone; that it holds stays, by digests only. */
export const forgettingBan = (tenant: TenantId, interaction: string): NonNullable<Plan['also']> => [
  (v) => `update bans set reason = '', contact = null where tenant_id = ${v(tenant)} and interaction = ${v(interaction)}`,
];

/** Until when whoever comes with these marks is banned; null: they may come. The contact of the browser counts too. [CH71] */
export async function bannedUntil(run: Run, tenant: TenantId, marks: Marks, { now, callingCode }: Known): Promise<number | null> {
  const rows = await run<{ until: string | null }>({
    name: 'banned-until',
    text: `select max(b.until) as until from ban_keys k join bans b on b.tenant_id = k.tenant_id and b.interaction = k.interaction
      where k.tenant_id = $1 and k.key = any($2::text[] || array(
        select translate(rtrim(encode(sha256(convert_to('contact ' || contact, 'UTF8')), 'base64'), '='), '+/', '-_')
        from visitors where tenant_id = $1 and id = $4 and contact is not null)) and b.lifted_at is null and b.until > $3`,
    values: [tenant, keysOf(marks, callingCode), now, marks.visitor ?? null],
  });
  return rows[0]?.until ? Number(rows[0].until) : null;
}

/** That no ban holds for these marks, as a condition of what is being written. [CH71] */
export const notBanned =
  (tenant: TenantId, marks: Marks, { now, callingCode }: Known): NonNullable<Plan['given']>[number] =>
  (v) =>
    `not exists (select from ban_keys k join bans b on b.tenant_id = k.tenant_id and b.interaction = k.interaction
    where k.tenant_id = ${v(tenant)} and k.key = any(${v(keysOf(marks, callingCode))}::text[]) and b.lifted_at is null and b.until > ${v(now)})`;

/** The bans that hold now, the latest first; of one agent: those this agent has spoken. At most 200. */
export async function bansOf(run: Run, tenant: TenantId, by: AgentId | null, now: number): Promise<readonly Banned[]> {
  const rows = await run<Omit<Banned, 'at' | 'until' | 'name'> & Row & { at: string; until: string; state: Chat | null }>({
    name: 'bans-of',
    text: `select b.interaction, b.contact, b.at, b.by, b.reason, b.until, i.state from bans b
      left join interactions i on i.tenant_id = b.tenant_id and i.id = b.interaction
      where b.tenant_id = $1 and b.lifted_at is null and b.until > $2 and ($3::text is null or b.by = $3) order by b.at desc limit ${shown}`,
    values: [tenant, now, by],
  });
  return rows.map(({ state, ...row }) => ({
    ...row,
    at: Number(row.at),
    until: Number(row.until),
    name: state?.work.form['name'] ?? null,
  }));
}

/** A mark is kept as a digest: it can be known again, not read. */
function keysOf({ visitor, contacts = [], emails = [], phones = [] }: Marks, callingCode: string | null): readonly string[] {
  const normal = (kind: 'email' | 'phone', all: readonly (string | null | undefined)[]) =>
    all.flatMap((typed) => (typed ? (normalOf(kind, typed, callingCode) ?? []) : [])).map((one) => `${kind} ${one}`);
  const marks = [
    ...(visitor ? [`visitor ${visitor}`] : []),
    ...contacts.map((one) => `contact ${one}`),
    ...normal('email', emails),
    ...normal('phone', phones),
  ];
  return [...new Set(marks)].map((mark) => hash('sha256', mark, 'base64url'));
}
