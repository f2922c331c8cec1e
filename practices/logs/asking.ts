import { z } from 'zod';

/** Whose logs are asked for, and why. [LG6] */
export const askSchema = z.strictObject({
  user: z.string().min(1).max(63),
  why: z.string().trim().min(1).max(300).describe('Is shown to them.'),
});

/** What was shown since the last time: codes of errors, and how often. [LG5] */
export const shownSchema = z.strictObject({
  build: z.string().max(64),
  shown: z
    .array(z.strictObject({ code: z.string().regex(/^PB\d{3}$/), times: z.number().int().min(1).max(1000) }))
    .min(1)
    .max(50),
});
export type Shown = z.output<typeof shownSchema>;

/** The question as it stands. */
export interface AskedLogs {
  readonly user: string;
  readonly by: string;
  readonly at: number;
  readonly why: string;
  /** null: they have not answered. */
  readonly declinedAt: number | null;
}
