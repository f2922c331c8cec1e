import type { TenantId } from '@patchbay/base/decision.ts';
import { callComes } from '@patchbay/server/voice.node.ts';
import type { Call } from '@patchbay/voice/call.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiAgent } from './agent.node.ts';
import { withCalls } from './voice.ts';
import { startWorld, type World } from './world.node.ts';

const demo = 'demo' as TenantId;

describe('calls without a line', () => {
  let world: World;
  let [anna, ben]: ApiAgent[] = [];
  beforeAll(async () => {
    world = await startWorld({ yaml: withCalls() });
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
    expect([call.work.line, call.contact]).toEqual([{ number: '+49307777', shown: '+4930123456', colleague: null }, expect.any(String)]);
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
      'voice.invalid',
      'voice.unknownQueue',
    ]);
    expect([
      await why(anna, agent('sam')),
      await why(anna, agent('nobody')),
      await why(anna, agent('cleo')),
      await why(anna, agent('anna')),
    ]).toEqual(['voice.notRegistered', 'voice.unknownAgent', 'voice.notRegistered', 'voice.self']);
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
    const internal = String((await ben.does(agent('anna'))).body['interaction']);
    await anna.sees('the colleague who calls', (a) => callOf(a, internal));
    await anna.does({ type: 'accept', interaction: internal });
    await ben.sees('talking', (b) => (callOf(b, internal)?.work.doing.doing === 'talking' ? true : undefined));
    await ben.does({ type: 'end', interaction: internal });
    await ben.does({ type: 'chooseDevice', device: { is: 'none' } });
    expect(await why(ben, number('030 5555'))).toBe('agents.noDevice');
  });

  test('[VO113] a browser’s line is taken by the telephony process only; without one that is said', async () => {
    if (!anna) throw new Error('nobody');
    const { status, body } = await anna.request('POST', '/api/audio', { offer: 'v=0' });
    expect([status, body['refused']]).toEqual([409, 'voice.noCalls']);
    const foreign = await anna.request('POST', '/api/audio', { offer: 'v=0' }, { 'sec-fetch-site': 'cross-site' });
    expect([foreign.status, foreign.body['refused']]).toEqual([403, 'requests.origin']); // [SV2]
  });
});
