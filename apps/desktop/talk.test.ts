import { expect, test } from 'vitest';
import { passes, qualityOf, steps, troubleOf, waitBefore } from './talk.ts';

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
