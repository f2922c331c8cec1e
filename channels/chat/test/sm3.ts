import type { LeftOut, Row } from '@patchbay/agents/test/sm1.ts';

const bot = 'bots belong to a later issue';
const consult = 'consulting and conferences belong to a later issue';
const parked = 'conversations that are parked (asynchronous) belong to a later issue';

/** A chat (SM-3), as far as this version has its stages. */
export const rows: readonly Row[] = [
  ['NEW', 'ENQUEUE', '', 'QUEUED'],
  ['NEW', 'AGENT_STARTED', 'outbound', 'ACTIVE'],
  ['QUEUED', 'AGENT_RESERVED', '', 'OFFERED'],
  ['QUEUED', 'CUSTOMER_LEFT', 'nobody wraps up yet', 'ABANDONED'],
  ['QUEUED', 'MESSAGE', '', 'QUEUED'],
  ['QUEUED', 'QUEUE_TIMEOUT', 'nobody wraps up yet', 'ABANDONED'],
  ['OFFERED', 'ACCEPT', 'customer on the line', 'ACTIVE'],
  ['OFFERED', 'REJECT', 'has a queue', 'QUEUED'],
  ['OFFERED', 'OFFER_TIMEOUT', 'has a queue', 'QUEUED'],
  ['OFFERED', 'CUSTOMER_LEFT', 'nobody wraps up yet', 'ABANDONED'],
  ['OFFERED', 'MESSAGE', '', 'OFFERED'],
  ['ACTIVE', 'MESSAGE', '', 'ACTIVE'],
  ['ACTIVE', 'TRANSFER', '', 'TRANSFER_PENDING'],
  ['ACTIVE', 'AGENT_END', '', 'WRAP_UP'],
  ['ACTIVE', 'CUSTOMER_LEFT', '', 'WRAP_UP'],
  ['ACTIVE', 'INACTIVITY_TIMEOUT', 'was warned', 'WRAP_UP'],
  ['ACTIVE', 'CUSTOMER_CONNECTION_LOST', '', 'CUSTOMER_AWAY'],
  ['TRANSFER_PENDING', 'TARGET_ACCEPTED', 'customer on the line', 'ACTIVE'],
  ['TRANSFER_PENDING', 'TARGET_FAILED', 'customer on the line', 'ACTIVE'],
  ['TRANSFER_PENDING', 'CUSTOMER_LEFT', '', 'WRAP_UP'],
  ['TRANSFER_PENDING', 'MESSAGE', '', 'TRANSFER_PENDING'],
  ['TRANSFER_PENDING', 'CUSTOMER_CONNECTION_LOST', '', 'TRANSFER_PENDING'],
  ['CUSTOMER_AWAY', 'CUSTOMER_RECONNECTED', '', 'ACTIVE'],
  ['CUSTOMER_AWAY', 'AWAY_TIMEOUT', '', 'WRAP_UP'],
  ['CUSTOMER_AWAY', 'AGENT_END', '', 'WRAP_UP'],
  ['CUSTOMER_AWAY', 'MESSAGE', 'by the agent', 'CUSTOMER_AWAY'],
  ['CUSTOMER_AWAY', 'MESSAGE', 'by the customer', 'ACTIVE'],
  ['WRAP_UP', 'ALL_PARTICIPATIONS_DONE', 'was answered', 'CLOSED'],
];

/** Steps of ours that no row has: what core adds, and "away" beside the stages instead of being one. */
export const more: readonly (readonly [from: string, to: string, why: string])[] = [
  ['NEW', 'ABANDONED', 'the customer leaves before there is a queue'],
  ['NEW', 'CLOSED', 'a limit is reached, or it became a callback'],
  ['NEW', 'OFFERED', 'a preview is offered without a queue'],
  ['NEW', 'CUSTOMER_AWAY', 'an outbound one is started while the customer is away'],
  ['QUEUED', 'CLOSED', 'it became a callback, or a callback expired'],
  ['OFFERED', 'CLOSED', 'a preview nobody takes has no queue to go back to'],
  ['OFFERED', 'ACTIVE', 'a preview is taken by time'],
  ['ACTIVE', 'QUEUED', 'it is handed to a queue [CH21], or its owner may not go on [IN14]'],
  ['CUSTOMER_AWAY', 'QUEUED', 'it is handed to a queue [CH21], or its owner may not go on [IN14]'],
  ['TRANSFER_PENDING', 'QUEUED', 'it is handed to a queue [CH21], or its owner may not go on [IN14]'],
  ['QUEUED', 'WRAP_UP', 'the customer leaves while who handed it on still wraps up'],
  ['OFFERED', 'WRAP_UP', 'the customer leaves while who handed it on still wraps up'],
  ['WRAP_UP', 'ABANDONED', 'who handed it on has wrapped up, and nobody else had answered'],
  ['OFFERED', 'CUSTOMER_AWAY', 'accepted while the customer is away'],
  ['TRANSFER_PENDING', 'CUSTOMER_AWAY', 'accepted or failed while the customer is away'],
  ['CUSTOMER_AWAY', 'TRANSFER_PENDING', 'handed on while the customer is away'],
];

/** The rows of this version's stages that it leaves out; those of other stages are not copied. */
export const leftOut: readonly LeftOut[] = [
  ['NEW', 'START_WITH_BOT', '', 'BOT', bot],
  ['ACTIVE', 'CONSULT', '', 'ACTIVE_CONSULT', consult],
  ['ACTIVE', 'PARK', 'asynchronous', 'PARKED', parked],
  ['ACTIVE', 'INACTIVITY_TIMEOUT', 'asynchronous', 'PARKED', parked],
  ['ACTIVE', 'OWNER_SESSION_LOST', 'grace over', 'QUEUED', 'losing the session belongs to a later issue'],
  [
    'TRANSFER_PENDING',
    'ENQUEUED',
    'to a queue',
    'QUEUED',
    'at once: handed to a queue it waits there in the same transaction, without a stage between',
  ],
  ['CUSTOMER_AWAY', 'AWAY_TIMEOUT', 'asynchronous', 'PARKED', parked],
];
