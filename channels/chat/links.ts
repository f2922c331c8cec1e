/** A piece of a message: plain text, or the address of a web page. */
export interface Piece {
  readonly text: string;
  readonly href: string | null;
}

const address = /https?:\/\/[^\s<>"']+/gi;
const trailing = /[.,;:!?)\]}]+$/;

/** Cuts a message into text and http(s) addresses; nothing else ever becomes a link. [DT13] */
export function pieces(text: string): readonly Piece[] {
  const found: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(address)) {
    const href = match[0].replace(match[0].includes('(') ? /[.,;:!?]+$/ : trailing, '');
    if (!isAddress(href)) continue;
    if (match.index > from) found.push({ text: text.slice(from, match.index), href: null });
    found.push({ text: href, href });
    from = match.index + href.length;
  }
  return from < text.length || !found.length ? [...found, { text: text.slice(from), href: null }] : found;
}

/** A piece of plain text, or what looks like a phone number or an address of e-mail in it. */
export interface Spoken {
  readonly text: string;
  readonly isNumber: boolean;
  readonly isMail?: boolean;
}
const mailbox = /(?<![\w.+@-])[\w.+-]{1,64}@[a-z0-9](?:[a-z0-9-]{0,62}\.)+[a-z]{2,24}(?![\w@-])/gi;

/** Cuts plain text where it names an address of e-mail. (GE-10.1) */
export function mailsIn(text: string): readonly Spoken[] {
  const found: Spoken[] = [];
  let from = 0;
  for (const { 0: match, index } of text.matchAll(mailbox)) {
    if (index > from) found.push({ text: text.slice(from, index), isNumber: false });
    found.push({ text: match, isNumber: false, isMail: true });
    from = index + match.length;
  }
  return from < text.length || !found.length ? [...found, { text: text.slice(from), isNumber: false }] : found;
}
const number = /(?<![\w.,/+-])(?:\+|00?)[1-9](?:[ ()/-]{0,2}\d){5,14}(?![\w/-])/g;
const date = /^\d{1,2}\/\d{1,2}\/\d{2,4}$/;

/** Cuts plain text where it names a phone number with its prefix: the server says whether it is one. (GE-10.1) */
export function numbersIn(text: string): readonly Spoken[] {
  const found: Spoken[] = [];
  let from = 0;
  for (const { 0: match, index } of text.matchAll(number)) {
    if (date.test(match)) continue;
    if (index > from) found.push({ text: text.slice(from, index), isNumber: false });
    found.push({ text: match, isNumber: true });
    from = index + match.length;
  }
  return from < text.length || !found.length ? [...found, { text: text.slice(from), isNumber: false }] : found;
}

const isAddress = (href: string): boolean => URL.canParse(href) && /^https?:$/.test(new URL(href).protocol);

/** The host an address leads to, as it is: letters of other scripts that look alike are written out (punycode). */
export const hostOf = (href: string): string => new URL(href).host;

/** Whether somebody is asked before they go there: not to where they are, nor to a host they have gone to before. [DT84] */
export const asksFirst = (href: string, known: ReadonlySet<string>, here: string): boolean => {
  const host = hostOf(href);
  return host !== here && !known.has(host);
};
