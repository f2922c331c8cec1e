import type { Words } from '@patchbay/base/words.ts';

/** What the rules of chat refuse with. */
export const words = {
  en: {
    'chat.notOwner': 'Only the agent who has this chat can do this.',
    'chat.notInside': 'You have no part in this chat any more.',
    'chat.consultFirst': 'End what you began with your colleague first.',
    'chat.alone': 'Nobody else is in this chat. Hand it on or end it.',
    'chat.notGuest': 'This colleague is not in the conversation.',
    'chat.tooMany': 'There are as many colleagues in this chat as possible.',
    'chat.bannedAlready': 'This customer is banned already.',
    'chat.notBanned': 'Nobody was banned in this chat.',
    'chat.liftedAlready': 'This ban is lifted already.',
    'chat.banTooLong': 'A ban lasts at most {most} days here.',
    'chat.unknownQueue': 'This queue does not take chats. Choose another one.',
    'chat.unknownAgent': 'This colleague handles no chats. Choose another one.',
    'chat.agentNotReady': 'This colleague is not ready for chats. Choose another one or a queue.',
    'chat.agentFull': 'This colleague has no free place. Choose another one or a queue.',
  },
  de: {
    'chat.notOwner': 'Das kann nur der Agent, der diesen Chat hat.',
    'chat.notInside': 'Sie sind an diesem Chat nicht mehr beteiligt.',
    'chat.consultFirst': 'Beenden Sie zuerst, was Sie mit dem Kollegen begonnen haben.',
    'chat.alone': 'Niemand sonst ist in diesem Chat. Übergeben oder beenden Sie ihn.',
    'chat.notGuest': 'Dieser Kollege ist nicht im Gespräch.',
    'chat.tooMany': 'In diesem Chat sind so viele Kollegen wie möglich.',
    'chat.bannedAlready': 'Dieser Kunde ist bereits gesperrt.',
    'chat.notBanned': 'In diesem Chat wurde niemand gesperrt.',
    'chat.liftedAlready': 'Diese Sperre ist bereits aufgehoben.',
    'chat.banTooLong': 'Eine Sperre dauert hier höchstens {most} Tage.',
    'chat.unknownQueue': 'Diese Warteschlange nimmt keine Chats an. Wählen Sie eine andere.',
    'chat.unknownAgent': 'Dieser Kollege bearbeitet keine Chats. Wählen Sie einen anderen.',
    'chat.agentNotReady': 'Dieser Kollege ist nicht bereit für Chats. Wählen Sie einen anderen oder eine Warteschlange.',
    'chat.agentFull': 'Dieser Kollege hat keinen freien Platz. Wählen Sie einen anderen oder eine Warteschlange.',
  },
} as const satisfies Words;
