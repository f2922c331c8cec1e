import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Chat } from '@patchbay/chat/chat.ts';
import { ApiAgent, type Reply } from '../agent.node.ts';
import { ApiCustomer } from '../customer.node.ts';

/** What one customer was promised: messages whose sending was acknowledged, in the order they were sent. */
export interface Acknowledged {
  readonly interaction: string;
  readonly customer: ApiCustomer;
  readonly sent: readonly string[];
}
/** What an agent was promised, by interaction. */
export type Answers = ReadonlyMap<string, readonly string[]>;

const backOffMs = 40;
const tries = 1500;
/** Seconds after which something is stuck; who waits for a free agent waits until others have said bye. */
const patience = 900;

/** Asks until there is an answer, always under the same key, as our own clients do. A refusal is an answer, but for "too fast". */
async function surely(ask: () => Promise<Reply>): Promise<Reply> {
  for (let n = 0; n < tries; n++) {
    const reply = await ask().catch(() => undefined); // the server is dead: it comes back
    if (reply && reply.status < 500 && reply.status !== 429) return reply;
    await pause(backOffMs);
  }
  throw new Error('The server did not come back.');
}
async function surelyOpen(open: () => Promise<unknown>): Promise<void> {
  for (let n = 0; n < tries; n++) {
    const done = await open().then(
      () => true,
      () => false, // dead: it comes back
    );
    if (done) return;
    await pause(backOffMs);
  }
  throw new Error('The stream did not come back.');
}

/** A customer who writes on while `goesOn` says so of the number of messages, waits for an answer to each, says bye, and waits for the end. */
export async function customerScript(url: string, name: string, goesOn: (messages: number) => boolean): Promise<Acknowledged> {
  const customer = new ApiCustomer(url, name);
  await surely(() => customer.renews());
  await surelyOpen(() => customer.connects());
  customer.keepsConnected(surelyOpen);
  const key = randomUUID();
  const form = { name, subject: 'Test' };
  const reply = await surely(() => customer.asks({ type: 'startChat', form, text: `${name} 0` }, key));
  if (reply.status !== 200) throw new Error(`${name} could not start: ${JSON.stringify(reply)}`);
  const interaction = String(reply.body['interaction']);
  const sent = [`${name} 0`];
  for (let talking = true; talking; ) {
    await customer.hears(`re: ${sent.at(-1)}`, patience);
    talking = goesOn(sent.length);
    const [text, id] = [talking ? `${name} ${sent.length}` : `${name} bye`, randomUUID()];
    const said = await surely(() => customer.asks({ type: 'message', interaction, id, text }, id));
    if (said.status !== 200) throw new Error(`${name}: ${JSON.stringify(said)}`);
    sent.push(text);
  }
  await customer.sees('the end', (c) => (c.view?.stage === 'over' ? true : undefined), patience);
  return { interaction, customer, sent };
}

/** A customer who comes back with one short chat after the other while `goesOn` says so; answers the chats, each of them over. */
export async function shopperScript(url: string, name: string, goesOn: () => boolean): Promise<readonly string[]> {
  const customer = new ApiCustomer(url, name);
  await surely(() => customer.renews());
  await surelyOpen(() => customer.connects());
  let here = true;
  customer.keepsConnected(surelyOpen, () => !here);
  const chats: string[] = [];
  while (goesOn()) {
    const key = randomUUID();
    const form = { name, subject: 'Test' };
    const start = () => surely(() => customer.asks({ type: 'startChat', form, text: `${name} bye` }, key));
    let reply = await start();
    if (reply.status === 401) {
      await surely(() => customer.renews()); // a token lasts a quarter of an hour
      reply = await start();
    }
    if (reply.status !== 200) throw new Error(`${name} could not start: ${JSON.stringify(reply)}`);
    const interaction = String(reply.body['interaction']);
    await customer.sees('the end', (c) => (c.view?.interaction === interaction && c.view.stage === 'over') || undefined, patience);
    chats.push(interaction);
  }
  here = false;
  return chats;
}

/** An agent who accepts every offer, answers every message once, ends after a bye and wraps up. Answers how to stop. */
export async function agentScript(
  url: string,
  login: string,
): Promise<{ readonly agent: ApiAgent; readonly answers: Answers; stop(): Promise<void> }> {
  const agent = new ApiAgent(url, login, `demo-${login}-1`);
  await surely(() => agent.signsIn());
  await surelyOpen(() => agent.opens());
  agent.keepsConnected(surelyOpen);
  await surely(() => agent.asks({ type: 'setReady' }));
  const answers = new Map<string, string[]>();
  const read = new Set<string>();
  const done = new Set<string>();
  let stopped = false;

  /** Does the first thing there is to do; answers whether there was any. */
  async function oneThing(): Promise<boolean> {
    if (agent.me?.channels.chat?.is === 'missed' || agent.me?.channels.chat?.is === 'notReady')
      return surely(() => agent.asks({ type: 'setReady' })).then(() => true);
    for (const chat of agent.chats) if (await work(chat)) return true;
    return false;
  }
  async function work(chat: Chat): Promise<boolean> {
    const mine = chat.participations.find((p) => p.agent === login)?.stage;
    const once = async (what: string, command: object) => {
      if (done.has(`${chat.id} ${what}`)) return false;
      done.add(`${chat.id} ${what}`);
      const key = randomUUID();
      await surely(() => agent.asks(command, key));
      return true;
    };
    if (mine === 'offered')
      return once(`accept ${chat.at.stage === 'offered' ? chat.at.until : ''}`, { type: 'accept', interaction: chat.id });
    if (mine === 'wrapUp') return once('wrap up', { type: 'submitWrapUp', interaction: chat.id, reason: 'solved' });
    return mine === 'active' ? answer(chat, once) : false;
  }
  async function answer(chat: Chat, once: (what: string, command: object) => Promise<boolean>): Promise<boolean> {
    if (!read.has(chat.id)) {
      await surely(async () => {
        await agent.reads(chat.id);
        return { status: 200, body: {} };
      });
      read.add(chat.id);
    }
    for (const message of agent.said(chat.id)) {
      if (message.from !== 'customer' || done.has(`${chat.id} ${message.id}`)) continue;
      const id = randomUUID();
      await once(message.id, { type: 'say', interaction: chat.id, id, text: `re: ${message.text}` });
      answers.set(chat.id, [...(answers.get(chat.id) ?? []), `re: ${message.text}`]);
      if (message.text.endsWith('bye')) await once('end', { type: 'end', interaction: chat.id });
      return true;
    }
    return false;
  }
  const loop = (async () => {
    while (!stopped) if (!(await oneThing())) await agent.changes();
  })();
  return {
    agent,
    answers,
    async stop() {
      stopped = true;
      agent.wake();
      await loop;
    },
  };
}
