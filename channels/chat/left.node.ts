import type { Row, Run } from '@patchbay/base/database.node.ts';
import { type InteractionId, type Refusal, refuse, type TenantId } from '@patchbay/base/decision.ts';
import { type Answer, type Asking, execute, type Kernel, type Plan } from '@patchbay/base/execute.node.ts';
import { masked } from '@patchbay/contacts/addresses.ts';
import type { SentFile } from '@patchbay/files/file.ts';
import { factsOf, filesById, shownNow } from '@patchbay/files/store.node.ts';
import type { Visitor } from './visitors.node.ts';

/** A message that a customer left while nobody was there to chat. */
export interface LeftMessage {
  readonly id: string;
  readonly at: number;
  readonly widget: string;
  readonly queue: string;
  readonly name: string;
  readonly email: string;
  /** Empty: none was given. */
  readonly phone: string;
  /** They want to be called back. */
  readonly callback: boolean;
  readonly files: readonly SentFile[];
  readonly text: string;
  readonly page: string | null;
  readonly language: string | null;
  /** Name and address were said by the site, not typed. */
  readonly verified: boolean;
  readonly doneAt: number | null;
  readonly doneBy: string | null;
}
/** What the customer wrote; `files` are ids of files they have sent for it. */
export interface Leaving extends Pick<LeftMessage, 'name' | 'email' | 'phone' | 'callback' | 'text' | 'queue'> {
  readonly files: readonly string[];
  readonly page?: string | undefined;
  readonly language?: string | undefined;
}
/** Which messages: of these queues (null: of all), done ones or open ones. */
export interface Wanted {
  readonly queues: readonly string[] | null;
  readonly done: boolean;
  /** Numbers of customers are masked. */
  readonly masks: boolean;
}

const shown = 200;

/** The name under which files of messages of one visitor stand, where those of a chat have its interaction. [CH48] */
export const leftBy = (visitor: string): InteractionId => `left:${visitor}` as InteractionId;
export const isLeft = (interaction: string): boolean => interaction.startsWith('left:');

/** Keeps a message, once under its key. [CH43] */
export function leaveMessage(k: Kernel, who: Visitor, key: Asking['key'], message: Leaving): Promise<Answer> {
  const { tenant, visitor } = who;
  return execute(k, { tenant, by: 'customer', key }, async ({ now }): Promise<Plan | Refusal> => {
    const wrong = await strange(k.db.as(tenant), tenant, visitor, message.files);
    if (wrong) return wrong;
    return { changes: [], also: [keeping(who, k.ids.next(), now, message), ...message.files.map((file) => shownNow(tenant, file, now))] };
  });
}

/** A statement that keeps a message. */
function keeping(who: Visitor, id: string, now: number, message: Leaving): (v: (value: unknown) => string) => string {
  const { tenant, widget, visitor, identity } = who;
  const { queue, name, email, phone, callback, files, text, page = null, language = null } = message;
  const values = [
    tenant,
    id,
    now,
    widget,
    queue,
    visitor,
    name,
    email,
    phone,
    callback,
    files,
    text,
    page,
    language,
    identity !== undefined,
  ];
  return (v) => `insert into left_messages
    (tenant_id, id, at, widget, queue, visitor, name, email, phone, callback, files, text, page, language, verified) values (${values.map(v).join(', ')})`;
}

/** Files of a message are those its sender has sent for one, and none in which a virus was found. [CH48] */
async function strange(run: Run, tenant: TenantId, visitor: string, files: readonly string[]): Promise<Refusal | undefined> {
  const there = await filesById(run, tenant, files);
  if (files.some((id) => there.get(id)?.interaction !== leftBy(visitor))) return refuse('files.notFound');
  return [...there.values()].some(({ scan }) => scan === 'infected') ? refuse('files.infected') : undefined;
}

/** The open messages, oldest first, or those that are done, latest first; at most 200. */
export async function leftMessages(run: Run, tenant: TenantId, { queues, done, masks }: Wanted): Promise<readonly LeftMessage[]> {
  const rows = await run<Omit<LeftMessage, 'files'> & Row & { at: string; doneAt: string | null; files: readonly string[] }>({
    name: done ? 'left-messages-done' : 'left-messages',
    text: `select id, at, widget, queue, name, email, phone, callback, files, text, page, language, verified, done_at as "doneAt", done_by as "doneBy" from left_messages
      where tenant_id = $1 and done_at is ${done ? 'not null' : 'null'} and ($2::text[] is null or queue = any($2)) order by ${done ? 'done_at desc' : 'at'}, id limit ${shown}`,
    values: [tenant, queues],
  });
  const files = await filesById(
    run,
    tenant,
    rows.flatMap((row) => row.files),
  );
  return rows.map((row) => ({
    ...row,
    at: Number(row.at),
    doneAt: row.doneAt === null ? null : Number(row.doneAt),
    phone: masks && row.phone ? masked(row.phone) : row.phone,
    files: row.files.flatMap((id) => {
      const file = files.get(id);
      return file ? [{ ...factsOf(file), alt: '' }] : []; // one that is too old is gone [FI8]
    }),
  }));
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

/** The queue of the message that a file belongs to, or undefined. */
export async function queueOfFile(run: Run, tenant: TenantId, file: string): Promise<string | undefined> {
  const rows = await run<{ queue: string }>({
    text: 'select queue from left_messages where tenant_id = $1 and $2 = any(files)',
    values: [tenant, file],
  });
  return rows[0]?.queue;
}
