import { type Conversation, empty } from './conversation.ts';
import type { Filled, Wrong } from './form.ts';
import type { Absence, Failed, Identity, Look, Wait } from './frames.ts';
import type { Outside } from './outside.ts';

/** Other ways to reach us. [WI63] [WI66] */
export type Way = 'ways' | 'mail' | 'call' | 'move';

/** Everything the views are drawn from. */
export interface Picture {
  readonly phase: 'opening' | 'form' | 'away' | 'starting' | 'chat' | 'failed';
  readonly open: boolean;
  readonly look: Look | null;
  /** Whom the site has named. */
  readonly identity: Identity | null;
  readonly conversation: Conversation;
  /** There is no connection for a while. */
  readonly lost: boolean;
  readonly trouble: Failed | null;
  /** Why no chat can begin now. */
  readonly away: Absence | null;
  /** How long one that begins now waits. */
  readonly wait: Wait;
  /** One can begin again, but the customer is writing a message. */
  readonly back: boolean;
  readonly filled: Filled;
  readonly wrong: Wrong;
  /** The customer is asked whether to send where they are. */
  readonly placing: boolean;
  /** The customer looks at other ways to reach us, wants an answer by e-mail, or a call. */
  readonly way?: Way | null;
  /** Files that the customer has just chosen. */
  readonly chosen: readonly File[] | null;
  /** What is being written. */
  readonly draft: string;
  /** `asking`: the customer is asked whether to end the chat; `asked`: the server is. */
  readonly ending: 'no' | 'asking' | 'asked' | 'failed';
}

/** The picture as the last page left it. */
export function firstPicture({ memory, drafts }: Outside): Picture {
  const { look, identity, seen } = memory.read();
  const outbox = memory.unsent().map((m) => ({ ...m, is: 'sending', why: '' }) as const);
  return {
    phase: 'opening',
    open: false,
    look,
    identity,
    conversation: { ...empty, seen, outbox },
    lost: false,
    trouble: null,
    away: null,
    wait: null,
    back: false,
    filled: drafts.form(),
    wrong: {},
    placing: false,
    chosen: null,
    draft: drafts.message(),
    ending: 'no',
  };
}
