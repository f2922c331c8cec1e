import { interactionCommands } from '@patchbay/interactions/commands.ts';
import { expect, test } from 'vitest';
import { callCommands, partyCommands } from './commands.ts';
import { controls } from './controls.ts';
import { ada, fresh } from './test/people.ts';

const others = ['take', 'assign', 'withdraw', 'assignContact', 'saveData', 'forceWrapUp', 'dial'];

test('[VO80] whatever a button asks can be asked of the server, and nothing else', () => {
  const asked = [...interactionCommands, ...callCommands, ...partyCommands].map((c) => c.shape.type.value as string);
  expect(asked.filter((type) => !others.includes(type)).sort()).toEqual(Object.keys(controls(fresh(), ada, 50)).sort());
});
