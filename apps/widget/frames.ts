import type { InteractionId } from '@patchbay/base/decision.ts';
import type { VisitorEntry, VisitorView } from '@patchbay/chat/visitor.ts';

/** What the server says to a customer's browser. */
export type VisitorFrame =
  | { readonly f: 'chat'; readonly view: VisitorView; readonly now: number }
  | { readonly f: 'nothing' }
  | {
      readonly f: 'entries';
      readonly interaction: InteractionId;
      readonly from: number;
      readonly to: number;
      readonly entries: readonly VisitorEntry[];
    }
  | ({ readonly f: 'place'; readonly interaction: InteractionId } & Pick<VisitorView, 'position' | 'wait'> &
      Partial<Pick<VisitorView, 'files' | 'mails'>>)
  | { readonly f: 'typing'; readonly on: boolean; readonly name: string | null }
  /** How far staff have read it, by the number of an entry. */
  | { readonly f: 'read'; readonly interaction: InteractionId; readonly read: number }
  | { readonly f: 'expired' };

/** What the widget of an entry point looks like and asks, as the administrator set it. */
export interface Look {
  readonly key: string;
  readonly title: Text;
  readonly welcome: Text;
  readonly colour: string;
  readonly form: readonly Asked[];
  /** What the customer may send; missing or null: nothing. */
  readonly files?: { readonly accept: string; readonly megabytes: number } | null;
  /** They may send where they are. */
  readonly location?: boolean;
  /** Staff see what is typed before it is sent. */
  readonly preview?: boolean;
  /** Messages can be left. */
  readonly mail?: boolean;
  /** A chat can go on at another device. */
  readonly moves?: boolean;
  /** The number to call; missing or null: none. */
  readonly call?: Called | null;
}
/** A number that customers can call. */
export interface Called {
  readonly number: string;
  /** Somebody answers now. */
  readonly open: boolean;
  /** When that changes (ms since 1970). */
  readonly changes: number | null;
  /** About how many minutes one waits. */
  readonly wait: Wait;
}
/** Why no chat can begin now, and when that changes, if the server knows (ms since 1970, by its clock). */
export interface Absence {
  readonly why: 'always' | 'nobody' | 'closed' | 'full';
  readonly opens: number | null;
  /** What the centre says of it. */
  readonly text: string | null;
}
/** Minutes, from and to. */
export type Wait = readonly [number, number] | null;
/** Who the customer is, as their site has signed it. */
export interface Identity {
  readonly name: string;
  readonly email: string | null;
}
/** A text of the administrator: one for all, or one per language. */
export type Text = string | { readonly en?: string | undefined; readonly de?: string | undefined };
/** A field of the form before the chat. */
export interface Asked {
  readonly field: FieldName;
  readonly required: boolean;
}
export type FieldName = 'name' | 'email' | 'phone' | 'subject';

/** What came of a request. `unreachable`: nobody knows whether it arrived, so the same may be sent again under the same key. */
export type Answer<T = unknown> =
  | { readonly is: 'done'; readonly body: T }
  | {
      readonly is: 'refused';
      readonly status: number;
      readonly why: string;
      readonly text: string;
      readonly seconds: number;
    }
  | { readonly is: 'unreachable' };
/** An answer that is not the wanted one. */
export type Failed = Exclude<Answer, { readonly is: 'done' }>;
