import type { Kind } from '@patchbay/base/subject.ts';
import { type Chat, type ChatEvent, due } from './chat.ts';
import { evolve } from './evolve.ts';

/** How a chat is stored and folded. */
export const chatKind: Kind<Chat, ChatEvent> = { name: 'interaction', table: 'interactions', evolve, due };
