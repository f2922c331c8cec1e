import { isRefused } from '@patchbay/base/decision.ts';
import { formatOf } from '@patchbay/files/sniff.node.ts';
import PostalMime, { addressParser, type Email, type Address as Parsed, type Attachment as Part } from 'postal-mime';
import { fieldsIn, type Report, reportIn, reportInHead } from '../threads/bounce.ts';
import { type Address, type Field, fieldOf, type Head, idsIn } from '../threads/head.ts';
import { clean, plain } from './clean.node.ts';
import type { Attachment, Limits, Mail, Mark, Poison, Reading } from './mail.ts';
import { fileName, visible } from './name.ts';

const longestText = 1_000_000;
const longestHtml = 3_000_000;
const mostHead = 1024 * 1024;
const mostAddresses = 500;

/** Reads one mail within limits; whatever it is, the answer is a value. [EM60] [EM61] */
export async function parse(raw: Uint8Array, { bytes, depth, parts }: Limits): Promise<Reading> {
  if (raw.byteLength > bytes) return poison('tooLarge', `${raw.byteLength} bytes`);
  try {
    const email = await PostalMime.parse(raw, { maxNestingDepth: depth, maxHeadersSize: mostHead, rfc822Attachments: true });
    return email.attachments.length > parts
      ? poison('tooManyParts', `${email.attachments.length} parts`)
      : { mail: await mailOf(email, raw) };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return poison(/nesting/i.test(said) ? 'tooDeep' : 'unreadable', said);
  }
}
const poison = (is: Poison, said: string): Reading => ({ poison: is, said: said.slice(0, 500) });

async function mailOf(email: Email, raw: Uint8Array): Promise<Mail> {
  const head = headOf(email);
  const html = kept(email.html ?? '', Infinity);
  const text = kept(email.text ?? '', Infinity) || (html || email.attachments.length ? '' : bodyOf(raw, fieldOf(head, 'content-type')));
  const cleaned = html && html.length <= longestHtml ? clean(html) : null;
  const attachments = await Promise.all(email.attachments.filter(isFile).map(attachmentOf));
  return {
    head,
    sentAt: momentOf(email.date),
    text: kept(text || plain(cleaned), longestText),
    html: cleaned,
    attachments,
    marks: [
      ...marksOf(head, email),
      ...(html.length > longestHtml ? ['htmlTooLong' as const] : []),
      ...(text.length > longestText ? ['textTooLong' as const] : []),
    ],
    report: reportOf(email, head.fields),
  };
}

/** What stands below the head, as it stands: of a mail whose parts nobody finds, as no boundary is named or none comes. */
function bodyOf(raw: Uint8Array, type: string): string {
  const all = new TextDecoder().decode(raw.subarray(0, longestText));
  const at = all.search(/\r?\n\r?\n/);
  const [, boundary] = /boundary="?([^";]+)/i.exec(type) ?? [];
  const found = boundary !== undefined && all.includes(`\n--${boundary}`); // its parts are there, and empty
  return at === -1 || found || !/^multipart\//i.test(type) ? '' : kept(all.slice(at), longestText).trim();
}

/** At most so much of a text, and only what can be kept: no zero, and no half of a sign. */
const kept = (text: string, most: number): string => text.slice(0, most).replaceAll('\0', '').toWellFormed();

function headOf(email: Email): Head {
  const fields: readonly Field[] = email.headers.map(({ key, value }) => ({ name: key, value: kept(value, 20_000) }));
  const all = { fields };
  const path = fields.find(({ name }) => name === 'return-path')?.value.trim();
  return {
    messageId: idsIn(email.messageId ?? '')[0] ?? null,
    inReplyTo: idsIn(fieldOf(all, 'in-reply-to')),
    references: idsIn(fieldOf(all, 'references')),
    from: addressesOf([email.from])[0] ?? null,
    replyTo: addressesOf(email.replyTo),
    to: addressesOf(email.to),
    cc: addressesOf(email.cc),
    subject: kept(visible(email.subject ?? ''), 500),
    returnPath: path === undefined ? null : (addressesOf(addressParser(path))[0]?.address ?? ''),
    fields,
  };
}
/** Groups are flattened; what is no address is left out. */
const addressesOf = (list: readonly (Parsed | undefined)[] = []): readonly Address[] =>
  list
    .flatMap((one) => (one?.group ? one.group : one ? [one] : []))
    .slice(0, mostAddresses)
    .flatMap(({ name, address }): readonly Address[] => {
      const plain = visible(address ?? '').toLowerCase();
      return /^[^\s@<>"]{1,64}@[^\s@<>"]{1,255}$/.test(plain) ? [{ name: kept(visible(name), 200), address: plain }] : [];
    });

/** Before mail was, and after tomorrow, nobody sends any. */
function momentOf(date: string | undefined): number | null {
  const at = Date.parse(date ?? '');
  return at > 0 && at < Date.UTC(2200, 0) ? at : null;
}

const status = 'message/delivery-status';
const originals: readonly string[] = ['message/rfc822', 'text/rfc822-headers', 'message/global', 'message/global-headers'];
/** A report is read, not shown as a file. */
const isFile = ({ mimeType }: Part): boolean => mimeType !== status && mimeType !== 'message/disposition-notification';

async function attachmentOf(part: Part, n: number): Promise<Attachment> {
  const content = bytesOf(part);
  const found = await formatOf(Buffer.from(content.buffer, content.byteOffset, content.byteLength)).catch(() => null);
  return {
    name: fileName(part.filename, originals.includes(part.mimeType) ? `${n + 1}.eml` : `${n + 1}`),
    format: isRefused(found) ? null : found,
    declared: visible(part.mimeType).slice(0, 100),
    cid: part.contentId ? part.contentId.replace(/^<|>$/g, '') : null,
    warning: isRefused(found) ? found.refused : null,
    content,
  };
}
const bytesOf = ({ content }: Part): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content instanceof Uint8Array ? content : new Uint8Array(content);

/** What is in a mail that we do not open. [EM64] */
function marksOf(head: Head, { attachments, text = '' }: Email): readonly Mark[] {
  const type = fieldOf(head, 'content-type').toLowerCase();
  const has = (pattern: RegExp) => attachments.some(({ mimeType, filename }) => pattern.test(mimeType) || pattern.test(filename ?? ''));
  const told: Readonly<Record<Mark, boolean>> = {
    encryptedSmime: /^application\/(?:x-)?pkcs7-mime/.test(type) && !/smime-type="?signed-data/.test(type),
    signedSmime:
      /^multipart\/signed.*pkcs7-signature/s.test(type) ||
      /^application\/(?:x-)?pkcs7-mime.*smime-type="?signed-data/s.test(type) ||
      has(/pkcs7-signature$|^smime\.p7s$/i),
    encryptedPgp:
      type.startsWith('multipart/encrypted') ||
      has(/^application\/pgp-encrypted$/) ||
      /^-----BEGIN PGP MESSAGE-----$/m.test(text.replace(/\r/g, '')),
    signedPgp: /^multipart\/signed.*pgp-signature/s.test(type) || /^-----BEGIN PGP SIGNED MESSAGE-----$/m.test(text.replace(/\r/g, '')),
    winmail: has(/^application\/(?:vnd\.)?ms-tnef$|^winmail\.dat$/i),
    calendar: has(/^text\/calendar$|^application\/ics$/),
    htmlTooLong: false,
    textTooLong: false,
  };
  return (Object.keys(told) as Mark[]).filter((mark) => told[mark]);
}

/** A report of delivery, with the head of the mail it came about. */
function reportOf({ attachments, text = '' }: Email, fields: readonly Field[]): Report | null {
  if (!attachments.some(({ mimeType }) => mimeType === status) && !fields.some(({ name }) => name === 'x-failed-recipients')) return null;
  const decoded = (part: Part | undefined) => (part ? new TextDecoder().decode(bytesOf(part)) : '');
  const original =
    decoded(attachments.find(({ mimeType }) => originals.includes(mimeType))) || text.slice(Math.max(0, text.search(/^message-id:/im)));
  const said = attachments.filter(({ mimeType }) => mimeType === status).map(decoded);
  return (
    reportIn(said.join('\n\n'), original) ??
    reportInHead(fieldsIn(fields.map(({ name, value }) => `${name}: ${value}`).join('\n')), original)
  );
}
