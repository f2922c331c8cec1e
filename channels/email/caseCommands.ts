import { z } from 'zod';

const of = { case: z.uuid() };
const plain = <const T extends string>(type: T, what: string) => z.strictObject({ type: z.literal(type), ...of }).describe(what);

/** What is asked about cases: each has the case, and the mail or conversation it is about. */
export const caseCommands = [
  z
    .strictObject({ type: z.literal('waitCase'), ...of, reason: z.string().min(1).max(64) })
    .describe('It waits for something, for one of the reasons of the centre.'),
  plain('resolveCase', 'The matter is settled.'),
  plain('closeCase', 'The matter is over.'),
  plain('reopenCase', 'The matter goes on.'),
  z
    .strictObject({ type: z.literal('mergeCase'), ...of, into: z.number().int().min(1).max(1e12) })
    .describe('It becomes part of the case with this number; for supervisors.'),
  plain('unmergeCase', 'It is a case of its own again; for supervisors.'),
  z.strictObject({ type: z.literal('splitMail'), ...of, mail: z.uuid() }).describe('A mail that came becomes a case of its own.'),
  z.strictObject({ type: z.literal('linkCase'), ...of, linked: z.uuid() }).describe('A conversation of the same contact belongs to it.'),
  z.strictObject({ type: z.literal('unlinkCase'), ...of, linked: z.uuid() }).describe('A conversation does not belong to it.'),
  z
    .strictObject({ type: z.literal('noteCase'), ...of, note: z.string().min(8).max(64), text: z.string().trim().min(1).max(10_000) })
    .describe('Write a note for colleagues; `note` is its own id.'),
  z.strictObject({ type: z.literal('removeNote'), ...of, note: z.string().min(8).max(64) }).describe('Take back a note of mine.'),
  plain('followUp', 'Begin another mail in the thread of a case.'),
] as const;
