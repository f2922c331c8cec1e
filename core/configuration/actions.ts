import { z } from 'zod';

const different = (list: readonly string[]): boolean => new Set(list).size === list.length;
const twice = 'Name each of them once.';

/** What agents are offered to do to their states, in this order: over all channels, and on each. What is left out is as usual. [CF56] */
export const actions = z.strictObject({
  all: z
    .array(z.enum(['ready', 'notReady', 'afterWork', 'supervise', 'doNotDisturb', 'forward', 'logOff']))
    .min(1)
    .refine(different, twice)
    .optional(),
  channel: z
    .array(z.enum(['ready', 'notReady', 'afterWork', 'logOff']))
    .min(1)
    .refine(different, twice)
    .optional(),
});
