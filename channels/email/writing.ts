import type { DraftBody } from './commands.ts';
import type { Writing } from './email.ts';
import { recipientsOf } from './threads/answer.ts';
import type { Address, Head } from './threads/head.ts';
import { quote } from './threads/quoting.ts';
import { answering, tagged } from './threads/subject.ts';
import type { Token } from './threads/token.ts';

/** What a draft begins with. */
export interface Begin {
  readonly what: Writing;
  /** The mail that is answered or forwarded; null: there is none. */
  readonly of: {
    readonly id: string;
    readonly head: Pick<Head, 'from' | 'replyTo' | 'to' | 'cc' | 'subject'>;
    readonly files: readonly string[];
  } | null;
  readonly ours: readonly string[];
  readonly token: Token;
  /** Whom a new mail is for. */
  readonly to?: Address;
  /** Stands below what is written. */
  readonly signature?: string;
}

/** The first draft: to whom, about what, with the original below. [EM110] */
export function firstDraft({ what, of, ours, token, to, signature = '' }: Begin): DraftBody {
  const nobody: readonly Address[] = [];
  const whom = of && what !== 'forward' ? recipientsOf(of.head, ours, what === 'replyAll') : { to: to ? [to] : nobody, cc: nobody };
  const subject = of ? answering(of.head.subject, token, what === 'forward' ? 'Fwd' : 'Re') : '';
  return {
    ...{ what, of: of?.id ?? null, to: [...whom.to], cc: [...whom.cc], bcc: [], subject },
    ...{ html: signed(signature), quoted: of !== null, files: of && what === 'forward' ? [...of.files] : [] },
  };
}

/** Room to write, and the signature below it. */
const signed = (signature: string): string => `${signature.trim() && '<p></p><p></p>'}${paragraphOf(signature)}`;
/** A signature as a paragraph; none is nothing. */
export const paragraphOf = (signature: string): string => (signature.trim() ? `<p>${asHtml(signature.trim())}</p>` : '');

/** The subject as it goes out: with the tag of the case, once. */
export const subjectOut = (subject: string, token: Token): string => tagged(subject, token);

/** A mail as its recipients read it. */
export interface Whole {
  readonly header: string | null;
  readonly footer: string | null;
  /** Cleaned HTML of what was written, and the same as text. */
  readonly said: { readonly html: string; readonly text: string };
  /** How it looks, as a style. */
  readonly style?: string;
  /** The original below it. */
  readonly below: Original | null;
}
/** A mail that is quoted or passed on. */
export interface Original {
  readonly forwarded: boolean;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly date: string;
  readonly text: string;
  readonly html: string | null;
}

/** What was written between what the queue says above and below, and the original at the end. [EM111] */
export function wholeHtml({ header, footer, said, below, style }: Whole): string {
  return [
    ...(header ? [`<div>${asHtml(header)}</div><br>`] : []),
    `<div${style ? ` style="${style}"` : ''}>${said.html}</div>`,
    ...(footer ? [`<br><div>${asHtml(footer)}</div>`] : []),
    ...(below ? [`<br><div>${introduced(below).map(escaped).join('<br>')}</div>${quotedHtml(below)}`] : []),
  ].join('\n');
}
/** The same as plain text. [EM111] */
export function wholeText({ header, footer, said, below }: Whole): string {
  const parts = [
    header,
    said.text,
    footer && `-- \n${footer}`,
    below && `${introduced(below).join('\n')}\n${below.forwarded ? `\n${below.text}` : quote(below.text)}`,
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

const introduced = ({ forwarded, from, to, subject, date }: Original): readonly string[] =>
  forwarded
    ? ['---------- Forwarded message ----------', `From: ${from}`, `Date: ${date}`, `Subject: ${subject}`, `To: ${to}`]
    : [`On ${date}, ${from} wrote:`];
const quotedHtml = ({ forwarded, html, text }: Original): string => {
  const body = html === null ? asHtml(text) : html.replace(/<img\b[^>]*\b(?:src="cid:|data-remote)[^>]*>/gi, '');
  return forwarded
    ? `<div>${body}</div>`
    : `<blockquote style="margin:0 0 0 8px;padding-left:8px;border-left:2px solid #999999">${body}</blockquote>`;
};
const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** A text that is only text in HTML. */
export const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => signs[sign] ?? sign);
const asHtml = (text: string): string => escaped(text).replace(/\r?\n/g, '<br>');

const mentions =
  /\b(?:attach(?:ed|ment|ments|ing)?|enclosed|anbei|angehängt|anhang|anhänge|beigefügt|beiliegend|pièce[s]? jointe[s]?|ci-joint|adjunt[oa]s?|allegat[oi])\b|添付|첨부|附件/iu;
/** Whether a text speaks of something attached: who sends without is asked first. [EM112] */
export const speaksOfAttachment = (text: string): boolean => mentions.test(text);

const form = /^[^\s@<>"(),;:\\[\]]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/i;
/** Whether something can be an address. */
export const isAddress = (text: string): boolean => form.test(text) && !/\.\.|^\./.test(text);

/** Each attachment, and all of them together, in bytes. [EM113] */
export const most = { one: 10 * 1024 * 1024, all: 25 * 1024 * 1024 } as const;
