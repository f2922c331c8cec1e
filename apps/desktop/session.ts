import type { Permission } from '@patchbay/base/decision.ts';
import type { Canned } from '@patchbay/canned/canned.ts';
import type { Allowed } from '@patchbay/chat/attaching.ts';
import type { Text } from '@patchbay/configuration/text.ts';
import type { Font } from '@patchbay/email/font.ts';
import type { SentFile } from '@patchbay/files/file.ts';
import type { BanLimits } from './banning.ts';

/** The person who has signed in. */
export interface Me {
  readonly id: string;
  readonly name: string;
  readonly nickname: string;
  readonly role: 'agent' | 'supervisor' | 'administrator';
  readonly tenant: { readonly key: string; readonly name: string };
  readonly language: string;
  readonly may: readonly Permission[];
}

/** Why a session is over: the key of a text, and what the text names. */
export interface Ended {
  readonly why: string;
  readonly named: Readonly<Record<string, string | number>>;
}

/** What may be sent, if anything. */
type Files = Allowed & { readonly allowed: boolean };
/** What of the configuration an agent has to see; it is read once after sign-in. */
export interface Centre {
  readonly queues: Readonly<Record<string, QueueLabel>>;
  readonly dispositions: Readonly<Record<string, DispositionLabel>>;
  /** Why a case of e-mail may wait. */
  readonly pendingReasons: Readonly<Record<string, { readonly label: Text }>>;
  readonly reasons: Readonly<Record<string, { readonly label: Text; readonly paid: boolean }>>;
  readonly canned: readonly Canned[];
  /** What agents may send. */
  readonly files: Files;
  /** The calling code of the country national numbers are of; null: not known. */
  readonly callingCode: string | null;
  /** How long customers are banned. */
  readonly bans: BanLimits;
  readonly map: MapOfCentre;
  /** Other names for the system's own reasons. */
  readonly systemReasons: Readonly<Record<string, Text | undefined>>;
  readonly teams: Readonly<Record<string, Text>>;
  readonly colleagues: Readonly<Record<string, Colleague>>;
  /** The teams whose agents I look after. */
  readonly me: { readonly teams: readonly string[] };
}
/** On what places of customers are shown. */
export interface MapOfCentre {
  /** Where its pictures come from; null: it has none. */
  readonly tiles: string | null;
  readonly attribution: string | null;
  readonly licence: string | null;
  readonly zoom: number;
  readonly home: { readonly label: Text; readonly lat: number; readonly lng: number } | null;
}
/** Somebody of the centre. */
export interface Colleague {
  readonly name: string;
  readonly team: string | null;
  readonly disabled: boolean;
  /** Whether they have calls. */
  readonly calls: boolean;
  /** Whether they have e-mails. */
  readonly mails: boolean;
}
export interface QueueLabel {
  readonly channel: string;
  /** What agents may send in its conversations. [FI12] */
  readonly files: Files;
  /** Transcripts of its chats go out by e-mail. [CH120] */
  readonly transcript: boolean;
  /** The case data, in the order it is shown. */
  readonly variables: Readonly<Record<string, VariableLabel>>;
  readonly label: Text;
  readonly replySeconds: number;
  readonly offerSeconds: number;
  /** Whoever holds a caller longer is warned. */
  readonly holdSeconds: number;
  readonly dispositions: readonly string[];
  /** Whether anything shows itself when an interaction of it arrives. */
  readonly pops: boolean;
  /** What holds for mails of it; left out: it has none. */
  readonly email?: MailLabel;
}
/** What a desktop has to know of a queue of e-mail. */
export interface MailLabel {
  /** Whether I take mails of it, and write new ones. */
  readonly serves: boolean;
  /** Why none can be sent: no mailbox is its own, or that is switched off; null: one can. */
  readonly cannotSend: 'none' | 'off' | null;
  /** What stands above and below every mail; agents cannot change it. */
  readonly header: Text | null;
  readonly footer: Text | null;
  /** How every answer looks; null: as each agent has chosen. */
  readonly font: Font | null;
  /** Mails go out as text alone. */
  readonly plainText: boolean;
}
/** Something that shows itself beside an interaction: a page of another system, or a form. */
export type Pop = {
  readonly key: string;
  readonly label: Text;
  readonly when: 'offer' | 'accept';
  readonly show: 'tab' | 'window';
} & (PageOfPop | { readonly form: FormOfPop });
export interface PageOfPop {
  readonly address: string;
  readonly framing: 'fine' | 'refused' | 'unreached';
  /** The variables that the page may fill. */
  readonly takes: readonly string[];
}
/** What agents fill in, page by page: fields are variables of the case data. */
export interface FormOfPop {
  readonly pages: readonly {
    readonly title?: Text;
    readonly text: Text | null;
    readonly fields: readonly { readonly variable: string; readonly required: boolean; readonly hint?: Text }[];
  }[];
}
export interface VariableLabel {
  readonly label: Text;
  readonly type: 'text' | 'date' | 'choice' | 'number';
  readonly choices: Readonly<Record<string, Text>>;
  readonly editable: boolean;
  readonly secure: boolean;
  readonly offer: boolean;
}
export interface DispositionLabel {
  readonly label: Text;
  readonly type: string;
  readonly folder?: Text | undefined;
}

/** Whom a chat can be handed to; `why` is the key of a text that says why not. */
export interface Targets {
  readonly agents: readonly TargetAgent[];
  readonly queues: readonly TargetQueue[];
}
export interface TargetAgent {
  readonly id: string;
  readonly name: string;
  readonly team: string | null;
  readonly is: string;
  readonly since: number;
  readonly away: number | null;
  readonly open: number;
  readonly places: number;
  readonly why: string | null;
}
export interface TargetQueue {
  readonly id: string;
  readonly label: Text;
  readonly ready: number;
  readonly waiting: number;
}

/** One earlier interaction of a customer. */
export interface Earlier {
  readonly id: string;
  readonly channel: string;
  readonly queue: string | null;
  readonly startedAt: number;
  readonly stage: string;
  readonly outcome: string | null;
  readonly reason: string | null;
  /** Who talked with the customer. */
  readonly agents: readonly string[];
  readonly notes: string;
  readonly rating: { readonly stars: number; readonly comment: string } | null;
  /** Whether I may read what was said. */
  readonly mayOpen: boolean;
}
/** A ban that holds. */
export interface Banned {
  readonly interaction: string;
  readonly contact: string | null;
  readonly name: string | null;
  readonly at: number;
  readonly by: string;
  readonly reason: string;
  readonly until: number;
}
/** A message that a customer left while nobody was there to chat. */
export interface LeftMessage {
  readonly id: string;
  readonly at: number;
  readonly queue: string;
  readonly name: string;
  readonly email: string;
  /** Empty: none was given. */
  readonly phone: string;
  readonly callback: boolean;
  readonly files: readonly SentFile[];
  readonly text: string;
  readonly page: string | null;
  readonly verified: boolean;
  readonly doneAt: number | null;
  readonly doneBy: string | null;
}
/** A session of work of an agent, as the server tells it; `to` and `ended` null: it goes on. */
export interface WorkSession {
  readonly agent: string;
  readonly name: string;
  readonly from: number;
  readonly to: number | null;
  readonly ended: 'normal' | 'timeout' | 'supervisor' | 'system' | null;
  readonly why?: string;
  readonly workMs: number;
  readonly notReadyPercent: number;
}
