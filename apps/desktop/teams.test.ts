import { expect, test } from 'vitest';
import { annaIs } from './fixtures.ts';
import { askForTeam, asksForTeam, type Shelf, teamIsSaid } from './teams.ts';

const shelf = (): Shelf => {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
};
const of = (teams?: readonly string[]) => annaIs({ profile: { ...annaIs().profile, ...(teams && { team: 'day', teams }) } });
const open = [{ interaction: 'c1' as never, channel: 'chat' as never, stage: 'active', since: 1 }] as const;

test('[DT391] [WX-28.5] who signs in is asked in which of several teams they work, until they have said; not in the middle of work', () => {
  const tab = shelf();
  const two = of(['day', 'night']);
  expect(asksForTeam(two, tab)).toBe(false); // a reload is no sign-in
  askForTeam(tab);
  expect([asksForTeam(two, tab), asksForTeam({ ...two, work: open }, tab), asksForTeam(of(), tab)]).toEqual([true, false, false]);
  teamIsSaid(tab);
  expect(asksForTeam(two, tab)).toBe(false);
});
