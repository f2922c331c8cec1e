import { z } from 'zod';
import { addressKinds, addressLabels, fields } from './contact.ts';

const contact = z.uuid();
const line = z.string().trim().max(200);
const seen = z
  .string()
  .max(200)
  .nullable()
  .describe('What was there when writing began; another value by now: refused, with who saved it.');
/** Browsers of visitors come by themselves. */
const kind = z.enum(addressKinds).exclude(['visitor']);

/** What staff can ask about contacts. */
export const contactCommands = [
  z.strictObject({ type: z.literal('createContact'), name: line.min(1) }).describe('Answers the new contact.'),
  z.strictObject({ type: z.literal('editContact'), contact, field: z.enum(fields), base: seen, value: line.nullable() }),
  z
    .strictObject({
      type: z.literal('putAddress'),
      contact,
      address: z.string().max(64).nullable().describe('The address to change; null: a new one.'),
      kind,
      label: z.enum(addressLabels).nullable(),
      typed: line.min(1),
      base: seen,
    })
    .describe('Adds or changes an address.'),
  z.strictObject({ type: z.literal('removeAddress'), contact, address: z.string().max(64), base: z.string().max(200) }),
  z
    .strictObject({ type: z.literal('verifyContact'), contact, verified: z.boolean() })
    .describe('Somebody has made sure who this is, or not.'),
  z.strictObject({ type: z.literal('settleProposal'), contact, proposal: z.string().max(64), take: z.boolean() }),
  z.strictObject({ type: z.literal('tellApart'), contact, from: z.uuid() }).describe('They look alike and are two customers.'),
  z
    .strictObject({ type: z.literal('mergeContacts'), contact, other: z.uuid() })
    .describe('They are one customer. Answers the contact that stays.'),
  z.strictObject({ type: z.literal('splitContact'), contact, from: z.uuid() }).describe('Undoes a merge, for 24 hours.'),
  z.strictObject({ type: z.literal('anonymiseContact'), contact }).describe('Removes everything personal. It cannot be undone.'),
] as const;
