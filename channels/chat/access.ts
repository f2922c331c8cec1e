import type { VisitorId } from '@patchbay/base/decision.ts';
import { audience as coreAudience } from '@patchbay/interactions/access.ts';
import type { Chat } from './chat.ts';

/** Who may see a chat: those of core, and its customer, who sees the part of visitor.ts. */
export const audience = (i: Chat): readonly string[] => [...coreAudience(i), `visitor:${i.work.visitor}`];

/** Whether it is this customer's chat. */
export const isOf = (visitor: VisitorId) => (i: Chat) => i.work?.visitor === visitor;
