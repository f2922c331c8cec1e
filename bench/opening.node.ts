import type { TenantId } from '@patchbay/base/decision.ts';
import { limits } from '@patchbay/email/mime/mail.ts';
import { parse } from '@patchbay/email/mime/parse.node.ts';
import type { Received } from '@patchbay/email/receive.node.ts';
import { receiveMail } from '@patchbay/server/email.node.ts';
import { ApiAgent } from '@patchbay/testing/agent.node.ts';
import type { EmailBench } from './email.node.ts';
import { percentile } from './measure.ts';
import type { Place } from './place.node.ts';
import { sampleMail } from './sample-mails.node.ts';

const thread = 200;

/** How long the desktop waits for a case of 200 mails: the case with all of them, then the page of the newest. */
export async function opening(here: Place, { openings }: EmailBench): Promise<Record<string, number>> {
  const first = await comes(here, 0);
  for (let n = 1; n < thread; n++) await comes(here, n);
  const sam = new ApiAgent(here.url, 'sam', 'demo-sam-1');
  await sam.signsIn({ force: true });
  const took: number[] = [];
  for (let n = 0; n < openings + 10; n++) {
    const began = performance.now();
    const { body } = await sam.request('GET', `/api/cases/${first.case}`);
    const mails = body['mails'] as readonly { readonly id: string }[];
    if (mails.length !== thread) throw new Error(`The case has ${mails.length} mails.`);
    const page = await fetch(`${here.url}/api/mails/${mails[0]?.id}/body`, { headers: { cookie: sam.cookie } });
    await page.text();
    if (n >= 10) took.push(performance.now() - began);
  }
  return { openCaseMs: percentile(took, 95) };
}

/** The mails of one thread, each an answer to the one before. */
async function comes({ server: { site } }: Place, n: number): Promise<Received> {
  const source = sampleMail(n, 'service@harbour.example')
    .replace(/bench-(\d+)@/, 'thread-$1@')
    .replace('MIME-Version', n > 0 ? `In-Reply-To: <thread-${n - 1}@example.com>\r\nMIME-Version` : 'MIME-Version');
  const raw = Buffer.from(source);
  const reading = await parse(raw, limits);
  if ('poison' in reading) throw new Error(reading.said);
  return receiveMail(site, {
    ...{ tenant: 'demo' as TenantId, mailbox: 'service', key: `thread ${n}`, receivedAt: site.k.clock.now(), mail: reading.mail },
    raw: { file: `thread/${n}`, bytes: raw.length },
  });
}
