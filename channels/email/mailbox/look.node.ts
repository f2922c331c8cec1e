import { createHash } from 'node:crypto';
import type { Run } from '@patchbay/base/database.node.ts';
import type { FetchMessageObject, FetchQueryObject, ImapFlow } from 'imapflow';
import { limits } from '../mime/mail.ts';
import type { First } from './account.ts';
import { type Fetched, keepFetched } from './arrivals.node.ts';
import { saidBy } from './imap.node.ts';
import { type Folder, forgetGone, keepPlace, knownOf, type Place, placeOf } from './places.node.ts';
import type { Sources } from './sources.node.ts';

/** What looking into a folder stands on. */
export interface Looking extends Folder {
  readonly run: Run;
  readonly sources: Sources;
  readonly first: First;
  now(): number;
  id(): string;
  /** How often a mail could not be fetched, by its number; for as long as this process lives. */
  readonly failed: Map<number, number>;
  /** Numbers of mails of which the mail server said that they have gone (QRESYNC, RFC 7162). */
  readonly gone: Set<number>;
}

/** What a mail says of itself before it is fetched. */
interface Listed {
  readonly uid: number;
  readonly bytes: number;
  readonly receivedAt: number;
}
const atOnce = { mails: 50, bytes: 8 * 1024 * 1024 };
const mostFailures = 3;
/** After its numbers have changed, a folder is searched from so long before we looked last. */
const backMs = 2 * 86_400_000;

/** Fetches and keeps what is new in the folder that is open; answers how many mails. [EM70] [EM72] [EM73] [EM335] */
export async function look(client: ImapFlow, at: Looking): Promise<number> {
  const box = await boxNow(client, at);
  const place = await placeIn(box, at);
  const uids = (await newIn(client, box, at, place)).filter((uid) => !at.gone.has(uid));
  await forgetGone(at.run, at, place.uidvalidity, [...at.gone]); // before the place is kept: else they are told again
  at.gone.clear();
  let kept = 0;
  for (const mails of batches(await listed(client, at, uids))) kept += await fetchAndKeep(client, at, place, mails);
  const { last } = (await placeOf(at.run, at)) ?? place;
  if (place.beginning || kept || box.modseq !== place.modseq)
    await keepPlace(at.run, at, { ...place, last, beginning: null, modseq: box.modseq, lookedAt: at.now() });
  return kept;
}

/** A folder as its server describes it at this moment. */
interface Box {
  readonly uidvalidity: bigint;
  readonly next: number;
  readonly modseq: bigint | null;
}
async function boxNow(client: ImapFlow, { folder }: Looking): Promise<Box> {
  const { mailbox } = client;
  if (!mailbox) throw new Error('The folder is not open.');
  const now = await client.status(folder, { uidNext: true, uidValidity: true, highestModseq: true });
  const { uidNext = mailbox.uidNext, uidValidity = mailbox.uidValidity, highestModseq = null } = now || {};
  if (uidValidity !== mailbox.uidValidity) throw new Error('The folder was made anew.'); // it is opened anew with its new numbers
  return { uidvalidity: uidValidity, next: Number(uidNext), modseq: mailbox.noModseq ? null : highestModseq };
}

/** Where we are; at the first contact, and when the folder's numbers mean something else, it begins. */
async function placeIn(box: Box, at: Looking): Promise<Place> {
  const before = await placeOf(at.run, at);
  if (before?.uidvalidity === box.uidvalidity) return before;
  const beginning = before ? 'anew' : at.first === 'new' ? null : at.first;
  const place: Place = {
    ...{ uidvalidity: box.uidvalidity, first: box.next, last: box.next - 1, modseq: null },
    ...{ beginning, lookedAt: before?.lookedAt ?? at.now() },
  };
  await keepPlace(at.run, at, place);
  at.failed.clear();
  at.gone.clear();
  return place;
}

/** The numbers of what we do not have, in order: what is left from before, what came since, and what has changed and was not seen (RFC 7162). */
async function newIn(client: ImapFlow, box: Box, at: Looking, place: Place): Promise<readonly number[]> {
  const found = new Set(await leftIn(client, at, place));
  if (box.next - 1 > place.last)
    for (const uid of await numbers(client, { uid: `${place.last + 1}:*` })) if (uid > place.last) found.add(uid);
  if (place.modseq !== null && (box.modseq ?? 0n) > place.modseq)
    for (const { uid } of await answered(client, '1:*', { uid: true }, place.modseq)) if (uid >= place.first) found.add(uid);
  const known = found.size ? await knownOf(at.run, at, place, [...found]) : new Set();
  return [...found].filter((uid) => !known.has(uid)).toSorted((a, b) => a - b);
}

function leftIn(client: ImapFlow, at: Looking, place: Place): Promise<readonly number[]> | readonly number[] {
  if (place.beginning === null) return [];
  if (place.beginning === 'unseen') return numbers(client, { seen: false });
  if (place.beginning === 'all' || at.first === 'all') return numbers(client, { all: true });
  return numbers(client, { or: [{ seen: false }, { since: new Date(place.lookedAt - backMs) }] });
}

/** The library answers a line that broke like a search without a result. */
async function numbers(client: ImapFlow, query: Parameters<ImapFlow['search']>[0]): Promise<readonly number[]> {
  const found = await client.search(query, { uid: true });
  if (!found) throw new Error('The mail server did not search.');
  return found;
}
async function answered(
  client: ImapFlow,
  range: string,
  query: FetchQueryObject,
  changedSince?: bigint,
): Promise<readonly FetchMessageObject[]> {
  const all = await client.fetchAll(range, query, { uid: true, changedSince });
  if (!client.usable || !client.mailbox) throw new Error('The line to the mail server broke.');
  return all;
}

/** Their sizes and when they came, before any of them is fetched. */
async function listed(client: ImapFlow, at: Looking, uids: readonly number[]): Promise<readonly Listed[]> {
  const all: Listed[] = [];
  for (let n = 0; n < uids.length; n += 500) {
    const range = uids.slice(n, n + 500).join(',');
    for (const { uid, size = 0, internalDate } of await answered(client, range, { uid: true, size: true, internalDate: true })) {
      const came = new Date(internalDate ?? Number.NaN).getTime();
      all.push({ uid, bytes: size, receivedAt: Math.min(Number.isNaN(came) ? at.now() : came, at.now()) });
    }
  }
  return all.toSorted((a, b) => a.uid - b.uid);
}

/** As many as are fetched with one question; what is too large, or failed before, stands alone. */
function batches(mails: readonly Listed[]): readonly (readonly Listed[])[] {
  const all: Listed[][] = [];
  let bytes = 0;
  for (const mail of mails) {
    const last = all.at(-1);
    bytes += mail.bytes;
    if (last && last.length < atOnce.mails && bytes <= atOnce.bytes) last.push(mail);
    else {
      all.push([mail]);
      bytes = mail.bytes;
    }
  }
  return all;
}

async function fetchAndKeep(client: ImapFlow, at: Looking, place: Place, mails: readonly Listed[]): Promise<number> {
  if (mails.length > 1 && mails.some(({ uid }) => at.failed.has(uid))) {
    let kept = 0;
    for (const mail of mails) kept += await fetchAndKeep(client, at, place, [mail]);
    return kept;
  }
  const aside = mails.flatMap((mail) => asideBefore(at, place, mail));
  const rest = mails.filter(({ uid }) => !aside.some((one) => one.uid === uid));
  const sources = rest.length ? await sourcesOf(client, at, rest) : [];
  const fetched = await Promise.all(sources.map((source) => written(at, source)));
  const fresh = await keepFetched(
    at.run,
    at,
    place.uidvalidity,
    [...aside, ...fetched].toSorted((a, b) => a.uid - b.uid),
  );
  for (const { id } of fetched) if (!fresh.has(id)) await at.sources.forget(at.tenant, id);
  return fresh.size;
}

/** What is too large is not fetched, nor what the mail server failed to give several times. [EM75] */
function asideBefore(at: Looking, { uidvalidity }: Place, { uid, ...mail }: Listed): readonly Fetched[] {
  const failures = at.failed.get(uid) ?? 0;
  const reason = mail.bytes > limits.bytes ? 'tooLarge' : failures >= mostFailures ? 'unfetchable' : null;
  if (reason) at.failed.delete(uid);
  const said = reason === 'tooLarge' ? `${mail.bytes} bytes` : 'The mail server did not give it.';
  return reason ? [{ ...mail, id: at.id(), uid, hash: `uid ${uidvalidity} ${uid} ${at.folder}`, aside: { reason, said } }] : [];
}

interface Source extends Listed {
  readonly source: Buffer;
}
/** The sources of these mails; of one that has gone meanwhile there is none. Who asks alone and gets none in the end is counted. */
async function sourcesOf(client: ImapFlow, at: Looking, mails: readonly Listed[]): Promise<readonly Source[]> {
  try {
    const range = mails.map(({ uid }) => uid).join(',');
    const got = await answered(client, range, { uid: true, source: true });
    return got.flatMap(({ uid, source }) => {
      const mail = mails.find((one) => one.uid === uid);
      return mail && source ? [{ ...mail, source }] : [];
    });
  } catch (error) {
    // Which of many it was, they tell one by one; a line that breaks again and again at the same mail breaks because of it.
    for (const { uid } of mails) at.failed.set(uid, (at.failed.get(uid) ?? 0) + (mails.length === 1 ? 1 : 0));
    throw new Error(`a mail could not be fetched: ${saidBy(error)}`, { cause: error });
  }
}

async function written(at: Looking, { uid, source, receivedAt }: Source): Promise<Fetched> {
  const id = at.id();
  await at.sources.write(at.tenant, id, source);
  return { id, uid, receivedAt, bytes: source.byteLength, hash: createHash('sha256').update(source).digest('hex'), aside: null };
}
