import type { TenantId } from '@patchbay/base/decision.ts';
import { interactionById } from '@patchbay/interactions/store.node.ts';
import { callComes } from '@patchbay/server/voice.node.ts';
import type { Call } from '@patchbay/voice/call.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiAgent } from './agent.node.ts';
import { withCalls } from './voice.ts';
import { demoAs, startWorld, type World } from './world.node.ts';

const demo = 'demo' as TenantId;
/** A centre that shows no numbers. [CD5] */
const hidden = withCalls()(demoAs('hidden')).replace('\nagents:\n', '\nagents:\n  maskNumbers: true\n');

describe('calls without a line', () => {
  let world: World;
  let [anna, ben]: ApiAgent[] = [];
  beforeAll(async () => {
    world = await startWorld({ yaml: withCalls(), more: [hidden] });
    [anna, ben] = [await world.agent('anna'), await world.agent('ben')];
  });
  afterAll(() => world.close());

  const comes = (to: string, key = 'a call that comes', from = '030 7777') =>
    callComes(world.server.site, demo, { key, hash: to }, { from, to });
  const callOf = (agent: ApiAgent, id: string) => agent.chat(id) as unknown as Call | undefined;
  const why = async (agent: ApiAgent, command: object) => (await agent.asks(command)).body['refused'];

  test('[VO110] a call comes in by its number and waits in the queue of its entry point; the same one comes once', async () => {
    const first = await comes('030123456');
    expect(await comes('030123456')).toEqual(first);
    const { body } = await (await world.staff('sam')).request('GET', '/api/waiting');
    expect(body['waiting']).toMatchObject([
      { channel: 'voice', queue: 'calls', id: (first as unknown as { interaction: string }).interaction },
    ]);
    expect([await comes('030 99', 'another'), await comes('no number', 'a third')]).toEqual([
      { refused: 'voice.invalid' },
      { refused: 'voice.invalid' },
    ]);
  });

  test('[VO112] a desk phone is lifted, the screen cannot answer for it; with the browser it can, and the customer is known by the number', async () => {
    if (!anna) throw new Error('nobody');
    await anna.does({ type: 'setReady', channel: 'voice' });
    const id = await anna.sees('the call', (a) => a.chats.find((c) => (c.channel as string) === 'voice' && c.at.stage === 'offered')?.id);
    expect(await why(anna, { type: 'accept', interaction: id })).toBe('voice.liftPhone');
    expect(await why(anna, { type: 'chooseDevice', device: { is: 'browser' } })).toBe('agents.inCall');
    await anna.does({ type: 'reject', interaction: id });
    await anna.does({ type: 'chooseDevice', device: { is: 'browser' } });
    world.clock.pass(1000);
    await anna.does({ type: 'setReady', channel: 'voice' });
    await anna.sees('the call again', () => (callOf(anna as ApiAgent, id)?.at.stage === 'offered' ? true : undefined));
    await anna.does({ type: 'accept', interaction: id });
    const call = await anna.sees('talking', (a) => (callOf(a, id)?.work.doing.doing === 'talking' ? callOf(a, id) : undefined));
    expect([call.work.line, call.contact]).toEqual([
      { number: '+49307777', written: '030 7777', shown: '+4930123456', colleague: null },
      expect.any(String),
    ]);
    expect([
      await why(anna, { type: 'say', interaction: id, id: 'message-1', text: 'Hello' }),
      await why(anna, { type: 'consult', interaction: id, to: 'ben' }),
    ]).toEqual(['interactions.notNow', 'interactions.notNow']);
    await anna.does({ type: 'hold', interaction: id });
    expect(await why(anna, { type: 'end', interaction: id })).toBe('interactions.notNow');
    await anna.does({ type: 'resume', interaction: id });
    await anna.does({ type: 'end', interaction: id });
    await anna.does({ type: 'submitWrapUp', interaction: id, reason: 'solved' });
  });

  test('[VO111] [VO42] [GE-03.3] [BP-26.6] whoever is logged on, on no call and has a device calls a number for a queue of theirs, or a colleague; also from after-call work', async () => {
    if (!anna || !ben) throw new Error('nobody');
    const number = (text: string, more: object = {}) => ({ type: 'dial', to: { to: 'number', number: text }, ...more });
    const agent = (name: string) => ({ type: 'dial', to: { to: 'agent', agent: name } });
    expect([await why(anna, number('12')), await why(anna, number('030 5555', { queue: 'service' }))]).toEqual([
      'voice.tooShort',
      'voice.unknownQueue',
    ]);
    expect([
      await why(anna, agent('sam')),
      await why(anna, agent('nobody')),
      await why(anna, agent('cleo')),
      await why(anna, agent('anna')),
    ]).toEqual(['voice.notThereNow', 'voice.unknownAgent', 'voice.notThereNow', 'voice.self']);
    world.clock.pass(1000);
    const { body } = await anna.does(number('030 5555'));
    const id = String(body['interaction']);
    const call = await anna.sees('the call', (a) => callOf(a, id));
    expect(call).toMatchObject({
      kind: 'outbound',
      queue: 'calls',
      work: { doing: { doing: 'dialing' }, line: { number: '+49305555', shown: '+4930999' } },
    });
    expect([await why(anna, number('030 5555')), await why(ben, agent('anna'))]).toEqual(['voice.onACall', 'voice.busy']);
    await anna.does({ type: 'cancelDial', interaction: id });
    const again = String((await anna.does(number('030 5555'))).body['interaction']); // its wrap-up is still open
    await anna.does({ type: 'submitWrapUp', interaction: id, reason: 'answered' });
    await anna.does({ type: 'cancelDial', interaction: again });
    await anna.does({ type: 'submitWrapUp', interaction: again, reason: 'answered' });
    await anna.does({ type: 'setDoNotDisturb', on: true });
    expect(await why(ben, agent('anna'))).toBe('voice.notDisturbed');
    await anna.does({ type: 'setDoNotDisturb', on: false });
    world.clock.pass(1000);
    const internal = String((await ben.does(agent('anna'))).body['interaction']);
    await anna.sees('the colleague who calls', (a) => callOf(a, internal));
    await anna.does({ type: 'accept', interaction: internal });
    await ben.sees('talking', (b) => (callOf(b, internal)?.work.doing.doing === 'talking' ? true : undefined));
    await ben.does({ type: 'end', interaction: internal });
    await ben.does({ type: 'chooseDevice', device: { is: 'none' } });
    expect(await why(ben, number('030 5555'))).toBe('agents.noDevice');
  });

  test('[VO130] the directory lists colleagues with how they can be reached, contacts, and reads a number', async () => {
    if (!anna) throw new Error('nobody');
    const read = async (search: string) =>
      (await (anna as ApiAgent).request('GET', `/api/directory?search=${encodeURIComponent(search)}`)).body;
    const all = (await read(''))['agents'] as readonly { readonly id: string }[];
    expect(all.map(({ id }) => id)).not.toContain('anna');
    expect((await read('ben desk'))['agents']).toMatchObject([
      {
        id: 'ben',
        phones: ['desk-ben'],
        presence: 'available',
        is: 'outOfService',
        why: 'voice.notRegistered',
        queues: [{ en: 'Calls' }, { en: 'With a greeting' }],
      },
    ]);
    expect((await read('cleo'))['agents']).toMatchObject([{ id: 'cleo', presence: 'offline', why: 'voice.notThereNow' }]);
    expect([(await read('0044 20 7946 0958'))['number'], (await read('112'))['number'], (await read('ben'))['number']]).toEqual([
      { number: '+442079460958', written: '+44 20 7946 0958' },
      { why: 'voice.tooShort' },
      null,
    ]);
    expect((await read('7777'))['contacts']).toMatchObject([{ phones: [{ typed: '030 7777' }] }]);
  });

  test('[VO131] [VO132] the latest calls are kept, also those missed, and each is made again by naming it, as is a number of a contact', async () => {
    if (!anna || !ben) throw new Error('nobody');
    const recents = async (agent: ApiAgent) =>
      (await agent.request('GET', '/api/recents')).body['recents'] as readonly {
        readonly id: string;
        readonly way: string;
        readonly with: object;
      }[];
    expect((await recents(anna)).map(({ way, with: other }) => [way, other])).toEqual([
      ['in', { agent: 'ben' }],
      ['out', { number: '+49305555', written: '030 5555' }],
      ['out', { number: '+49305555', written: '030 5555' }],
      ['in', { number: '+49307777', written: '030 7777' }],
    ]);
    const [, out, , came] = await recents(anna);
    expect(out).toMatchObject({ queue: 'calls', failed: 'cancelled', seconds: null });
    await ben.does({ type: 'chooseDevice', device: { is: 'browser' } });
    world.clock.pass(1000);
    const rang = String((await ben.does({ type: 'dial', to: { to: 'agent', agent: 'anna' } })).body['interaction']);
    await ben.does({ type: 'cancelDial', interaction: rang });
    expect((await recents(anna))[0]).toMatchObject({ id: rang, way: 'missed', with: { agent: 'ben' } });
    expect(await why(ben, { type: 'dial', to: { to: 'again', interaction: came?.id } })).toBe('interactions.notFound'); // not a call of Ben's
    const { body } = await anna.does({ type: 'dial', to: { to: 'again', interaction: came?.id } });
    const again = await anna.sees('the call', (a) => callOf(a, String(body['interaction'])));
    expect([again.work.line.number, again.queue, again.contact]).toEqual(['+49307777', 'calls', expect.any(String)]);
    await anna.does({ type: 'cancelDial', interaction: again.id });
    await anna.does({ type: 'submitWrapUp', interaction: again.id, reason: 'answered' });
    const contact = String(again.contact);
    const { addresses } = (await anna.request('GET', `/api/contacts/${contact}`)).body as {
      readonly addresses: readonly { readonly id: string }[];
    };
    const kept = { type: 'dial', to: { to: 'contact', contact, address: addresses[0]?.id } };
    const third = String((await anna.does(kept)).body['interaction']);
    expect(await anna.sees('the call', (a) => callOf(a, third)?.work.line.written)).toBe('030 7777');
    await anna.does({ type: 'cancelDial', interaction: third });
    await anna.does({ type: 'submitWrapUp', interaction: third, reason: 'answered' });
    expect(await why(anna, { ...kept, to: { ...kept.to, address: 'none' } })).toBe('contacts.notFound');
  });

  test('[VO133] where numbers are masked, a number that is kept is dialled and never shown', async () => {
    const tenant = 'hidden' as TenantId;
    const cleo = await world.agent('anna', tenant);
    await cleo.does({ type: 'chooseDevice', device: { is: 'browser' } });
    await callComes(world.server.site, tenant, { key: 'k', hash: 'h' }, { from: '030 7777', to: '030123456' });
    await cleo.does({ type: 'setReady', channel: 'voice' });
    const id = await cleo.sees('the call', (a) => a.chats.find((c) => (c.channel as string) === 'voice' && c.at.stage === 'offered')?.id);
    await cleo.does({ type: 'accept', interaction: id });
    await cleo.does({ type: 'end', interaction: id });
    await cleo.does({ type: 'submitWrapUp', interaction: id, reason: 'solved' });
    const again = String((await cleo.does({ type: 'dial', to: { to: 'again', interaction: id } })).body['interaction']);
    const call = await cleo.sees('the call', (a) => callOf(a, again));
    expect(call.work.line).toEqual({ number: '***7777', shown: '+4930999', colleague: null });
    const stored = await interactionById(world.server.site.k.db.as(tenant), tenant, again);
    expect(stored?.state).toMatchObject({ work: { line: { dials: '+49307777' } } });
    const { body } = await cleo.request('GET', `/api/interactions/${again}/timeline`);
    expect(JSON.stringify(body)).not.toContain('307777');
  });

  test('[VO134] [IN50] a call from a chat is of its case and contact, and the chat is ended after it', async () => {
    if (!anna) throw new Error('nobody');
    const agent = anna;
    await agent.does({ type: 'setReady', channel: 'chat' });
    const eva = await world.customer('Eva');
    await eva.startsChat('Call me, please.');
    const chat = await agent.seesOffer('Eva');
    await agent.accepts(chat);
    const beside = { type: 'dial', to: { to: 'number', number: '030 5555' }, beside: chat };
    if (ben) expect(await why(ben, beside)).toBe('interactions.notFound');
    const id = String((await agent.does(beside)).body['interaction']);
    const call = await agent.sees('the call', (a) => callOf(a, id));
    expect([call.beside, call.contact]).toEqual([chat, agent.chat(chat)?.contact]);
    await agent.does({ type: 'say', interaction: chat, id: 'message-beside', text: 'I am calling you.' });
    expect(await why(agent, { type: 'end', interaction: chat })).toBe('voice.endCallFirst');
    await agent.does({ type: 'cancelDial', interaction: id });
    await agent.does({ type: 'end', interaction: chat });
  });

  test('[VO113] a browser’s line is taken by the telephony process only; without one that is said', async () => {
    if (!anna) throw new Error('nobody');
    const { status, body } = await anna.request('POST', '/api/audio', { offer: 'v=0' });
    expect([status, body['refused']]).toEqual([409, 'voice.noCalls']);
    const foreign = await anna.request('POST', '/api/audio', { offer: 'v=0' }, { 'sec-fetch-site': 'cross-site' });
    expect([foreign.status, foreign.body['refused']]).toEqual([403, 'requests.origin']); // [SV2]
  });

  test('[DT247] a browser without a microphone has failed; a desk phone does not mind', async () => {
    if (!anna || !ben) throw new Error('nobody');
    const fails = (agent: ApiAgent) => agent.request('POST', '/api/audio/failed', { trouble: 'microphoneRefused' });
    await anna.does({ type: 'setReady', channel: 'voice' });
    expect((await fails(anna)).status).toBe(204);
    await anna.sees('the failure', (a) => (a.me?.channels.voice?.is === 'outOfService' ? true : undefined));
    await anna.does({ type: 'chooseDevice', device: { is: 'phone', phone: 'desk-anna' } });
    expect((await fails(anna)).status).toBe(204);
    await anna.does({ type: 'setReady', channel: 'voice' });
    await anna.sees('that it works', (a) => (a.me?.channels.voice?.is === 'ready' ? true : undefined));
    expect((await fails(anna)).status).toBe(204);
    expect(anna.me?.channels.voice?.is).toBe('ready');
  });

  test('[AG52] [GE-04.1] [GE-04.3] [GE-04.4] whoever forwards gets no calls of queues, and who calls them reaches the other; not in a circle', async () => {
    if (!anna || !ben) throw new Error('nobody');
    const forward = (to: string | null) => ({ type: 'forwardCalls', to });
    for (const one of [anna, ben]) {
      await one.asks({ type: 'logOn' });
      await one.asks({ type: 'chooseDevice', device: { is: 'browser' } });
    }
    expect([await why(anna, forward('nobody')), await why(anna, forward('anna'))]).toEqual(['voice.unknownAgent', 'agents.forwardLoop']);
    await anna.does(forward('ben'));
    expect(await why(ben, forward('anna'))).toBe('agents.forwardLoop');
    const dial = { type: 'dial', to: { to: 'agent', agent: 'anna' } };
    expect(await why(ben, dial)).toBe('voice.self'); // what ben dials comes back to him
    const cleo = await world.agent('cleo');
    const id = String((await cleo.does(dial)).body['interaction']);
    await ben.sees('the colleague who calls anna', (b) => callOf(b, id));
    await cleo.does({ type: 'cancelDial', interaction: id });
    await anna.does(forward(null));
    await anna.sees('that calls come to her again', (a) => (a.me?.forward === null ? true : undefined));
  });
});
