import type { Chat } from '@patchbay/chat/chat.ts';
import { isOver as isChatOver } from '@patchbay/chat/chat.ts';
import type { Email } from '@patchbay/email/email.ts';
import { type Call, hasCustomer } from '@patchbay/voice/call.ts';

/** An interaction as its channel knows it. */
export type Item = Chat | Call | Email;

/** Whether it is a call. */
export const isCall = (item: Item): item is Call => item.channel === 'voice';
/** Whether it is a piece of work on mails. */
export const isMail = (item: Item): item is Email => item.channel === 'email';
/** Whether it is a chat. */
export const isChat = (item: Item): item is Chat => !isCall(item) && !isMail(item);

/** Whether the customer is not there any more. */
export const isOver = (item: Item): boolean =>
  isCall(item)
    ? item.at.stage === 'wrapUp' || item.at.stage === 'closed' || (item.at.stage === 'active' && !hasCustomer(item.work))
    : isMail(item)
      ? item.at.stage === 'wrapUp' || item.at.stage === 'closed'
      : isChatOver(item);
