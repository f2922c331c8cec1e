import { z } from 'zod';

const interaction = z.uuid();
const key = z.string().min(1).max(64);
const number = z
  .string()
  .regex(/^\+[1-9][0-9]{3,14}$/)
  .describe('E.164, such as +4930123456.');
const target = z.discriminatedUnion('to', [
  z.strictObject({ to: z.literal('agent'), agent: key }),
  z.strictObject({ to: z.literal('number'), number }),
  z.strictObject({ to: z.literal('entryPoint'), entryPoint: key }),
]);
const queue = z.strictObject({ to: z.literal('queue'), queue: key });
const plain = <T extends string>(type: T, does: string) => z.strictObject({ type: z.literal(type), interaction }).describe(does);

/** What an agent asks in a call and in nothing else; what other channels have too is asked as there. */
export const callCommands = [
  plain('hold', 'The customer hears music.'),
  plain('resume', 'Back to the customer.'),
  z.strictObject({ type: z.literal('mute'), interaction, muted: z.boolean() }).describe('My own microphone.'),
  z
    .strictObject({ type: z.literal('sendDigits'), interaction, digits: z.string().regex(/^[0-9*#,]{1,32}$/) })
    .describe('Press keys; a comma is a pause.'),
  plain('cancelDial', 'Give up a call that nobody has answered yet.'),
  z
    .strictObject({
      type: z.literal('dial'),
      to: z.discriminatedUnion('to', [
        z.strictObject({ to: z.literal('number'), number: z.string().trim().min(2).max(40).describe('As people write it.') }),
        z.strictObject({ to: z.literal('agent'), agent: key }),
        z
          .strictObject({ to: z.literal('contact'), contact: z.uuid(), address: z.string().min(1).max(64) })
          .describe('A number that is kept.'),
        z.strictObject({ to: z.literal('again'), interaction: z.uuid() }).describe('Whoever was on the other side of this call of mine.'),
      ]),
      queue: key.optional().describe('For which queue a number is called; without it: the first one I serve.'),
      contact: z.uuid().optional().describe('Whose number it is.'),
      beside: z.uuid().optional().describe('An interaction of mine that goes on beside the call, as one case with it.'),
    })
    .describe('Call a number or a colleague: my phone rings first, then theirs.'),
] as const;

/** What an agent can ask about whom else to have in a call; not in the API yet. */
export const partyCommands = [
  z
    .strictObject({ type: z.literal('consult'), interaction, target: z.union([target, queue]), othersTalk: z.boolean().default(false) })
    .describe('Ask a colleague, a queue or a number; the customer hears music.'),
  plain('swap', 'Between the customer and the colleague.'),
  plain('endConsult', 'End the consult, or take the question back.'),
  plain('completeTransfer', 'The colleague takes the call over.'),
  plain('conference', 'All talk with each other.'),
  z.strictObject({ type: z.literal('transfer'), interaction, target }).describe('Give the call away at once.'),
  z.strictObject({ type: z.literal('transferToQueue'), interaction, queue: key }).describe('Let it wait in a queue for somebody else.'),
  plain('exitConference', 'The others go on.'),
  z.strictObject({ type: z.literal('drop'), interaction, leg: key }).describe('See somebody out of a conference.'),
  plain('endForAll', 'End a conference for everybody.'),
  z.strictObject({ type: z.literal('monitor'), interaction, agent: key }).describe('Listen in; for supervisors.'),
  plain('coach', 'Speak to the agent only; for supervisors.'),
  plain('bargeIn', 'Speak to all; for supervisors.'),
  plain('silence', 'Listen only.'),
  plain('stopMonitoring', 'Leave the call one listens to.'),
  plain('pauseRecording', 'Nothing is recorded until it is resumed, or for a while.'),
  plain('resumeRecording', 'Record again.'),
] as const;
