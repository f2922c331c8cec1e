import type { Chat } from '@patchbay/chat/chat.ts';
import { isOver as isChatOver } from '@patchbay/chat/chat.ts';
import { type Call, hasCustomer } from '@patchbay/voice/call.ts';

/** An interaction as its channel knows it. */
export type Item = Chat | Call;

/** Whether it is a call. */
export const isCall = (item: Item): item is Call => item.channel === 'voice';

/** Whether the customer is not there any more. */
export const isOver = (item: Item): boolean =>
  isCall(item)
    ? item.at.stage === 'wrapUp' || item.at.stage === 'closed' || (item.at.stage === 'active' && !hasCustomer(item.work))
    : isChatOver(item);
