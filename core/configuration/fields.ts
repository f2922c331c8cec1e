import { z } from 'zod';

/** The name of a sound: a file NAME.opus beside the engines, or one of ours. */
export const sound = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'Write the name of a sound: lower-case letters, digits and hyphens, without .opus.');
export const key = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'Use lower-case letters, digits and hyphens.');
export const label = z.string().trim().min(1).max(80);
export const seconds = z.number().int().min(1).max(86_400);
/** A text per language; a plain text is for all of them. */
export const text = z.union([
  label,
  z.partialRecord(z.enum(['en', 'de']), label).refine((texts) => Object.keys(texts).length > 0, 'Write the text in at least one language.'),
]);
export const level = z.number().int().min(1).max(10);
export const channel = z.enum(['chat', 'voice', 'email']);
/** A telephone number with its country. */
export const e164 = z.string().regex(/^\+[1-9]\d{3,14}$/, 'Write a number such as "+4930123456", in quotes.');
export const record = <T extends z.ZodType>(value: T) => z.record(key, value).default({});
export const sentence = z.string().trim().min(1).max(500);
/** A sentence to the customer per language; null: nothing is said. */
export const told = (usual: { readonly en: string; readonly de: string } | null) =>
  z
    .union([
      sentence,
      z
        .partialRecord(z.enum(['en', 'de']), sentence)
        .refine((texts) => Object.keys(texts).length > 0, 'Write the text in at least one language.'),
    ])
    .nullable()
    .default(usual);
/** A kind of file that can be allowed. */
export const file = z.enum(['jpeg', 'png', 'webp', 'gif', 'pdf', 'txt', 'docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp']);
