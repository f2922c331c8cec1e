/** A text as its writer meant it, and what they left standing below of those before. */
export interface Split {
  readonly said: string;
  readonly quoted: string;
}
/** The line over a quotation, in the languages of our desktops and some more. */
const introductions: readonly RegExp[] = [
  /^(?:on|am|le|el|il|op|den|dne|dnia|w dniu|em)\b.{4,200}(?:wrote|schrieb.{0,80}|a écrit|escribió|ha scritto|schreef|skrev|napsal.{0,4}|napisał.{0,6}|escreveu)\s*[::]$/i,
  /^\d{4}[年/-].{4,200}(?::|:|写道[::]?)$/,
  /^-{2,}\s*(?:original message|ursprüngliche nachricht|original-nachricht|forwarded message|weitergeleitete nachricht|message d'origine|mensaje original|messaggio originale)\s*-{2,}$/i,
  /^begin forwarded message:$/i,
  /^_{20,}$/,
];
/** The head that Outlook puts over a quotation: a sender, and within the next lines a date. */
const sender = /^\*?(?:from|von|de|da|van|fra|från|od)\s*:\*?\s*\S/i;
const date = /^\*?(?:sent|date|gesendet|datum|envoyé|enviado|inviato|verzonden|sendt|skickat)\s*:\*?\s*\S/i;

/** Parts a plain text: where others' words begin below, everything from there is quoted. Answers between quotations are the writer's own. [EM35] */
export function split(text: string): Split {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const at = lines.findIndex((_, n) => begins(lines, n));
  const cut = at === -1 ? trailing(lines) : at;
  return { said: lines.slice(0, cut).join('\n').trimEnd(), quoted: lines.slice(cut).join('\n').trim() };
}
function begins(lines: readonly string[], n: number): boolean {
  const line = (lines[n] ?? '').trim();
  const next = (lines[n + 1] ?? '').trim();
  if (sender.test(line)) return lines.slice(n + 1, n + 4).some((one) => date.test(one.trim()));
  const introduced = [line, `${line} ${next}`].some((one) => introductions.some((pattern) => pattern.test(one)));
  return introduced && allQuoted(lines, n);
}
/** Nothing of the writer's own comes below; a ruled line or a forwarded head needs no marks. */
function allQuoted(lines: readonly string[], n: number): boolean {
  if (/^[-_]{2,}|^begin/i.test((lines[n] ?? '').trim())) return true;
  const below = lines.slice(n + 1).map((line) => line.trim());
  const from = below.findIndex((line) => line.startsWith('>'));
  return from === -1 ? true : below.slice(from).every((line) => line === '' || line.startsWith('>'));
}
/** The lines marked at the end; all of them if nothing else was written. */
function trailing(lines: readonly string[]): number {
  let at = lines.length;
  for (let n = lines.length - 1; n >= 0; n--) {
    const line = (lines[n] ?? '').trim();
    if (line.startsWith('>')) at = n;
    else if (line !== '') break;
  }
  return at;
}

/** A plain text as it is quoted in an answer. [EM35] */
export const quote = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .trimEnd()
    .split('\n')
    .map((line) => (line.startsWith('>') ? `>${line}` : line ? `> ${line}` : '>'))
    .join('\n');
