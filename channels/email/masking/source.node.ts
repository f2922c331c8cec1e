import { stat } from 'node:fs/promises';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { FileToSend } from '../out/compose.node.ts';
import type { Field } from '../threads/head.ts';
import { blocks } from './blocks.ts';

/** What a source is written anew from: what is kept of the mail, masked. */
export interface Rest {
  readonly fields: readonly Field[];
  readonly text: string;
  readonly html: string | null;
  readonly files: readonly FileToSend[];
}

/** The source of a mail that was masked: its head as it came, and what is left of its texts and files. [EM203] */
export async function sourceOf({ fields, text, html, files }: Rest): Promise<Buffer> {
  const there = await Promise.all(files.map(async (file) => ((await exists(file.path)) ? [file] : [])));
  const body = await new MailComposer({
    text,
    ...(html !== null && { html }),
    attachments: there.flat().map(({ name, type, cid, path }) => ({
      ...{ filename: name, contentType: type, path, contentDisposition: cid ? 'inline' : 'attachment' },
      ...(cid && { cid }),
    })),
    disableUrlAccess: true,
  })
    .compile()
    .build();
  const end = body.indexOf('\r\n\r\n');
  const parts = unfolded(body.subarray(0, end).toString('latin1')).filter((line) => /^content-|^mime-version/i.test(line));
  const own = fields.filter(({ name }) => !/^content-|^mime-version$|^dkim-signature$|^arc-/i.test(name)).map(line);
  return Buffer.concat([Buffer.from([...own, `X-Patchbay-Masked: ${word(blocks)}`, ...parts].join('\r\n')), body.subarray(end)]);
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false, // it was deleted a moment ago
  );
const unfolded = (head: string): readonly string[] => head.split(/\r\n(?![ \t])/);
const titled = (name: string): string =>
  name.replace(/(^|-)([a-z])/g, (_, stroke: string, letter: string) => stroke + letter.toUpperCase());

/** A field in lines of lengths that every program reads (RFC 5322 section 2.1.1, RFC 2047). */
function line({ name, value }: Field): string {
  const flat = value.replace(/\s+/g, ' ').trim();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what is not ASCII
  if (!/^[\x20-\x7e]*$/.test(flat)) return `${titled(name)}: ${word(flat)}`;
  return `${titled(name)}: ${flat.replace(/(.{60,400}?) (?=\S)/g, '$1\r\n ')}`;
}
function word(text: string): string {
  const pieces = text.match(/[\s\S]{1,12}/gu) ?? [];
  return pieces.map((one) => `=?utf-8?B?${Buffer.from(one).toString('base64')}?=`).join('\r\n ');
}
