import type { Run } from '@patchbay/base/database.node.ts';
import { type ContactId, type InteractionId, isRefused, type QueueId, type Refusal } from '@patchbay/base/decision.ts';
import { type Answer, execute, type Kernel, type Plan, type Scene } from '@patchbay/base/execute.node.ts';
import { type Change, changed } from '@patchbay/base/subject.ts';
import type { Vault } from '@patchbay/base/vault.node.ts';
import { masked } from '@patchbay/contacts/addresses.ts';
import { arrive } from '@patchbay/contacts/arrival.node.ts';
import type { Policy } from '@patchbay/interactions/interaction.ts';
import { keeping } from '@patchbay/interactions/secure.node.ts';
import { lastAgentOf } from '@patchbay/interactions/store.node.ts';
import { initialData, unfit } from '@patchbay/interactions/variables.ts';
import { notBanned } from './bans.node.ts';
import { type Chat, type ChatEvent, isOver } from './chat.ts';
import { chatKind } from './kind.ts';
import { decide } from './rules.ts';
import type { Visitor } from './visitors.node.ts';

/** What a customer brings when they start a chat. */
export interface Start {
  readonly form: Readonly<Record<string, string>>;
  /** What the customer's page brought for the case data. */
  readonly data: Readonly<Record<string, string>>;
  /** Seals secure values. [CD7] */
  readonly vault: Vault;
  /** Numbers are shown masked. [CD5] */
  readonly maskNumbers: boolean;
  readonly text?: string | undefined;
  readonly page?: string | undefined;
  /** Who they are was said by the site, not by themselves. [CH42] */
  readonly verified: boolean;
  /** Of the country a national number is in. */
  readonly callingCode: string | null;
  /** Why this customer may not come; undefined: no ban holds. Asked only if one held when the chat was to be written. [CH71] */
  keptOut(): Promise<Refusal | undefined>;
  /** Where it goes, or why nobody takes it; asked only of who has no open chat. */
  admit(): Admitted | Refusal;
}
/** The queue that takes a chat. */
export interface Admitted {
  readonly queue: QueueId;
  readonly policy: Policy;
  /** Whoever served this customer not longer ago is asked first, and waited for so long. */
  /** The agent asked for by name, and waited for so long; before whoever served last. */
  readonly preferred?: { readonly agent: string; readonly holdMs: number } | null;
  readonly lastAgent?: { readonly withinMs: number; readonly holdMs: number } | null;
}

/** Starts a chat in a queue; a visitor whose chat is still open gets that one. Answers `{ interaction }`. */
export function startChat(k: Kernel, who: Visitor, key: { key: string; hash: string }, start: Start): Promise<Answer> {
  const asking = { tenant: who.tenant, by: 'customer', key };
  return k.inTurn(who.visitor, async () => {
    let made: Remembered | null = null;
    const answer = await execute(k, asking, async (scene) => {
      const planned = await plan(k, who, start, scene);
      if (isRefused(planned)) return planned;
      const { chat, ...next } = planned;
      made = chat;
      return next;
    });
    remember(k, who, made, answer);
    return answer;
  });
}

async function plan(k: Kernel, who: Visitor, start: Start, scene: Scene): Promise<(Plan & { readonly chat: Remembered | null }) | Refusal> {
  const { open, contact: known } = remembered(scene, who) ?? (await asStored(scene.run, who));
  if (open) return { changes: [], answer: { interaction: open }, chat: null };
  const out = scene.again ? await start.keptOut() : undefined;
  if (out) return out;
  const into = start.admit();
  if (isRefused(into)) return into;
  const arrived = await arrive(scene, k.ids, { tenant: who.tenant, known, ...introduced(who, start), callingCode: start.callingCode });
  const { contact } = arrived;
  const id = k.ids.next() as InteractionId;
  const wish = namedIn(into) ?? (known ? await wishOf(who, into, contact, scene) : null);
  const events = begin({ id, who, start, into, contact, message: k.ids.next(), wish }, scene.now);
  const chat = changed(chatKind, { id, version: 0, state: null as never }, events);
  const introduce: Plan['also'] =
    contact === known
      ? []
      : [(v) => `update visitors set contact = ${v(contact)} where tenant_id = ${v(who.tenant)} and id = ${v(who.visitor)}`];
  return {
    changes: [...arrived.changes, chat as Change],
    also: [...introduce, ...arrived.also, ...kept(who, id, { data: start.data, vault: start.vault, policy: into.policy })],
    given: [notBanned(who.tenant, marksOf(who, start, known), { now: scene.now, callingCode: start.callingCode })],
    answer: { interaction: id },
    chat: { contact, chat: id },
  };
}

/** By what a ban would know this customer again. */
const marksOf = (who: Visitor, { form }: Start, contact: string | null) => ({
  visitor: who.visitor,
  contacts: contact ? [contact] : [],
  emails: [form['email'], who.identity?.email],
  phones: [form['phone']],
});

/** Secure values go their own way. [CD4] */
const kept = (
  { tenant }: Visitor,
  interaction: string,
  { data, vault, policy }: Pick<Start, 'data' | 'vault'> & Pick<Admitted, 'policy'>,
): NonNullable<Plan['also']> =>
  (policy.variables ?? [])
    .filter((v) => v.secure && data[v.key] && !unfit(v, data[v.key] ?? ''))
    .flatMap(({ key }) => keeping(vault, { tenant, interaction, variable: key }, data[key] ?? ''));

const shownForm = ({ form, maskNumbers }: Start): Start['form'] =>
  maskNumbers && form['phone'] ? { ...form, phone: masked(form['phone']) } : form;

/** The agent who served this customer last, if the queue asks for that. [CH60] */
async function wishOf(who: Visitor, { lastAgent }: Admitted, contact: string, { run, now }: Scene): Promise<Wish | null> {
  const agent = lastAgent ? await lastAgentOf(run, who.tenant, contact, now - lastAgent.withinMs) : null;
  return agent && lastAgent ? { agent, holdMs: lastAgent.holdMs } : null;
}
/** The agent asked for by name, if the queue takes such a wish. [CH61] */
const namedIn = ({ preferred }: Admitted): Wish | null =>
  preferred ? { agent: preferred.agent as Wish['agent'], holdMs: preferred.holdMs, named: true } : null;
type Wish = NonNullable<Chat['wish']>;

interface Beginning {
  readonly id: InteractionId;
  readonly who: Visitor;
  readonly start: Start;
  readonly into: Admitted;
  readonly contact: ContactId;
  readonly message: string;
  readonly wish: Wish | null;
}

/** What this process has written of a visitor it remembers. */
function remember(k: Kernel, who: Visitor, made: Remembered | null, answer: Answer): void {
  if (made && 'interaction' in answer && answer.interaction === made.chat)
    k.memory.keep(who.tenant, 'visitor', { id: who.visitor, version: k.clock.now(), state: made });
}

/** The events a chat begins with: started, queued, the first message. */
function begin({ id, who, start, into, contact, message, wish }: Beginning, now: number) {
  const initial: Chat = {
    id,
    channel: 'chat',
    kind: 'inbound',
    startedAt: now,
    contact,
    queue: null,
    policy: into.policy,
    ...(wish && { wish }),
    at: { stage: 'arriving' },
    participations: [],
    notes: '',
    data: initialData(into.policy.variables ?? [], start.data, now),
    work: {
      talk: { doing: 'chatting' },
      visitor: who.visitor,
      form: shownForm(start),
      page: start.page ?? null,
      away: null,
      yourTurn: null,
      silence: null,
      guests: [],
      handed: null,
      last: null,
      ...(start.verified && { verified: true }),
    },
  };
  const events: ChatEvent[] = [{ type: 'interaction.started', initial }];
  let chat = initial;
  for (const command of [
    { by: 'system', type: 'enqueue', queue: into.queue } as const,
    ...(start.text ? [{ by: 'outside', type: 'message', id: message, text: start.text } as const] : []),
  ]) {
    const next = decide(chat, command, now);
    if (isRefused(next)) throw new Error(`A new chat refused ${command.type}: ${next.refused}`);
    events.push(...next);
    chat = next.reduce(chatKind.evolve, chat);
  }
  return events;
}

/** What a visitor says of themselves; only their browser is proved. */
const introduced = (who: Visitor, { form }: Start) => ({
  name: form['name'] ?? '',
  addresses: [
    { kind: 'visitor', typed: who.visitor } as const,
    ...(form['email'] ? [{ kind: 'email', typed: form['email'] } as const] : []),
    ...(form['phone'] ? [{ kind: 'phone', typed: form['phone'] } as const] : []),
  ],
});

/** What is known of a visitor: their chat that is not over, and who they are. */
interface Known {
  readonly open: string | null;
  readonly contact: string | null;
}

/** From memory: a visitor whose last chat is over. The database has the last word: it holds one open chat of a visitor. */
function remembered({ recall }: Scene, who: Visitor): Known | undefined {
  const visitor = recall('visitor', who.visitor)?.state as Remembered | undefined;
  const chat = visitor?.chat ? (recall('interaction', visitor.chat)?.state as Chat | undefined) : undefined;
  return visitor && (visitor.chat === null || (chat && isOver(chat))) ? { open: null, contact: visitor.contact } : undefined;
}

/** What a process remembers of a visitor. */
interface Remembered {
  readonly contact: string | null;
  readonly chat: string | null;
}

async function asStored(run: Run, who: Visitor): Promise<Known> {
  const rows = await run<{ open: string | null; contact: string | null }>({
    name: 'visitor-as-known',
    text: `select contact, (select id from interactions i where tenant_id = $1 and visitor = $2 and stage not in ('wrapUp', 'closed')
      order by started_at desc limit 1) as open from visitors where tenant_id = $1 and id = $2`,
    values: [who.tenant, who.visitor],
  });
  return rows[0] ?? { open: null, contact: null };
}

/** The visitor's latest chat, whatever its stage. */
export async function latestChat(
  run: Run,
  who: Pick<Visitor, 'tenant' | 'visitor'>,
): Promise<{ readonly id: string; readonly version: number; readonly state: Chat } | undefined> {
  const rows = await run<{ id: string; version: number; state: Chat }>({
    name: 'latest-chat',
    text: 'select id, version, state from interactions where tenant_id = $1 and visitor = $2 order by started_at desc limit 1',
    values: [who.tenant, who.visitor],
  });
  return rows[0];
}
