import { z } from 'zod';

const interaction = z.uuid();
const version = z.number().int().positive().optional().describe('Refused if the interaction has another version by now.');
const reason = z.string().min(1).max(64);

/** What an agent can ask about an interaction on every channel. */
export const interactionCommands = [
  z.strictObject({ type: z.literal('accept'), interaction, version }),
  z.strictObject({ type: z.literal('reject'), interaction, version }),
  z.strictObject({ type: z.literal('take'), interaction, version }).describe('Take what waits in a queue one serves.'),
  z
    .strictObject({ type: z.literal('assign'), interaction, version, agent: z.string().min(1).max(63) })
    .describe('Offer what waits to this agent; for supervisors.'),
  z
    .strictObject({ type: z.literal('withdraw'), interaction, version })
    .describe('Take an offer back that nobody has answered; for supervisors.'),
  z
    .strictObject({ type: z.literal('chooseReason'), interaction, version, reason: reason.nullable() })
    .describe('Choose the disposition beforehand.'),
  z.strictObject({ type: z.literal('writeNotes'), interaction, version, notes: z.string().max(20_000) }),
  z
    .strictObject({ type: z.literal('submitWrapUp'), interaction, version, reason: reason.optional() })
    .describe('Without a reason: the one chosen before.'),
  z
    .strictObject({
      type: z.literal('saveData'),
      interaction,
      version,
      variable: z.string().min(1).max(63),
      value: z.string().trim().max(1024),
      baseRev: z
        .number()
        .int()
        .min(0)
        .describe('The revision that was seen; another one by now: refused, with the value and revision it has.'),
    })
    .describe('Saves a value of the case data.'),
  z
    .strictObject({ type: z.literal('assignContact'), interaction, version, contact: z.uuid() })
    .describe('It is a conversation with this contact.'),
  z.strictObject({ type: z.literal('extendWrapUp'), interaction, version }),
  z
    .strictObject({ type: z.literal('forceWrapUp'), interaction, version, agent: z.string().min(1).max(63) })
    .describe('A supervisor ends the wrap-up of an agent of theirs.'),
  z.strictObject({ type: z.literal('end'), interaction, version }).describe('End the conversation.'),
] as const;
