import { z } from 'zod';
import { most } from './logbook.ts';

/** At most so much is sent at once, as text. [LG3] */
export const reportBytes = 200_000;

/** What a desktop sends. [LG3] */
export const reportSchema = z.strictObject({
  comment: z.string().trim().max(1000),
  build: z.string().max(64),
  browser: z.string().max(300),
  checked: z.string().max(2000).describe('The result of the system check.'),
  entries: z
    .array(
      z.strictObject({
        at: z.number().int(),
        kind: z.enum(['request', 'frame', 'line', 'page', 'error']),
        text: z.string().max(most.text),
      }),
    )
    .max(most.entries),
});
export type Report = z.output<typeof reportSchema>;

/** The newest entries that fit into one report. [LG3] */
export function fitting(report: Report): Report {
  let entries = report.entries;
  while (entries.length && JSON.stringify({ ...report, entries }).length > reportBytes)
    entries = entries.slice(Math.ceil(entries.length / 10));
  return { ...report, entries };
}

/** A report as a row of the list. */
export interface Listed {
  readonly id: string;
  readonly at: number;
  readonly user: string;
  readonly comment: string;
  readonly build: string;
}
