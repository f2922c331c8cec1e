import type { SentFile } from '@patchbay/files/file.ts';
import { z } from 'zod';
import { filesSchema } from './attached.ts';

const line = (most: number) => z.string().trim().max(most);
/** A canned response as a file to be imported has it: without files of its own. [CN8] [CN9] */
export const importedSchema = z.strictObject({
  title: line(80).min(1),
  folder: line(80).default(''),
  shortcut: z
    .string()
    .trim()
    .regex(/^([a-z0-9][a-z0-9-]{0,62})?$/)
    .default(''),
  text: z.string().trim().min(1).max(4000),
  language: z.enum(['', 'en', 'de']).default(''),
  queues: z.array(z.string().min(1).max(63)).max(100).default([]),
});
export type Imported = z.output<typeof importedSchema>;
/** A canned response as somebody writes it. [CN6] */
export const writtenSchema = importedSchema.extend({ files: filesSchema });
export type Written = z.output<typeof writtenSchema>;

/** One that is kept: mine, or of all. */
export interface Own extends Imported {
  readonly files: readonly SentFile[];
  readonly id: string;
  readonly mine: boolean;
}
/** How often I have used one, and whether I like it best. */
export interface Use {
  readonly uses: number;
  readonly favourite: boolean;
}
export type Uses = Readonly<Record<string, Use>>;

/** What is asked of canned responses; `shared`: for everybody. */
export const cannedAsked = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('write'), id: z.uuid().nullable(), shared: z.boolean(), response: writtenSchema }),
  z.strictObject({ type: z.literal('remove'), id: z.uuid() }),
  z.strictObject({ type: z.literal('import'), shared: z.boolean(), responses: z.array(importedSchema).min(1).max(200) }),
  z
    .strictObject({
      type: z.literal('attach'),
      response: z.uuid(),
      file: z.uuid(),
      interaction: z.uuid(),
      id: z.string().regex(/^[\w-]{8,64}$/),
    })
    .describe('Copies a file of a response into a conversation, under an id of who asks, to be shown there (sendFile).'),
  z.strictObject({ type: z.literal('favour'), response: z.string().min(1).max(63), favourite: z.boolean() }),
  z.strictObject({ type: z.literal('used'), response: z.string().min(1).max(63) }),
]);
export type CannedAsked = z.output<typeof cannedAsked>;

/** So many one person, and so many a centre, can have. [CN6] */
export const most = { own: 200, shared: 1000 } as const;
