import type { AgentId, InteractionId } from '@patchbay/base/decision.ts';
import type { Scan, SentFile } from '@patchbay/files/file.ts';
import { type Chat, type ChatEvent, isOver } from './chat.ts';

/** What the customer may know of their chat: no notes, no reasons, no other customers, agents by the name they show. */
export interface VisitorView {
  readonly interaction: InteractionId;
  readonly version: number;
  readonly stage: 'waiting' | 'chatting' | 'over';
  /** The name of the agent in the chat. */
  readonly agent: string | null;
  /** 1 is next; null while nobody has to wait. */
  readonly position: number | null;
  /** How long from there, from and to, in minutes; null: not known. */
  readonly wait: readonly [number, number] | null;
  /** What the customer may send here; null: nothing. [FI12] */
  readonly files?: { readonly accept: string; readonly megabytes: number } | null;
  /** The transcript can be had by e-mail once it is over. [CH120] */
  readonly mails?: boolean;
  /** How far those who answer have read it, by the number of an entry; absent: nobody has said. [CH116] */
  readonly read?: number;
  readonly entries: readonly VisitorEntry[];
}

/** One line of the customer's transcript. `n` is the version of its event: their order. */
export type VisitorEntry = { readonly n: number; readonly at: number } & VisitorEvent;
export type VisitorEvent =
  | {
      readonly type: 'said';
      readonly id: string;
      readonly text: string;
      readonly from: 'customer' | 'agent';
      readonly name: string | null;
      readonly file?: SentFile;
    }
  | { readonly type: 'scanned'; readonly file: string; readonly scan: Scan }
  | { readonly type: 'joined' | 'added' | 'gone'; readonly name: string }
  | { readonly type: 'leads'; readonly name: string } // somebody they have met answers first from now on
  | { readonly type: 'located' }
  | { readonly type: 'sharing'; readonly until: number | null } // where they are, from now on until then or no more
  | { readonly type: 'rated'; readonly stars: number; readonly comment: string }
  | { readonly type: 'waiting' }
  | { readonly type: 'told'; readonly text: string } // by the system
  | { readonly type: 'ended' };

/** What an event tells the customer; null: nothing. */
export function visitorEvent(event: ChatEvent, nameOf: (agent: AgentId) => string): VisitorEvent | null {
  switch (event.type) {
    case 'chat.said':
      return {
        type: 'said',
        id: event.id,
        text: event.text,
        from: event.from.is,
        name: event.from.is === 'agent' ? nameOf(event.from.agent) : null,
        ...(event.file && { file: event.file }),
      };
    case 'chat.fileScanned':
      return { type: 'scanned', file: event.file, scan: event.scan };
    case 'interaction.accepted':
      return { type: 'joined', name: nameOf(event.agent) };
    case 'interaction.ownerChanged':
      return event.owner ? { type: event.known ? 'leads' : 'joined', name: nameOf(event.owner) } : null;
    case 'chat.monitored':
      return watcher(event, nameOf);
    case 'chat.monitoringEnded':
      return event.told ? { type: 'gone', name: nameOf(event.supervisor) } : null;
    case 'chat.joined':
      return { type: 'added', name: nameOf(event.agent) };
    case 'chat.left':
      return { type: 'gone', name: nameOf(event.agent) };
    case 'interaction.queued':
      return event.again || event.not.some((l) => l.at !== null) ? null : { type: 'waiting' }; // who waits already has no news
    case 'chat.located':
      return event.live ? null : { type: 'located' };
    case 'chat.sharing':
      return { type: 'sharing', until: event.until };
    case 'chat.rated':
      return { type: 'rated', stars: event.stars, comment: event.comment };
    case 'chat.told':
      return event.text === null ? null : { type: 'told', text: event.text };
    case 'interaction.ended':
      return { type: 'ended' };
    default:
      return null;
  }
}

/** The customer meets a supervisor only while they talk with them. [CH82] */
function watcher(
  { supervisor, mode, before }: Extract<ChatEvent, { readonly type: 'chat.monitored' }>,
  nameOf: (agent: AgentId) => string,
): VisitorEvent | null {
  if (mode === 'barge') return { type: 'added', name: nameOf(supervisor) };
  return before === 'barge' ? { type: 'gone', name: nameOf(supervisor) } : null;
}

/** Where the chat is, in the customer's words. */
export function visitorStage(i: Chat): VisitorView['stage'] {
  if (isOver(i)) return 'over';
  return i.at.stage === 'active' ? 'chatting' : 'waiting';
}

/** Folds what has happened into the customer's picture; a repeat changes nothing. [CH8] */
export function visitorEvolve(view: VisitorView, to: number, entries: readonly VisitorEntry[]): VisitorView {
  if (to <= view.version) return view;
  return entries.filter((entry) => entry.n > view.version).reduce(one, { ...view, version: to });
}

function one(view: VisitorView, entry: VisitorEntry): VisitorView {
  const next = { ...view, entries: [...view.entries, entry] };
  if (entry.type === 'joined') return { ...next, stage: 'chatting', agent: entry.name, position: null };
  if (entry.type === 'leads') return { ...next, agent: entry.name };
  if (entry.type === 'waiting') return { ...next, stage: 'waiting', agent: null };
  return entry.type === 'ended' ? { ...next, stage: 'over', position: null } : next;
}
