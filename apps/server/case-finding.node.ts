import type { Run } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import { queryOf } from '@patchbay/contacts/finding.ts';
import { findContacts } from '@patchbay/contacts/store.node.ts';
import type { Case } from '@patchbay/email/case.ts';
import type { Clock } from '@patchbay/email/clock.ts';
import { excerpt, numberIn, questionOf } from '@patchbay/email/finding.ts';
import { caseByNumber } from '@patchbay/email/mails.node.ts';
import { casesLately, casesOfContacts, type Hit, mailsFound, type Whose } from '@patchbay/email/search.node.ts';
import type { Signed } from '@patchbay/users/sessions.node.ts';
import { mailQueues, seenCase } from './mail-access.node.ts';
import { clockOf } from './mail-lists.node.ts';
import type { Site } from './site.node.ts';

/** What is looked for: words or a number; only what I did something in lately, only what is not over. */
export interface Looking {
  readonly search: string;
  readonly mine: boolean;
  readonly open: boolean;
  /** The `next` of the page before. */
  readonly before: number | null;
}
/** A line of the list of cases. */
export interface CaseRow {
  readonly id: string;
  readonly number: number;
  readonly subject: string;
  readonly contact: string | null;
  readonly from: string;
  readonly at: Case['at'];
  readonly clock: Clock | null;
  /** When the mail that was found came, or when I last did something in it. */
  readonly when: number;
  /** What the mail that was found says there. */
  readonly excerpt: string;
  /** Conversations of other channels that belong to it. */
  readonly links: readonly string[];
}

const onPage = 50;
const perRound = 150;
const rounds = 10;
const monthMs = 30 * 86_400_000;

/** Cases that answer what was typed, the newest mail first; of those whoever looks may see. Null: there is nothing to look for. [EM140] [EM147] */
export async function findCases(
  site: Site,
  signed: Signed,
  looking: Looking,
): Promise<{ readonly cases: readonly CaseRow[]; readonly next: number | null } | null> {
  const question = questionOf(looking.search);
  if (question === null && !looking.mine) return null;
  const found = new Map<string, CaseRow>();
  const keep = async (hits: readonly Hit[]) => {
    for (const row of await rowsOf(site, signed, looking, hits)) if (!found.has(row.id) && found.size < onPage) found.set(row.id, row);
  };
  if (looking.before === null) await keep(await named(site, signed, looking));
  let before = looking.before ?? Number.MAX_SAFE_INTEGER;
  for (let n = 0; n < rounds; n++) {
    const hits = await round(site, signed, looking, { question, before });
    for (const some of inBatches(hits)) {
      await keep(some);
      before = some.at(-1)?.at ?? before;
      if (found.size >= onPage) return { cases: [...found.values()], next: before };
    }
    if (hits.length < perRound) return { cases: [...found.values()], next: null };
  }
  return { cases: [...found.values()], next: before };
}
/** A page is seldom more than the first of them: no more is read than is shown. */
const inBatches = (hits: readonly Hit[]): readonly (readonly Hit[])[] =>
  Array.from({ length: Math.ceil(hits.length / onPage) }, (_, n) => hits.slice(n * onPage, (n + 1) * onPage));

function whoseOf(site: Site, signed: Signed, { mine }: Looking): Whose {
  const all = signed.person.may.includes('seeAllCases');
  return {
    agent: signed.person.agent,
    queues: all ? null : mailQueues(site, signed),
    since: mine ? site.k.clock.now() - monthMs : null,
  };
}
function round(
  site: Site,
  signed: Signed,
  looking: Looking,
  { question, before }: { readonly question: string | null; readonly before: number },
): Promise<readonly Hit[]> {
  const asked = { whose: whoseOf(site, signed, looking), before, limit: perRound };
  return question === null
    ? looking.mine && !looking.search.trim()
      ? casesLately(site.k.db.as(signed.tenant), asked)
      : Promise.resolve([])
    : mailsFound(site.k.db, signed.tenant, question, asked);
}
/** First of all the case with that number, and those of customers with that name. */
const named = async (site: Site, signed: Signed, looking: Looking): Promise<readonly Hit[]> =>
  (await Promise.all([byNumber(site, signed, looking), byContact(site, signed, looking)])).flat();
async function byNumber(site: Site, signed: Signed, { search, mine }: Looking): Promise<readonly Hit[]> {
  const number = numberIn(search);
  if (number === null || mine) return [];
  const named = await caseByNumber(site.k.db.as(signed.tenant), signed.tenant, number);
  const seen = named && (await seenCase(site, signed, named.id));
  return seen ? [{ case: seen.of.id, mail: null, at: site.k.clock.now() }] : [];
}
/** Who is known by another name than their mails say. */
async function byContact(site: Site, signed: Signed, looking: Looking): Promise<readonly Hit[]> {
  const query = queryOf(looking.search.slice(0, 100));
  const run = site.k.db.as(signed.tenant);
  const contacts = query ? await findContacts(run, signed.tenant, { query, agent: null, after: null, limit: 20 }) : [];
  if (contacts.length === 0) return [];
  const asked = { whose: whoseOf(site, signed, looking), before: 0, limit: onPage };
  return casesOfContacts(
    run,
    contacts.map(({ id }) => id),
    asked,
  );
}

/** The cases of a customer that this person may see, the one with the newest mail first. [EM300] */
export async function casesOf(site: Site, signed: Signed, contacts: readonly string[]): Promise<readonly CaseRow[]> {
  const looking: Looking = { search: '', mine: false, open: false, before: null };
  const asked = { whose: whoseOf(site, signed, looking), before: 0, limit: onPage };
  return rowsOf(site, signed, looking, await casesOfContacts(site.k.db.as(signed.tenant), contacts, asked));
}

interface Facts {
  readonly [column: string]: unknown;
  readonly asked: string;
  readonly state: Case;
  readonly name: string | null;
}
/** Lines of the list; of what was merged, the case that stays. */
async function rowsOf(site: Site, { tenant }: Signed, { search, open }: Looking, hits: readonly Hit[]): Promise<readonly CaseRow[]> {
  if (hits.length === 0) return [];
  const run = site.k.db.as(tenant);
  const facts = await run<Facts>({
    name: 'found-cases',
    text: `select a.id as asked, c.state, ct.state ->> 'name' as name from unnest($2::text[]) a (id)
      join email_cases c on c.tenant_id = $1 and c.id = case_root(a.id) left join contacts ct on ct.tenant_id = $1 and ct.id = c.contact`,
    values: [tenant, [...new Set(hits.map((hit) => hit.case))]],
  });
  const wanted = facts.filter(({ state }) => !open || ['new', 'open', 'pending'].includes(state.at.is));
  const once = new Map(hits.toReversed().map((hit) => [hit.case, hit]));
  const texts = await textsOf(
    run,
    tenant,
    [...once.values()].flatMap(({ mail }) => mail ?? []),
  );
  return hits
    .filter((hit) => once.get(hit.case) === hit)
    .flatMap((hit) => {
      const fact = wanted.find(({ asked }) => asked === hit.case);
      return fact ? [rowOf(site, tenant, { ...fact, when: hit.at, excerpt: excerpt(texts.get(hit.mail ?? '') ?? '', search) })] : [];
    });
}
function rowOf(site: Site, tenant: TenantId, { state, name, when, excerpt }: Facts & Pick<CaseRow, 'when' | 'excerpt'>): CaseRow {
  const { id, number, subject, contact, at, mailbox = '', links = [] } = state;
  const queue = site.centres.of(tenant)?.mailboxes[mailbox]?.queue ?? null;
  return { id, number, subject, contact, from: name ?? '', at, clock: clockOf(site, tenant, queue, state), when, excerpt, links };
}
async function textsOf(run: Run, tenant: TenantId, mails: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (mails.length === 0) return new Map();
  const rows = await run<{ id: string; text: string }>({
    name: 'texts-of-mails',
    text: 'select id, left(text, 20000) as text from email_mails where tenant_id = $1 and id = any($2)',
    values: [tenant, mails],
  });
  return new Map(rows.map(({ id, text }) => [id, text]));
}
