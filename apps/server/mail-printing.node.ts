import type { Language, Words } from '@patchbay/base/words.ts';
import type { Case } from '@patchbay/email/case.ts';
import type { MailFile } from '@patchbay/email/files.node.ts';
import type { StoredMail } from '@patchbay/email/mails.node.ts';
import type { Address } from '@patchbay/email/threads/head.ts';
import { escaped } from '@patchbay/email/writing.ts';
import type { FastifyReply } from 'fastify';
import { bodyOf, sendPage } from './mail-drawing.node.ts';

/** The words on paper. */
export const words = {
  en: { case: 'Case {number}', from: 'From', to: 'To', cc: 'Cc', date: 'Date', subject: 'Subject', files: 'Attachments' },
  de: { case: 'Fall {number}', from: 'Von', to: 'An', cc: 'Kopie', date: 'Datum', subject: 'Betreff', files: 'Anlagen' },
} as const satisfies Words;

/** What is printed, and for whom. */
export interface Printing {
  readonly of: Case;
  readonly mails: readonly StoredMail[];
  readonly files: ReadonlyMap<string, readonly MailFile[]>;
  readonly language: Language;
  readonly zone: string;
}

/** Mails of a case as a page to print: with their heads, cleaned as they are read, without anything from elsewhere. [EM295] */
export function printed(reply: FastifyReply, { of, mails, files, language, zone }: Printing) {
  const text = words[language];
  const date = new Intl.DateTimeFormat(language === 'de' ? 'de' : 'en-GB', {
    dateStyle: 'full',
    timeStyle: 'short',
    timeZone: known(zone),
  });
  const one = (mail: StoredMail): string => {
    const all = files.get(mail.id) ?? [];
    const people = (list: readonly Address[]) => list.map(({ name, address }) => (name ? `${name} <${address}>` : address)).join(', ');
    const attached = all.filter(({ cid }) => cid === null).map(({ name }) => name);
    const lines: readonly (readonly [string, string])[] = [
      [text.from, mail.head.from ? people([mail.head.from]) : ''],
      [text.to, people(mail.head.to)],
      [text.cc, people(mail.head.cc)],
      [text.date, date.format(mail.sentAt ?? mail.createdAt)],
      [text.subject, mail.subject],
      [text.files, attached.join(', ')],
    ];
    const head = lines.filter(([, value]) => value).map(([name, value]) => `<dt>${name}</dt><dd>${escaped(value)}</dd>`);
    return `<article><dl>${head.join('')}</dl><div class="body">${bodyOf(mail, all)}</div></article>`;
  };
  const title = `${text.case.replace('{number}', String(of.number))} ${escaped(of.subject)}`;
  return sendPage(reply, `<title>${title}</title><style>${style}</style><h1>${title}</h1>${mails.map(one).join('')}`, 'allow-modals');
}

/** The time of whoever prints, if there is such a zone. */
function known(zone: string): string {
  return Intl.supportedValuesOf('timeZone').includes(zone) ? zone : 'UTC';
}

const style =
  'h1{font-size:18px}article{border-top:1px solid #999;padding-top:8px;margin-top:16px}dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 12px;margin:0 0 12px}dt{font-weight:bold}dd{margin:0}.body{position:relative;overflow:hidden}@page{margin:16mm}';
