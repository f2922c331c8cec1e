import { z } from 'zod';

const interaction = z.uuid();
const mail = z.uuid();
const key = z.string().min(1).max(64);
const reason = z.string().min(1).max(64);
const comment = z.string().trim().max(500).default('').describe('For whoever is next; the customer never sees it.');
const plain = <T extends string>(type: T, does: string) => z.strictObject({ type: z.literal(type), interaction }).describe(does);
const sending = {
  interaction,
  rev: z.string().min(1).max(64).describe('The revision of the draft that was on the screen. Refused if there is another one by now.'),
  seen: z.number().int().min(0).max(100_000).optional().describe('How many mails had come (came). Refused if more have come since.'),
  sure: z.boolean().optional().describe('Send also though another mail has come.'),
  checked: z.boolean().optional().describe('What is passed on was looked through: something in its case was masked.'),
};

/** What an agent asks about e-mails and in no other channel. */
export const emailCommands = [
  plain('postpone', 'Put what is offered into my workbin instead.'),
  z
    .strictObject({
      type: z.literal('reply'),
      interaction,
      what: z.enum(['reply', 'replyAll', 'forward']),
      of: mail.optional().describe('The mail that is answered; left out: the last one that came.'),
    })
    .describe('Begin to write.'),
  plain('discard', 'Throw away what I write.'),
  plain('saveDraft', 'Keep what I write in my workbin; it takes no place of mine.'),
  plain('toWorkbin', 'Keep it in my workbin; it takes no place of mine.'),
  plain('open', 'Go on with what lies in a workbin.'),
  plain('deleteDraft', 'Throw away a draft that lies in a workbin.'),
  plain('edit', 'Write a mail anew that was not delivered.'),
  z.strictObject({ type: z.literal('send'), ...sending, reason: reason.optional() }).describe('Send the last answer, with a disposition.'),
  z.strictObject({ type: z.literal('interimSend'), ...sending }).describe('Send an answer and go on working.'),
  z.strictObject({ type: z.literal('undoSend'), interaction, mail }).describe('Take a mail back that has not left us.'),
  z.strictObject({ type: z.literal('retry'), interaction, mail }).describe('Send a mail once more that was not delivered.'),
  z.strictObject({ type: z.literal('approve'), interaction, comment }).describe('Let an answer go; for supervisors.'),
  z.strictObject({ type: z.literal('sendBack'), interaction, comment }).describe('Give an answer back to its author; for supervisors.'),
  z
    .strictObject({ type: z.literal('closeWithoutReply'), interaction, reason: reason.optional() })
    .describe('Nothing is to be answered; with a disposition, here or chosen before.'),
  plain('undoClose', 'Take back that nothing is to be answered.'),
  z.strictObject({ type: z.literal('markDone'), interaction, reason }).describe('End what waits, lies in a workbin, or was not delivered.'),
  z
    .strictObject({ type: z.literal('dispose'), interaction, reason })
    .describe('Say what a mail is that waits, without taking it: what settles the matter ends it, anything else is noted.'),
  z.strictObject({ type: z.literal('transferToWorkbin'), interaction, to: key, comment }).describe("Into a colleague's workbin, unasked."),
  z.strictObject({ type: z.literal('changeQueue'), interaction, queue: key }).describe("Another queue's matter, in my hands."),
  z
    .strictObject({ type: z.literal('move'), interaction, to: key.nullable() })
    .describe('Into the workbin of an agent, or (null) back to its queue; for supervisors.'),
  plain('relieve', 'Take what somebody works on, with their draft; for supervisors.'),
  plain('askFor', 'Ask whoever works on it to let me have it.'),
  plain('letHave', 'Let whoever asked for it have it, with my draft.'),
  plain('keepIt', 'Tell whoever asked for it that I go on with it.'),
  plain('return', 'Give back to its queue what lies in my workbin.'),
] as const;
/** Begin a mail that nobody has asked for. */
export const composeCommand = z
  .strictObject({
    type: z.literal('compose'),
    queue: key,
    contact: z.uuid().optional(),
    to: z
      .string()
      .trim()
      .toLowerCase()
      .max(320)
      .optional()
      .describe('Whom it is for; left out: the address of the contact, if there is one.'),
    beside: z.uuid().optional().describe('A conversation of the contact that belongs to the same case.'),
  })
  .describe('Begin a new mail of a queue; it is a case of its own.');

/** Take what is to be done first. */
export const takeNextCommand = z
  .strictObject({ type: z.literal('takeNext'), queue: key.optional() })
  .describe('Take the e-mail that is to be done first, of one queue or of all of mine. The answer names it.');

const address = z.strictObject({
  name: z.string().trim().max(200).default(''),
  address: z.string().trim().toLowerCase().max(320),
});
const addresses = z.array(address).max(100);
/** What is being written. */
export const draftBody = z.strictObject({
  what: z.enum(['reply', 'replyAll', 'forward', 'new']),
  of: mail.nullable(),
  to: addresses,
  cc: addresses,
  bcc: addresses,
  subject: z.string().max(500),
  html: z.string().max(1_000_000),
  quoted: z.boolean(),
  files: z.array(z.uuid()).max(50),
});
/** A draft as it is kept. */
export type DraftBody = z.output<typeof draftBody>;
