import type { AgentId } from '@patchbay/base/decision.ts';
import type { Language } from '@patchbay/base/words.ts';
import { participationOf } from '@patchbay/interactions/interaction.ts';
import type { Chat } from './chat.ts';
import { type VisitorEntry, visitorStage } from './visitor.ts';

/** Whether this agent, or the customer (null), may have a chat mailed: once it is over, as it goes once only; of staff whoever wraps it up. [CH120] */
export const mayBeMailed = (chat: Chat, agent: AgentId | null): boolean =>
  visitorStage(chat) === 'over' && (agent === null || participationOf(chat, agent)?.stage === 'wrapUp');

/** What a transcript that goes out by e-mail says beside the words of the chat. */
interface MailWords {
  subject(centre: string, day: string): string;
  intro(centre: string): string;
  readonly answer: string;
  readonly you: string;
  joined(name: string): string;
  file(name: string): string;
}
/** The same in each language. */
export const mailWords: { readonly [L in Language]: MailWords } = {
  en: {
    subject: (centre, day) => `Your chat with ${centre} on ${day}`,
    intro: (centre) => `This is your chat with ${centre}, as you asked for it:`,
    answer: 'Is anything left? Answer to this e-mail: we have your chat beside it.',
    you: 'You',
    joined: (name) => `${name} joined`,
    file: (name) => `(file: ${name})`,
  },
  de: {
    subject: (centre, day) => `Ihr Chat mit ${centre} vom ${day}`,
    intro: (centre) => `Hier ist Ihr Chat mit ${centre}, wie gewünscht:`,
    answer: 'Ist noch etwas offen? Antworten Sie auf diese E-Mail: Ihr Chat liegt uns dabei vor.',
    you: 'Sie',
    joined: (name) => `${name} ist dabei`,
    file: (name) => `(Datei: ${name})`,
  },
};

/** What the customer has seen of a chat, a line each: what was said and shown, by whom and when, and who joined. [CH120] */
export const mailedLines = (entries: readonly VisitorEntry[], say: MailWords, time: (at: number) => string): readonly string[] =>
  entries.flatMap((entry): readonly string[] => {
    const at = `[${time(entry.at)}]`;
    switch (entry.type) {
      case 'said': {
        const who = entry.from === 'customer' ? say.you : (entry.name ?? '');
        return [`${at} ${who}: ${[entry.text, entry.file ? say.file(entry.file.name) : ''].filter(Boolean).join(' ')}`];
      }
      case 'joined':
      case 'added':
        return [`${at} ${say.joined(entry.name)}`];
      case 'told':
        return [`${at} ${entry.text}`];
      default:
        return [];
    }
  });
