import type { ApiAgent } from './agent.node.ts';
import type { ApiCustomer } from './customer.node.ts';
import { photo, type Upload } from './upload.node.ts';
import type { World } from './world.node.ts';

/** A customer and an agent who have chatted, and the chat. */
export interface Chatted {
  readonly interaction: string;
  readonly contact: string;
  /** A picture that the customer has sent. */
  readonly file: string;
  readonly agent: ApiAgent;
  readonly customer: ApiCustomer;
}

type Document = Pick<Upload, 'name' | 'bytes'>;

/** A whole small story in a tenant: somebody fails to sign in, Eva chats with Anna, who writes notes and wraps up; `word` is in every text. */
export async function chatted(world: World, tenant: string, word = 'lighthouse'): Promise<Chatted> {
  const talk = await chatting(world, tenant, word);
  const { agent, customer, interaction } = talk;
  await customer.asks({
    type: 'leaveMessage',
    id: `left-${word}-${tenant}`,
    name: `Eva ${word}`,
    email: 'eva@customer.example',
    text: `Call me, ${word}.`,
  });
  await agent.does({ type: 'ban', interaction, reason: `Rude, ${word}.`, days: 1 });
  await agent.does({ type: 'liftBan', interaction });
  await customer.sees('the end', (c) => (c.view?.stage === 'over' ? true : undefined));
  await agent.wrapsUp(interaction, 'solved');
  await agent.sees('nothing left', (a) => (a.me?.work.length === 0 ? true : undefined));
  await agent.request('POST', '/api/errors/shown', { build: 'b', shown: [{ code: 'PB205', times: 1 }] });
  await (await world.staff('ada', tenant)).request('POST', '/api/logs/asked', { user: 'anna', why: 'The list hung.' });
  return talk;
}

/** The same as far as the conversation goes: it is still open. */
export async function chatting(world: World, tenant: string, word = 'lighthouse', own: Partial<Document> = {}): Promise<Chatted> {
  const { name, bytes }: Document = { name: `${word}.jpg`, bytes: await photo(60, 40), ...own };
  const agent = await world.staff('anna', tenant);
  await agent.request('POST', '/api/session', { tenant, login: 'ben', password: 'not the password of Ben' });
  await agent.request('POST', '/api/preferences', { set: { theme: 'dark' } });
  await agent.opens();
  await agent.goesReady();
  const customer = await world.customer(`Eva ${word}`, `${tenant}/shop`);
  await customer.startsChat(`Hello, ${word}?`, { subject: `The ${word}`, email: `${word}@customer.example` });
  const interaction = await agent.seesOffer(`Eva ${word}`);
  await agent.accepts(interaction);
  await agent.says(interaction, `This is the ${word}.`);
  await customer.hears(`This is the ${word}.`);
  await customer.says(`Thank you, ${word}.`);
  await agent.reads(interaction);
  await agent.hears(interaction, `Thank you, ${word}.`);
  const file = await customer.shows({ name, bytes });
  await agent.does({ type: 'writeNotes', interaction, notes: `Asked for the ${word}.` });
  await agent.does({ type: 'saveData', interaction, variable: 'code', value: `The code of the ${word}.`, baseRev: 0 });
  await agent.request('POST', '/api/logs', { comment: word, build: 'b', browser: 'c', checked: '', entries: [] });
  await agent.request('POST', '/api/drafts', { interaction, kind: 'reply', text: `About the ${word}`, caret: 3, base: null });
  const response = { title: word, text: `All about the ${word}.` };
  await agent.request('POST', '/api/canned', { type: 'write', id: null, shared: false, response });
  await agent.request('POST', '/api/canned', { type: 'used', response: 'greeting' });
  const contact = String(agent.chat(interaction)?.contact);
  return { interaction, contact, file, agent, customer };
}
