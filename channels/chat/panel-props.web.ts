import type { ReactNode } from 'react';
import type { Line } from './transcript.ts';
import type { AttachingProps } from './tray.web.tsx';

/** A reply goes to the customer; what is inside stays between staff. */
export type Kind = 'reply' | 'inside';

/** Where the agent writes now, for what can be put in there. */
export interface WritingAt {
  readonly text: string;
  readonly caret: number;
  readonly field: HTMLTextAreaElement | null;
  /** Writes another text, and selects from the caret to `to`. */
  readonly put: (text: string, caret: number, to?: number) => void;
}

/** How much of the conversation was on the screen when something was sent. */
export interface Knowing {
  readonly seen: number;
  readonly sure: true;
}

/** What the panel of a chat is drawn from. */
export interface ChatPanelProps {
  readonly interaction: string;
  readonly lines: readonly Line[];
  readonly loading: boolean;
  /** The server has older lines. */
  readonly more: boolean;
  readonly customer: string;
  readonly nameOf: (agent: string) => string;
  readonly queueOf: (queue: string) => string;
  readonly typing: boolean;
  /** What the customer has typed so far; empty: that is not known. */
  readonly typed: string;
  readonly offline: boolean;
  /** Colleagues who write an answer in the same conversation now. */
  readonly beside: readonly string[];
  /** Whether the agent can write, and why not; null: there is nothing to write any more. */
  readonly say: { readonly why: string | null } | null;
  /** Whether the agent can write internal notes. */
  readonly whisper: boolean;
  /** The agent who alone reads my internal notes, because I coach them; null: all of staff do. */
  readonly coaches: string | null;
  /** Changes when the draft was changed elsewhere: the field is drawn anew. */
  readonly redrawn: (kind: Kind) => number;
  /** Something that has to be settled about the draft. */
  readonly clash: (kind: Kind) => ReactNode;
  readonly draftOf: (kind: Kind) => { readonly text: string; readonly caret: number } | null;
  /** Files to be sent; null: they cannot be. */
  readonly attaching: AttachingProps | null;
  /** Draws what can be put into the text while it is written. */
  readonly picker: ((at: WritingAt) => ReactNode) | null;
  /** Why this text cannot be sent as it stands; null: it can. */
  readonly unfit: (text: string) => string | null;
  /** Something that has to be known above the conversation. */
  readonly notice: ReactNode;
  /** The last line that has been on the screen. */
  readonly onRead: (line: string | undefined) => void;
  /** Calls a number of the conversation; null: the agent takes no calls. */
  readonly onNumber: ((number: string) => void) | null;
  /** Writes to an address of the conversation; null: the agent writes no mails. */
  readonly onAddress: ((address: string) => void) | null;
  readonly onOlder: () => Promise<void>;
  /** Why earlier lines could not be read; null: nothing failed. */
  readonly olderTrouble: ReactNode;
  readonly onDraft: (kind: Kind, text: string, caret: number) => void;
  readonly onTyping: (kind: Kind, on: boolean) => void;
  readonly onSend: (kind: Kind, text: string, knowing: Knowing) => void;
  readonly onRetry: (message: string, knowing: Knowing) => void;
  /** Takes a message that was not sent back into the field. */
  readonly onTakeBack: (message: string) => void;
  readonly onDiscard: (message: string) => void;
}
