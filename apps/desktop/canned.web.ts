import type { Canned } from '@patchbay/canned/canned.ts';
import { ownAsCanned } from '@patchbay/canned/canned.ts';
import type { Own, Uses } from '@patchbay/canned/own.ts';
import { useSyncExternalStore } from 'react';
import { api } from './api.web.ts';
import { cell } from './cell.ts';

/** The canned responses that people have written, and which I use. */
export interface CannedHeld {
  readonly is: 'loading' | 'ok' | 'failed';
  readonly responses: readonly Own[];
  readonly uses: Uses;
}

const held = cell<CannedHeld>({ is: 'loading', responses: [], uses: {} });

/** What is known of them; drawn anew when it changes. */
export const useCanned = (): CannedHeld => useSyncExternalStore(held.subscribe, held.get);

/** Reads them; what is known stays when the server is not reached. */
export async function readCanned(): Promise<void> {
  const answer = await api.canned();
  held.set(answer.is === 'ok' ? { is: 'ok', ...answer.body } : { ...held.get(), is: 'failed' });
}

/** Those for who writes in this language. */
export const spokenIn = (own: readonly Own[], language: string): readonly Canned[] =>
  own.filter((one) => one.language === '' || one.language === language).map(ownAsCanned);

/** Counts that one was used; the next list has it further up. [CN7] */
export function noteUsed(response: string): void {
  change(response, ({ uses, favourite }) => ({ uses: uses + 1, favourite }));
  void api.askCanned({ type: 'used', response });
}

/** Puts one first, or not. [CN7] */
export async function favour(response: string, favourite: boolean): Promise<void> {
  change(response, ({ uses }) => ({ uses, favourite }));
  const answer = await api.askCanned({ type: 'favour', response, favourite });
  if (answer.is !== 'ok') change(response, ({ uses }) => ({ uses, favourite: !favourite }));
}

function change(response: string, by: (use: Uses[string]) => Uses[string]): void {
  const { uses } = held.get();
  held.set({ ...held.get(), uses: { ...uses, [response]: by(uses[response] ?? { uses: 0, favourite: false }) } });
}
