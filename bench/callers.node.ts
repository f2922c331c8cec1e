import { randomBytes, randomUUID } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import { openDatabase } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import { ApiAgent } from '@patchbay/testing/agent.node.ts';
import { openPhone, type Phone } from '@patchbay/testing/phone.node.ts';
import type { Call } from '@patchbay/voice/call.ts';
import { login } from './callable.node.ts';
import { ear, type Heard } from './hearing.ts';

/** Customers and agents with their phones, in a process of their own: asked for something, they answer what it took. */

const [url = '', database = '', edge = '', count = '1'] = process.argv.slice(2);
const tones = { customer: 440, agent: 660 };
const number = '+4930123456';
const patience = 60_000;

try {
  setPriority(constants.priority.PRIORITY_ABOVE_NORMAL); // as the engines have it: who measures voices must not stumble more than they do
} catch {
  // Not allowed here: then the figures are those of a machine that stumbles.
}
const db = await openDatabase(database, { max: 1 });
const probe = createSocket('udp4');
await new Promise<void>((resolve) => probe.bind(0, '127.0.0.1', resolve));

/** An agent with a desk phone, and a customer, who each listen for the other. */
interface Pair {
  readonly agent: ApiAgent;
  readonly desk: Phone;
  readonly customer: Phone;
  /** The customer's number. */
  readonly who: string;
  readonly ears: readonly ReturnType<typeof ear>[];
}
const pairs: Pair[] = [];
for (let n = 0; n < Number(count); n += 1) pairs.push(await pair(n));
const [first] = pairs;
if (!first) throw new Error('There are no agents.');
const { agent, desk, customer } = first;
const crowd = await Promise.all(Array.from({ length: 6 }, (_, n) => openPhone({ ...at(`+49301${n}`), tone: tones.customer })));

const asked = { setup, limit, next, talk, ready: () => says('setReady', [agent]), notReady: () => says('setNotReady', [agent]) };
process.on('message', ({ what, ms }: { what: keyof typeof asked; ms: number }) => {
  void asked[what](ms).then((answer) => process.send?.({ answer }));
});
process.on('disconnect', () => process.exit());
process.send?.({ answer: 0 });

function at(user: string) {
  return { edge: Number(edge), user };
}

async function pair(n: number): Promise<Pair> {
  const person = new ApiAgent(url, login(n), `demo-line-${n}-1`);
  await until('a sign-in', async () => (await person.signsIn({ force: true })).status === 200); // the centre with its people has just been applied
  await person.opens();
  const ears = [ear(tones.customer), ear(tones.agent)] as const;
  const phone = await openPhone({
    ...at(`desk-${n}.demo`),
    password: `phone-line-${n}`,
    tone: tones.agent,
    listens: ears[0].listens,
  });
  await phone.registers();
  const who = `+49300${n}`;
  const caller = await openPhone({ ...at(who), tone: tones.customer, listens: ears[1].listens });
  return { agent: person, desk: phone, customer: caller, who, ears };
}

/** Asked again until it is so; a bench that waits in vain says for what. */
async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const late = performance.now() + patience;
  while (!(await isSo())) {
    if (performance.now() > late) throw new Error(`The bench waited in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const says = async (type: 'setReady' | 'setNotReady', who: readonly ApiAgent[]): Promise<number> => {
  await Promise.all(who.map((one) => one.does({ type, channel: 'voice', ...(type === 'setNotReady' && { reason: 'break' }) })));
  return 0;
};
const callsOf = (who: ApiAgent): readonly Call[] => who.chats as unknown as readonly Call[];
const callOf = (id: string): Call | undefined => callsOf(agent).find((call) => call.id === id);
const isFree = (who: ApiAgent) => (who.me?.work.length === 0 ? true : undefined);
const offerTo = (who: ApiAgent, before: ReadonlySet<string>) => async (): Promise<{ id: string; at: number }> =>
  who.sees('an offer', () => {
    const one = callsOf(who).find(({ id, at: { stage } }) => stage === 'offered' && !before.has(id));
    return one && { id: one.id, at: performance.now() };
  });
const known = (who: ApiAgent): ReadonlySet<string> => new Set(callsOf(who).map(({ id }) => id));

/** From the invitation until the agent has the offer; the customer leaves at once. */
async function setup(): Promise<number> {
  const offer = offerTo(agent, known(agent))();
  const began = performance.now();
  const call = customer.calls(number);
  const { at: offered } = await offer;
  await until('an answer', () => call.up);
  customer.hangsUp();
  await agent.sees('nothing to do', isFree);
  await until('silence at the desk', () => !desk.rings());
  return offered - began;
}

/** Three durable transactions, one after the other, and once to Kamailio and back. */
async function limit(): Promise<number> {
  const began = performance.now();
  for (let n = 0; n < 3; n += 1)
    await db.as('demo' as TenantId)({
      name: 'bench-transaction',
      text: `with u as (update agents set due_at = due_at where tenant_id = 'demo' and id = 'anna')
        insert into events (tenant_id, kind, subject, version, type, body, actor, at) values ('demo', 'bench', $1, 0, 'bench', '{}', 'bench', 0)`,
      values: [randomUUID()],
    });
  const answer = once(probe, 'message');
  const { port } = probe.address();
  const lines = [
    `OPTIONS sip:127.0.0.1:${edge} SIP/2.0`,
    `Via: SIP/2.0/UDP 127.0.0.1:${port};branch=z9hG4bK${randomBytes(6).toString('hex')}`,
    'From: <sip:probe@patchbay>;tag=x',
    `To: <sip:127.0.0.1:${edge}>`,
    `Call-ID: ${randomBytes(6).toString('hex')}`,
    ...['CSeq: 1 OPTIONS', 'Max-Forwards: 70', 'Content-Length: 0', '', ''],
  ];
  probe.send(lines.join('\r\n'), Number(edge), '127.0.0.1');
  await answer;
  return performance.now() - began;
}

/** The agent wraps up while others wait: from that request until the next offer is there. */
async function next(): Promise<number> {
  for (const one of crowd) if (!one.call() || one.call()?.over) await waits(one);
  const { id } = await agent.sees('an offer', () => callsOf(agent).find(({ at: { stage } }) => stage === 'offered'));
  await until('ringing', () => desk.rings() !== undefined);
  const who = desk.rings()?.who;
  desk.lifts();
  await agent.sees('talking', () => callsOf(agent).find((call) => call.id === id && call.work.doing.doing === 'talking'));
  crowd.find((one) => one.call()?.up && `+49301${crowd.indexOf(one)}` === who)?.hangsUp();
  await agent.sees('a wrap-up', () => callsOf(agent).find((call) => call.id === id && call.at.stage === 'wrapUp'));
  await until('the end at the desk', () => desk.call()?.over === true);
  // A wrap-up takes people seconds: what is noted of the call that has just ended (the phone is down, for the call and for the agent) is not theirs.
  await agent.sees('the phone on the hook', ({ me }) => (me?.offHook === null && !callOf(id)?.work.offHook.length) || undefined);
  const offer = offerTo(agent, known(agent));
  const began = performance.now();
  const told = offer();
  await agent.does({ type: 'submitWrapUp', interaction: id, reason: 'solved' });
  return (await told).at - began;
}
async function waits(one: Phone): Promise<void> {
  const call = one.calls(number);
  await until('an answer', () => call.up);
}

/** Everybody talks for a while; answers how they heard each other. The process that asks looks at the others meanwhile. */
async function talk(ms: number): Promise<Heard> {
  for (const one of crowd) one.hangsUp();
  await says('setNotReady', [agent]);
  await Promise.all(pairs.map((one) => one.agent.sees('nothing to do', isFree)));
  for (const one of pairs) {
    await says('setReady', [one.agent]);
    one.customer.calls(number);
    await until(`ringing at ${one.agent.login}`, () => one.desk.rings()?.who === one.who); // not what still rings for somebody before
    one.desk.lifts();
    await until(`the customer's voice at ${one.agent.login}`, () => one.desk.voice.hears().includes(tones.customer));
    await until(`the voice of ${one.agent.login}`, () => one.customer.voice.hears().includes(tones.agent));
  }
  process.send?.({ talking: true });
  const ears = pairs.flatMap((one) => one.ears);
  for (const one of ears) one.begins(performance.now());
  await new Promise((resolve) => setTimeout(resolve, ms));
  const heard = ears.map((one) => one.ends(performance.now()));
  for (const one of pairs) one.customer.hangsUp();
  const sum = (of: keyof Heard) => heard.reduce((all, one) => all + one[of], 0);
  return { frames: sum('frames'), missing: sum('missing'), silent: sum('silent') };
}
