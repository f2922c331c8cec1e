import { hasDovecot } from '@patchbay/email/test/dovecot.node.ts';
import { ingesting, ownMail } from './ingesting.node.ts';
import { round } from './measure.ts';
import { opening } from './opening.node.ts';
import { place } from './place.node.ts';
import { searching } from './searching.node.ts';

/** How much of each is done: fewer for a sample. */
export interface EmailBench {
  readonly rounds: number;
  /** Mails that come in a round. */
  readonly mails: number;
  /** How often the long thread is opened. */
  readonly openings: number;
  /** Mails that are searched through. */
  readonly archived: number;
  /** How often each person searches. */
  readonly questions: number;
}
const usual: EmailBench = { rounds: 3, mails: 600, openings: 100, archived: 100_000, questions: 104 };

/** The figures of e-mail, over a real mail server. docs/benchmarks.md says how to read them. */
export async function emailBench(say: (line: string) => void, much: EmailBench = usual): Promise<Record<string, number>> {
  if (!hasDovecot) throw new Error('There is no dovecot here: apt-get install dovecot-imapd dovecot-lmtpd.');
  const news = ownMail();
  const here = await place(undefined, { mail: news });
  try {
    say('mails that come ...');
    const came = await ingesting(here, news, much);
    say('a thread of 200 mails ...');
    const opened = await opening(here, much);
    say(`a search over ${much.archived} mails ...`);
    const found = await searching(here, much);
    return Object.fromEntries(Object.entries({ ...came, ...opened, ...found }).map(([name, n]) => [name, round(n)]));
  } finally {
    await here.close();
  }
}
