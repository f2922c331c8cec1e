import { type Agent, type Device, newAgent } from '@patchbay/agents/agent.ts';
import { describe, expect, test } from 'vitest';
import { deviceToAsk, figuresOf, holdIs, passes, qualityOf, speaksMuted, spokenMuted, steps, troubleOf, waitBefore } from './talk.ts';

const counted = { received: 1000, lost: 0, jitter: 0.005, roundTrip: 0.04 };

test('[DT230] a microphone that is not given is told by its reason, and only what may pass by itself is tried again', () => {
  const names = ['NotFoundError', 'OverconstrainedError', 'NotAllowedError', 'NotReadableError', 'Whatever'];
  expect(names.map(troubleOf)).toEqual(['noMicrophone', 'noMicrophone', 'microphoneRefused', 'microphoneBusy', 'noMicrophone']);
  expect((['noMicrophone', 'microphoneRefused', 'insecure', 'microphoneBusy', 'noPath'] as const).filter(passes)).toEqual([
    'microphoneBusy',
    'noPath',
  ]);
  expect([0, 1, 2, 3, 4, 5, 6].map(waitBefore)).toEqual([0, 250, 1000, 2000, 4000, 8000, 8000]);
});

test('[DT231] how a line sounds follows from what was lost, how unsteady it is and how long it takes', () => {
  const now = (more: Partial<typeof counted>) => qualityOf(counted, { ...counted, received: 1100, ...more });
  expect([now({}), now({ lost: 2 }), now({ jitter: 0.04 }), now({ roundTrip: 0.35 })]).toEqual(['good', 'fair', 'fair', 'fair']);
  expect([now({ lost: 10 }), now({ jitter: 0.08 }), now({ roundTrip: 0.6 }), qualityOf(counted, counted)]).toEqual([
    'poor',
    'poor',
    'poor',
    null,
  ]);
});

test('[DT231] the meter is empty in a quiet room and full at a shout', () => {
  expect([0, 0.003, 0.004, 0.02, 0.1, 0.3, 1].map(steps)).toEqual([0, 0, 1, 4, 7, 9, 10]);
});

test('[DT246] who is muted and speaks for a second is told; a cough, and who is heard, is not', () => {
  const after = (...loud: readonly number[]) => speaksMuted(loud.reduce((times, one) => spokenMuted(times, true, one), 0));
  expect([after(0.1, 0.1, 0.1), after(0.1, 0.1, 0.1, 0.1), after(0.1, 0.1, 0, 0.1, 0.1)]).toEqual([false, true, false]);
  expect(spokenMuted(3, false, 0.3)).toBe(0);
});

test('[DT246] a hold is long after the time of its queue, and too long after twice that', () => {
  expect([0, 59_999, 60_000, 119_999, 120_000].map((now) => holdIs(0, 60_000, now))).toEqual(['fine', 'fine', 'long', 'long', 'tooLong']);
});

test('[DT246] what is reported of a bad line are its figures', () => {
  expect(figuresOf(counted, { received: 1090, lost: 10, jitter: 0.08, roundTrip: 0.42 })).toBe(
    'lost 10 %, jitter 80 ms, round trip 420 ms',
  );
  expect(figuresOf(counted, counted)).toContain('lost 100 %');
});

describe('[DT249] with what somebody speaks', () => {
  const agent = (more: Partial<Agent> = {}): Agent => ({ ...newAgent('anna' as never, { phones: ['desk-anna'] } as never), ...more });
  const desk: Device = { is: 'phone', phone: 'desk-anna' };
  test('is asked at a new computer, and where it was something else that is still theirs', () => {
    expect(deviceToAsk(agent(), null)).toEqual({ other: null });
    expect(deviceToAsk(agent(), { is: 'browser' })).toEqual({ other: { is: 'browser' } });
    expect(deviceToAsk(agent({ device: { is: 'browser' } }), { is: 'phone', phone: 'given-away' })).toEqual({ other: null });
  });
  test('is not asked again, and never in a call', () => {
    expect(deviceToAsk(agent(), desk)).toBe(null);
    expect(deviceToAsk(agent({ work: [{ interaction: 'c1' as never, channel: 'voice', stage: 'active', since: 1 }] }), null)).toBe(null);
  });
});
