import assert from 'node:assert/strict';
import { type Decision, isRefused } from '../decision.ts';

/** A rule as a test: its title begins with the id of SPEC.md; it throws if the rule does not hold. */
export type Cases = Readonly<Record<string, () => void>>;

/** The key of the text a command was refused with. */
export function refusedWith(answer: unknown): string {
  assert.ok(isRefused(answer), 'it was not refused');
  return answer.refused;
}

/** The state after an accepted command. */
export function after<S, E>(state: S, answer: Decision<E>, evolve: (state: S, event: E) => S): S {
  assert.ok(!isRefused(answer), `it was refused: ${isRefused(answer) ? answer.refused : ''}`);
  return answer.reduce(evolve, state);
}
