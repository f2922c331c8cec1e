import { expect, test } from 'vitest';
import { callEventUnworded, callUnworded, isInCall } from './access.ts';
import type { Call } from './call.ts';
import { ada, ben, fresh } from './test/people.ts';

test('[CH122] of a call nothing that staff wrote or know is told to who has no part in it', () => {
  const call: Call = {
    ...fresh(),
    participations: [{ agent: ada.agent, stage: 'offered', until: 9 }],
    notes: 'a secret',
    data: { colour: { value: 'secret', set: true, rev: 1, by: 'agent-ada', at: 1 } as never },
  };
  expect(JSON.stringify(callUnworded(call))).not.toContain('secret');
  expect(callUnworded(call).work.veiled).toBe(true);
  for (const event of [
    { type: 'interaction.notesWritten', notes: 'a secret' },
    { type: 'interaction.dataSaved', variable: 'colour', value: 'secret', set: true, rev: 2, by: ada.agent, at: 2 },
    { type: 'interaction.started', initial: call },
  ] as const) {
    const told = callEventUnworded(event as never);
    expect(told.veiled).toBe(true);
    expect(JSON.stringify(told)).not.toContain('secret');
  }
  expect(callEventUnworded({ type: 'interaction.closed', outcome: 'done' })).toEqual({ type: 'interaction.closed', outcome: 'done' });
  expect([isInCall(call, ada), isInCall(call, ben)]).toEqual([true, false]);
});
