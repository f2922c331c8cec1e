import type { EventsFrame, SubjectFrame } from '@patchbay/base/stream.ts';
import type { AnyEvent } from '@patchbay/base/subject.ts';
import type { Call, CallWork } from '@patchbay/voice/call.ts';
import { agentParty, customerParty } from '@patchbay/voice/call.ts';
import { incoming } from '@patchbay/voice/evolve.ts';
import { describe, expect, test } from 'vitest';
import { callStatus, callsMe, heldSince, isMuted, keysIn, otherOf } from './calling.ts';
import { active, anna, annaIs, chat, offered, wrapping } from './fixtures.ts';
import { happenings } from './happenings.ts';
import { partOf, workOf } from './selectors.ts';
import { knownItem, type Mirror, nothing, receive } from './store.ts';

const settings: CallWork['settings'] = {
  ...{
    autoRetrieve: true,
    autoAnswer: false,
    greeting: null,
    music: 'hold',
    whisper: null,
    ringMs: 30_000,
    pauseMs: null,
    secureDigits: false,
  },
};
const line: CallWork['line'] = { number: '+49307777', shown: '+4930123456', colleague: null };
const ringing = incoming(settings, line, 1000);
const talking: CallWork = { ...ringing, doing: { doing: 'talking' }, parties: [customerParty, agentParty(anna.agent)] };
const call = (
  work: CallWork,
  part: Parameters<typeof chat>[1],
  at: Call['at'] = { stage: 'active', owner: anna.agent, came: null },
): Call => ({
  ...(chat('c1', part) as unknown as Call),
  channel: 'voice',
  at,
  work,
});
const subject = (state: Call, version: number): SubjectFrame => ({ f: 'subject', kind: 'interaction', id: 'c1', version, state });
const seen = (...states: readonly Call[]): Mirror =>
  states.reduce<Mirror>((m, state, n) => receive(m, subject(state, n + 1), 0), { ...nothing(anna), position: { epoch: 'e', xid: '1' } });
const status = (one: Call) => callStatus(one, partOf(one, anna.agent));

describe('[DT232] a call', () => {
  test('is a row of my work beside the chats, and its events fold as on the server', () => {
    const mirror = seen(call(talking, active(2000)));
    expect(workOf(mirror, {}, 0).active.map(({ id, item }) => [id, item.channel])).toEqual([['c1', 'voice']]);
    const events: EventsFrame = {
      f: 'events',
      kind: 'interaction',
      id: 'c1',
      from: 1,
      to: 2,
      at: 3000,
      by: 'anna',
      events: [{ type: 'call.held', at: 3000 } as AnyEvent],
    };
    const held = receive(mirror, events, 3000);
    expect(heldSince(knownItem(held, 'c1')?.state as Call)).toBe(3000);
    const gap = receive(held, { ...events, from: 7, to: 8 }, 3000);
    expect(gap.stale).toEqual(['c1']);
  });

  test('is heard of when it rings, is answered and ends', () => {
    const offer = call(ringing, offered(9000), { stage: 'offered', agent: anna.agent, back: null, until: 9000 } as unknown as Call['at']);
    const steps = [
      seen(),
      seen(offer),
      seen(offer, call(talking, active(2000))),
      seen(offer, call(talking, wrapping(3000), { stage: 'wrapUp' } as Call['at'])),
    ];
    const told = steps
      .slice(1)
      .map((after, n) =>
        happenings(
          { ...(steps[n] as Mirror), agent: { version: 1, state: annaIs() } },
          { ...after, agent: { version: 1, state: annaIs() } },
        ).map(({ is }) => is),
      );
    expect(told).toEqual([['offered'], ['accepted'], ['ended']]);
  });

  test('says how it stands for me', () => {
    const holding: CallWork = { ...talking, doing: { doing: 'holding', since: 2500 } };
    const dialing: CallWork = { ...talking, doing: { doing: 'dialing', until: 9000 } };
    const left: CallWork = { ...talking, parties: [agentParty(anna.agent)] };
    const lost: CallWork = {
      ...talking,
      parties: [customerParty, { ...agentParty(anna.agent), lost: { until: 1, ringBack: false } } as CallWork['parties'][number]],
    };
    expect([talking, holding, dialing, left, lost].map((work) => status(call(work, active(1))))).toEqual([
      'connected',
      'held',
      'dialing',
      'postCall',
      'recovering',
    ]);
    expect([
      status(call(talking, wrapping(1))),
      status(call(talking, null, { stage: 'closed', outcome: 'done' } as unknown as Call['at'])),
    ]).toEqual(['wrapUp', 'over']);
    expect(
      isMuted(
        call({ ...talking, parties: [{ ...agentParty(anna.agent), muted: true } as CallWork['parties'][number]] }, active(1)),
        'anna',
      ),
    ).toBe(true);
  });

  test('names the other side: a number, nobody who says who they are, or the colleague on the other end', () => {
    const internal: CallWork = {
      ...talking,
      line: { number: null, shown: null, colleague: 'ben' as never },
      doing: { doing: 'dialing', until: 9000 },
    };
    const between = call(internal, active(1));
    expect([
      otherOf(call(talking, active(1)), 'anna'),
      otherOf(call({ ...talking, line: { ...line, number: null } }, active(1)), 'anna'),
    ]).toEqual([{ is: 'number', number: '+49307777', written: '+49307777' }, { is: 'unknown' }]);
    expect([otherOf(between, 'anna'), otherOf(between, 'ben'), callsMe(between, 'ben'), callsMe(between, 'anna')]).toEqual([
      { is: 'colleague', agent: 'ben' },
      { is: 'colleague', agent: 'anna' },
      true,
      false,
    ]);
  });

  test('[DT233] of a pasted text only keys are pressed', () => {
    expect(keysIn('PIN: 12-34,#*')).toBe('1234,#*');
    expect(keysIn('9'.repeat(50))).toHaveLength(32);
  });
});
