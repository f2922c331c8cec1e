import { z } from 'zod';

const interaction = z.uuid();
/** A text as people type it: no control characters but tab and new line, which no one can see. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to refuse
const said = z
  .string()
  .trim()
  .min(1)
  .max(4000)
  .regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/, 'No control characters.');
const id = z.string().min(8).max(64).describe("The sender's own id of the message; the same id is the same message.");

const phone = z
  .string()
  .trim()
  .max(50)
  .regex(/^\+?[\d\s()/.-]{5,}$/);
const key = z.string().min(1).max(64);
const comment = z.string().trim().max(500).default('').describe('For whoever is next; the customer never sees it.');
/** What somebody who answers has had on the screen. [CH86] */
const knowing = {
  seen: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .optional()
    .describe('The number (nth) of the last message or note that was on the screen. Refused if others have written since, or just now.'),
  sure: z.boolean().optional().describe('Also though others wrote just now; what was not on the screen is refused all the same.'),
};
const sent = {
  interaction,
  id,
  file: z.uuid().describe('A file of this chat that the same sender has sent before (PUT /api/files).'),
  alt: z.string().trim().max(500).default('').describe('What a picture shows, in words.'),
};

/** What an agent can ask in a chat. */
export const chatCommands = [
  z.strictObject({
    type: z.literal('say'),
    interaction,
    id,
    text: said,
    ...knowing,
  }),
  z.strictObject({ type: z.literal('sendFile'), ...sent, ...knowing }).describe('Show a file to the customer.'),
  z
    .strictObject({ type: z.literal('whisper'), interaction, id, text: said })
    .describe('An internal note: staff read it, the customer never.'),
  z.strictObject({ type: z.literal('transfer'), interaction, to: key, comment }).describe('Ask a colleague to take the chat.'),
  z
    .strictObject({ type: z.literal('transferToQueue'), interaction, queue: key, comment })
    .describe('Let it wait in a queue for somebody else.'),
  z
    .strictObject({ type: z.literal('consult'), interaction, to: key, comment })
    .describe('Ask a colleague for advice, unseen by the customer.'),
  z.strictObject({ type: z.literal('endConsult'), interaction }).describe('End the advice, or take the question back.'),
  z.strictObject({ type: z.literal('completeTransfer'), interaction }).describe('Whoever advises takes the chat over.'),
  z.strictObject({ type: z.literal('conference'), interaction }).describe('Whoever advises talks with the customer too.'),
  z.strictObject({ type: z.literal('leave'), interaction }).describe('Leave a conference or a consult.'),
  z.strictObject({ type: z.literal('drop'), interaction, agent: key }).describe('See a colleague out of a conference.'),
  z.strictObject({ type: z.literal('monitor'), interaction, agent: key }).describe('Watch an agent one looks after; for supervisors.'),
  z.strictObject({ type: z.literal('coach'), interaction }).describe('Who watches whispers to the agent.'),
  z.strictObject({ type: z.literal('bargeIn'), interaction }).describe('Who watches talks with the customer too.'),
  z.strictObject({ type: z.literal('silence'), interaction }).describe('Who coaches or has barged in only watches.'),
  z.strictObject({ type: z.literal('mailTranscript'), interaction }).describe('Send the customer the transcript by e-mail.'),
  z.strictObject({ type: z.literal('stopMonitoring'), interaction }).describe('Leave the chat one watches.'),
  z.strictObject({ type: z.literal('takeOver'), interaction }).describe('Who watches answers from now on; the agent wraps up.'),
  z
    .strictObject({
      type: z.literal('ban'),
      interaction,
      reason: said.max(500),
      days: z.number().int().min(1).max(3650),
      addresses: z.boolean().default(false).describe('Also whoever gives one of their addresses or numbers.'),
    })
    .describe('End the chat and keep its customer from coming back for so many days.'),
  z
    .strictObject({ type: z.literal('liftBan'), interaction, lifted: z.boolean().default(true).describe('False takes the lifting back.') })
    .describe('Lift the ban that was spoken in this chat.'),
  z.strictObject({ type: z.literal('cancelTransfer'), interaction }).describe('Take the question to the colleague back.'),
] as const;

/** What staff do with what customers have left. */
export const leftMessageCommands = [
  z
    .strictObject({ type: z.literal('settleMessage'), message: z.uuid(), done: z.boolean() })
    .describe('A message that a customer left is done, or not done after all.'),
] as const;

/** What a customer tells us: facts. */
export const visitorCommands = [
  z.strictObject({
    type: z.literal('startChat'),
    form: z.partialRecord(z.enum(['name', 'email', 'phone', 'subject']), z.string().trim().max(500)).default({}),
    data: z
      .record(z.string().max(63), z.string().trim().max(1024))
      .default({})
      .refine((data) => Object.keys(data).length <= 30, 'At most 30 values.')
      .describe('What the page knows, for the case data; only what the queue declares is taken.'),
    text: said.optional().describe('The first message.'),
    page: z.string().max(2000).optional().describe('Where the customer is.'),
    language: z.string().max(35).optional(),
  }),
  z.strictObject({ type: z.literal('message'), interaction, id, text: said }),
  z.strictObject({ type: z.literal('file'), ...sent }),
  z.strictObject({ type: z.literal('leave'), interaction }),
  z
    .strictObject({ type: z.literal('mailTranscript'), interaction })
    .describe('The transcript of a chat that is over goes to the address of its form, where `mails` of the chat says so; once.'),
  z
    .strictObject({
      type: z.literal('leaveMessage'),
      id,
      name: said.max(200),
      email: z.email().max(320).or(z.literal('')).default('').describe('Where the answer goes; who wants to be called back needs none.'),
      phone: phone.or(z.literal('')).default(''),
      callback: z.boolean().default(false).describe('They want to be called back; then there has to be a phone number.'),
      files: z
        .array(z.uuid())
        .max(5)
        .default([])
        .describe('Files that the same sender has sent before (PUT /api/files without an interaction).'),
      text: said,
      page: z.string().max(2000).optional(),
      language: z.string().max(35).optional(),
    })
    .refine(({ callback, phone }) => phone !== '' || !callback, 'A phone number to call back.')
    .refine(({ callback, email }) => email !== '' || callback, 'An address to answer to.')
    .describe('A message for when nobody is there to chat; staff answer it later.'),
  z
    .strictObject({
      type: z.literal('rate'),
      interaction,
      stars: z.number().int().min(1).max(5),
      comment: said.max(1000).or(z.literal('')).default(''),
    })
    .describe('What the customer thinks of a chat that is over; the last rating counts.'),
  z
    .strictObject({
      type: z.literal('locate'),
      interaction,
      lat: z.number().min(-90).max(90),
      lng: z.number().min(-180).max(180),
      accuracy: z.number().min(0).max(1_000_000).nullable().default(null).describe('In metres.'),
      live: z
        .boolean()
        .default(false)
        .describe('One of many, while they share it (shareLive); else it changes nothing. One in 5 s counts.'),
    })
    .describe('Where the customer is; they have agreed to it.'),
  z
    .strictObject({ type: z.literal('shareLive'), interaction, on: z.boolean() })
    .describe('The customer shares where they are for 15 minutes, or no more. It ends with the chat.'),
  z
    .strictObject({
      type: z.literal('tellContext'),
      interaction,
      values: z
        .record(z.string().trim().min(1).max(60), z.string().trim().max(200))
        .refine((values) => Object.keys(values).length <= 20, 'At most 20 names.'),
    })
    .describe('What the app knows of the customer, by name; an empty value takes a name away.'),
  z
    .strictObject({ type: z.literal('tellPage'), interaction, page: z.string().trim().min(1).max(2000) })
    .describe('The customer has gone to another page, or another place in the app. The same one again changes nothing.'),
] as const;
