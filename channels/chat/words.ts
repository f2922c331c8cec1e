import type { Words } from '@patchbay/base/words.ts';

/** What the rules of chat refuse with. */
export const words = {
  en: { 'chat.notOwner': 'Only the agent who has this chat can do this.' },
  de: { 'chat.notOwner': 'Das kann nur der Agent, der diesen Chat hat.' },
} as const satisfies Words;
