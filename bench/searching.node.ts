import { ApiAgent } from '@patchbay/testing/agent.node.ts';
import { archive, caseNumber } from './archive.node.ts';
import { customer, said, word } from './archive-words.ts';
import type { EmailBench } from './email.node.ts';
import { percentile } from './measure.ts';
import type { Place } from './place.node.ts';

/** Who searches: a supervisor finds every case, agents those they had a part in. A person may search 120 times a minute. */
const people = ['sam', 'anna', 'ben'];

/** How long a search over very many mails takes, as the desktop asks for it, one after the other. docs/benchmarks.md says how to read it. */
export async function searching(here: Place, { archived, questions }: EmailBench): Promise<Record<string, number>> {
  await archive(here, archived);
  const all: number[] = [];
  for (const login of people) {
    const person = new ApiAgent(here.url, login, `demo-${login}-1`);
    await person.signsIn({ force: true });
    for (let n = 0; n < questions + 8; n++) {
      const asked = question(n, archived);
      const began = performance.now();
      const { status, body } = await person.request('GET', `/api/cases?search=${encodeURIComponent(asked)}`);
      const took = performance.now() - began;
      if (status !== 200) throw new Error(`The search for ${asked} answered ${status}.`);
      if (login === 'sam' && (body['cases'] as readonly object[]).length === 0) throw new Error(`Nothing was found by ${asked}.`);
      if (n >= 8) all.push(took); // one of each kind before
    }
  }
  return { searchP50Ms: percentile(all, 50), searchP95Ms: percentile(all, 95) };
}

/** What people look for, by turns: of one mail that is there, or a word that very many have. */
function question(n: number, archived: number): string {
  const one = (n * 7919) % archived;
  const mail = said(one - (one % 60)); // one with a file and Japanese in it
  const kinds = [
    () => (mail.text.match(/\b[a-z]+\b/g) ?? []).toSorted((a, b) => b.length - a.length)[0] ?? '', // a rare word
    () => word(n % 12), // a common one
    () => `${word(n % 12)} ${word(200 + n)}`,
    () => customer(n).name,
    () => String(caseNumber(one)),
    () => word(19 + (n % 10)), // with an umlaut
    () => mail.text.match(/[\u3040-\u9fff]{2}/)?.[0] ?? '',
    () => mail.file ?? '',
  ];
  return kinds[n % kinds.length]?.() ?? '';
}
