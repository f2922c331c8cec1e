import { z } from 'zod';

/** A refusal as the API answers it. */
export const refusal = z.object({
  refused: z.string().describe('The key of the text.'),
  text: z.string(),
  code: z.string().optional().describe('Its row in /api/errors: the cause, and what to do.'),
  with: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
