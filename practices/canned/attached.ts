import type { InteractionId } from '@patchbay/base/decision.ts';
import { z } from 'zod';

/** So many files one response can have. [CN9] */
export const mostFiles = 5;
/** Files of a response as it is written: which, and what a picture shows in words. [CN9] */
export const filesSchema = z
  .array(z.strictObject({ id: z.uuid(), alt: z.string().trim().max(500).default('') }))
  .max(mostFiles)
  .default([]);

/** So many files one person, and so many everybody, can have with responses. */
export const mostInPlace = { own: 200, shared: 1000 } as const;

const prefix = 'canned:';
/** Where files of responses stand in the place of an interaction: one's own, or (nobody's) those for everybody. No interaction is named so. */
export const placeOf = (owner: string): InteractionId => `${prefix}${owner}` as InteractionId;
export const isOfCanned = (place: string): boolean => place.startsWith(prefix);

interface OfCanned {
  readonly interaction: string;
  readonly sender: string;
  readonly lasting: boolean;
}
/** Whether a person of staff may open a file of a response: whoever brought it, and whoever has the response. [CN9] */
export const mayOpen = ({ interaction, sender, lasting }: OfCanned, user: string): boolean =>
  interaction === placeOf(user) || (interaction === placeOf('') && (lasting || sender === user));
