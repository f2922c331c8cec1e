import type { Person } from '@patchbay/base/decision.ts';
import type { Interaction } from './interaction.ts';

/** Who may see an interaction: everyone who has or had a part in it, and whoever sees all work. */
export const audience = (i: Interaction): readonly string[] => [...i.participations.map((p) => `agent:${p.agent}`), 'allWork'];

/** What a person stands for in an audience. */
export const stands = (by: Person): readonly string[] => [
  'desk',
  `agent:${by.agent}`,
  ...(by.may.includes('seeAllWork') ? ['allWork'] : []),
];

/** Whether this person may see it. */
export const maySee = (by: Person, i: Interaction): boolean => audience(i).some((one) => stands(by).includes(one));

/** What staff wrote about it and what is known of the matter, left out. [CH117] */
export const unnoted = <I extends Interaction>({ data: _, ...i }: I): I => ({ ...i, notes: '' }) as I;
