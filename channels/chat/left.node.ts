import type { Row, Run } from '@patchbay/base/database.node.ts';
import { refuse, type TenantId } from '@patchbay/base/decision.ts';
import { type Answer, type Asking, execute, type Kernel } from '@patchbay/base/execute.node.ts';
import type { Visitor } from './visitors.node.ts';

/** A message that a customer left while nobody was there to chat. */
export interface LeftMessage {
  readonly id: string;
  readonly at: number;
  readonly widget: string;
  readonly queue: string;
  readonly name: string;
  readonly email: string;
  readonly text: string;
  readonly page: string | null;
  readonly language: string | null;
  /** Name and address were said by the site, not typed. */
  readonly verified: boolean;
  readonly doneAt: number | null;
  readonly doneBy: string | null;
}
/** What the customer wrote. */
export interface Leaving extends Pick<LeftMessage, 'name' | 'email' | 'text' | 'queue'> {
  readonly page?: string | undefined;
  readonly language?: string | undefined;
}
/** Which messages: of these queues (null: of all), done ones or open ones. */
export interface Wanted {
  readonly queues: readonly string[] | null;
  readonly done: boolean;
}

const shown = 200;

/** Keeps a message, once under its key. [CH43] */
export function leaveMessage(k: Kernel, who: Visitor, key: Asking['key'], message: Leaving): Promise<Answer> {
  const { tenant, widget, visitor } = who;
  return execute(k, { tenant, by: 'customer', key }, async ({ now }) => ({
    changes: [],
    also: [
      (v) => `insert into left_messages (tenant_id, id, at, widget, queue, visitor, name, email, text, page, language, verified) values
        (${[tenant, k.ids.next(), now, widget, message.queue, visitor, message.name, message.email, message.text, message.page ?? null, message.language ?? null, who.identity !== undefined].map(v).join(', ')})`,
    ],
  }));
}

/** The open messages, oldest first, or those that are done, latest first; at most 200. */
export async function leftMessages(run: Run, tenant: TenantId, { queues, done }: Wanted): Promise<readonly LeftMessage[]> {
  const rows = await run<LeftMessage & Row & { at: string; doneAt: string | null }>({
    name: done ? 'left-messages-done' : 'left-messages',
    text: `select id, at, widget, queue, name, email, text, page, language, verified, done_at as "doneAt", done_by as "doneBy" from left_messages
      where tenant_id = $1 and done_at is ${done ? 'not null' : 'null'} and ($2::text[] is null or queue = any($2)) order by ${done ? 'done_at desc' : 'at'}, id limit ${shown}`,
    values: [tenant, queues],
  });
  return rows.map((row) => ({ ...row, at: Number(row.at), doneAt: row.doneAt === null ? null : Number(row.doneAt) }));
}

/** Says that a message is done, or not done after all. To whom its queue is not shown it does not exist. [CH43] */
export async function settleMessage(
  k: Kernel,
  { tenant, by }: Asking,
  { message, done, queues }: { readonly message: string; readonly done: boolean; readonly queues: Wanted['queues'] },
): Promise<Answer> {
  const rows = await k.db.as(tenant)({
    name: 'settle-message',
    text: `update left_messages set done_at = case when $3 then coalesce(done_at, $4::bigint) end, done_by = case when $3 then coalesce(done_by, $5) end
      where tenant_id = $1 and id = $2 and ($6::text[] is null or queue = any($6)) returning 1`,
    values: [tenant, message, done, k.clock.now(), by, queues],
  });
  return rows.length ? { ok: true } : refuse('messages.notFound');
}
