import { z } from 'zod';

const channel = z.enum(['chat']).optional().describe('Without it: all channels of the agent.');

/** What an agent can ask about their own states. */
export const agentCommands = [
  z.strictObject({ type: z.literal('logOn') }).describe('Log on to every channel of the profile.'),
  z.strictObject({ type: z.literal('setReady'), channel }).describe('Take new offers.'),
  z
    .strictObject({ type: z.literal('setNotReady'), channel, reason: z.string().min(1).max(64) })
    .describe('No new offers, for a reason of the list.'),
  z.strictObject({ type: z.literal('setAfterWork'), channel }).describe('After-call work by hand.'),
  z.strictObject({ type: z.literal('logOff'), channel }).describe('Log off; refused while anything is open.'),
] as const;
