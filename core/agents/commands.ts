import { z } from 'zod';

const channel = z.enum(['chat', 'voice', 'email', 'sms', 'social']).optional().describe('Without it: all channels of the agent.');
const reason = z.string().min(1).max(64);
const agent = z.string().min(1).max(63);
const why = z.string().trim().min(1).max(200).describe('The agent reads it.');

/** What an agent can ask about their own states. */
export const agentCommands = [
  z.strictObject({ type: z.literal('logOn'), channel }).describe('Log on: to every channel of the profile, or to one.'),
  z.strictObject({ type: z.literal('setReady'), channel }).describe('Take new offers.'),
  z.strictObject({ type: z.literal('setNotReady'), channel, reason }).describe('No new offers, for a reason of the list.'),
  z
    .strictObject({ type: z.literal('stayNotReady'), channel })
    .describe('After a missed offer, or another Not Ready of the system: no new offers until the agent says so.'),
  z.strictObject({ type: z.literal('setAfterWork'), channel }).describe('After-call work by hand.'),
  z.strictObject({ type: z.literal('extendAfterWork'), channel }).describe('After-call work without a time limit.'),
  z.strictObject({ type: z.literal('supervise'), channel }).describe('Watch over others: no offers.'),
  z.strictObject({ type: z.literal('setDoNotDisturb'), on: z.boolean() }).describe('No offers on any channel; the chosen states stay.'),
  z
    .strictObject({ type: z.literal('setAway'), away: z.boolean() })
    .describe('Nobody has used this desktop for a while, or somebody does again.'),
  z
    .strictObject({
      type: z.literal('chooseDevice'),
      device: z.discriminatedUnion('is', [
        z.strictObject({ is: z.literal('browser') }),
        z.strictObject({ is: z.literal('phone'), phone: z.string().min(1).max(63).describe('A desk phone of mine, by its key.') }),
        z.strictObject({ is: z.literal('external'), number: z.string().regex(/^\+[1-9][0-9]{3,14}$/) }),
        z.strictObject({ is: z.literal('none') }),
      ]),
    })
    .describe('What I speak with in calls; refused while one is open.'),
  z
    .strictObject({ type: z.literal('forwardCalls'), to: agent.nullable() })
    .describe('Calls of colleagues go to this colleague instead, and no calls of queues come; null: to me again.'),
  z
    .strictObject({ type: z.literal('chooseTeam'), team: z.string().min(1).max(63) })
    .describe('Work in this team of mine from now on; refused while anything is open.'),
  z
    .strictObject({
      type: z.literal('watchNext'),
      of: z.enum(['agent', 'queue', 'team']),
      key: z.string().min(1).max(63),
      all: z.boolean().describe('One after the other (of an agent: all); else only the next one.'),
    })
    .describe('Watch a conversation of this agent, queue or team as soon as it begins; for supervisors. One wish at a time: the last.'),
  z.strictObject({ type: z.literal('watchNoMore') }).describe('Take that back; what is watched goes on.'),
  z.strictObject({ type: z.literal('logOff'), channel }).describe('Log off; refused while anything is open.'),
] as const;

/** What a supervisor can do to the states of an agent of theirs. */
export const forcingCommands = [
  z
    .strictObject({ type: z.literal('forceReady'), agent, channel, why })
    .describe('Set an agent Ready; refused while they handle something.'),
  z.strictObject({ type: z.literal('forceNotReady'), agent, channel, reason, why }).describe('Set an agent Not Ready.'),
  z.strictObject({ type: z.literal('forceLogOff'), agent, channel, why }).describe('Log an agent off.'),
] as const;
