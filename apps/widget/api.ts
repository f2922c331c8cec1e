import type { PushTarget } from '@patchbay/chat/push.ts';
import type { VisitorView } from '@patchbay/chat/visitor.ts';
import type { ProofSource } from './proof.ts';
import type { Shared } from './visit.ts';

/** What a page can ask of the chat: `window.patchbay`, or `window.patchbays['tenant/widget']` where there are several. Before the chat is loaded every call waits for it; `open` loads it. [WI22] */
export interface Api {
  open(): void;
  close(): void;
  /** Says who the customer is; taken when the next chat begins. */
  identify(source: ProofSource): void;
  /** Says where the customer is, as an app knows it; they have agreed to it there. */
  shareLocation(place: Shared): void;
  /** The customer shares where they are for 15 minutes, or no more; meanwhile places with `live` count. */
  shareLive(on: boolean): void;
  /** Tells staff what the page or the app knows of the customer. */
  context(values: Readonly<Record<string, string>>): void;
  /** Puts files before the customer, who sends them or not. */
  attach(files: readonly File[]): void;
  /** Says where the app is told of messages while it is not connected: the token of its device. */
  push(to: PushTarget): void;
  /** Ends the chat. */
  end(): void;
  /** Forgets the customer on this computer: the site has signed them out. */
  forget(): void;
}
/** What an event `patchbay` of the page's window tells in its `detail`, whenever it changes. [WI42] */
export interface Told {
  /** tenant/widget. */
  readonly widget: string;
  readonly open: boolean;
  readonly unread: number;
  /** Null: there is no chat. */
  readonly stage: VisitorView['stage'] | null;
}
/** What pages see of a chat. */
export type Chat = Readonly<Partial<Record<PropertyKey, (...given: unknown[]) => unknown>>>;
/** How pages speak with a chat: what is asked before it is there waits for it, `open` has it loaded, and what nobody knows is left out. [WI22] */
export const chatOf = (there: Promise<object>, load: () => void): Chat =>
  new Proxy({} as Chat, {
    get:
      (_, name) =>
      (...given: unknown[]) => {
        if (name === 'open') load();
        void there.then((app) => (app as Chat)[name]?.(...given));
      },
  });
