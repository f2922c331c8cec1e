import { randomUUID } from 'node:crypto';
import type { Case } from '@patchbay/email/case.ts';
import type { Email } from '@patchbay/email/email.ts';
import { receiveMail } from '@patchbay/server/email.node.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApiAgent } from './agent.node.ts';
import { coming, type MailWorld, mailOf, mailWorld, readyForMail, seesMail, writes } from './mails.node.ts';
import { joinedWire } from './wire.node.ts';
import { demoAs } from './world.node.ts';

let world: MailWorld;
let anna: ApiAgent;
let ben: ApiAgent;
let sam: ApiAgent;
beforeAll(async () => {
  world = await mailWorld({ more: [demoAs('other')] });
  [anna, ben, sam] = await Promise.all([world.agent('anna'), world.agent('ben'), world.agent('sam')]);
});
afterAll(() => world.close());

const stored = async (id: string | null): Promise<Case> => {
  const rows = await world.server.site.k.db.as('demo' as never)<{ state: Case }>({
    text: 'select state from email_cases where id = $1',
    values: [id],
  });
  return rows[0]?.state as Case;
};
const rows = <R extends Record<string, unknown>>(text: string, ...values: readonly unknown[]) =>
  world.server.site.k.db.as('demo' as never)<R>({ text, values });

test('[EM100] [EM101] [IN61] a mail becomes a case with a number and work that is offered; once, however often it comes', async () => {
  const came = await writes(world, { key: 'one', id: 'one' });
  expect(await writes(world, { key: 'one', id: 'one' })).toEqual({ ...came, was: 'repeated' });
  world.clock.pass(1); // the first is due first
  const [a, b] = await Promise.all([writes(world, { key: 'two' }), writes(world, { key: 'two' })]);
  expect([a.case, new Set([a.was, b.was])]).toEqual([b.case, new Set(['new', 'repeated'])]);
  expect(await stored(came.case)).toMatchObject({ number: 1001, subject: 'Order 8123 late', at: { is: 'new' }, due: { ms: 3_600_000 } });
  const dora = await world.agent('dora');
  await readyForMail(dora);
  expect(await seesMail(dora, String(came.interaction))).toMatchObject({ queue: 'mails', work: { case: came.case, came: 1 } });
  await dora.accepts(String(came.interaction));
  expect((await stored(came.case)).at).toEqual({ is: 'open' });
  const again = await writes(world, { subject: 'Re: Order 8123 late', head: 'In-Reply-To: <one@example.com>\n' });
  expect(again).toMatchObject({ was: 'new', case: came.case, interaction: came.interaction });
  await dora.sees('the second mail', () => (mailOf(dora, String(came.interaction))?.work.came === 2 ? true : undefined));
  await dora.does({ type: 'setNotReady', channel: 'email', reason: 'break' });
  dora.goesHome();
});

test('[EM230] mails that come at once: those of one matter go in their order, one sender is one contact, and others wait for nobody', async () => {
  const mails = await Promise.all([
    coming(world, { id: 'chain-1', from: 'Ida <ida@example.com>' }),
    coming(world, { id: 'chain-2', from: 'Tom <tom@there.example>', head: 'In-Reply-To: <chain-1@example.com>\n' }),
    coming(world, { id: 'chain-3', head: 'In-Reply-To: <chain-2@example.com>\n' }),
    coming(world, { from: 'Ida <ida@example.com>', subject: 'Another matter' }),
  ]);
  const all = await Promise.all(mails.map((mail) => receiveMail(world.server.site, mail)));
  expect(new Set(all.slice(0, 3).map((one) => `${one.case} ${one.interaction}`)).size).toBe(1);
  expect(all[3]?.case).not.toBe(all[0]?.case);
  expect((await stored(all[3]?.case ?? null)).contact).toBe((await stored(all[0]?.case ?? null)).contact);
});

test('[EM330] mails that begin threads at the same time are written together; one that cannot be, or came twice, spoils none', async () => {
  const many = (of: string, key = (n: number) => `${of} ${n}`) =>
    Promise.all(Array.from({ length: 12 }, (_, n) => coming(world, { from: `c${n}@${of}.example`, key: key(n) })));
  const all = await Promise.all((await many('together')).map((mail) => receiveMail(world.server.site, mail)));
  expect(new Set(all.map((one) => one.case)).size).toBe(12);
  const [written] = await rows<{ n: number }>(
    "select count(distinct xmin::text)::int as n from email_mails where arrival like 'together %'",
  );
  expect(written?.n).toBeLessThan(12);
  const spoilt = (await many('spoilt', (n) => `spoilt ${n === 5 ? 4 : n}`)).map((one, n) =>
    n === 7 ? { ...one, mail: { ...one.mail, text: 'a\0b' } } : one,
  );
  const ends = await Promise.allSettled(spoilt.map((mail) => receiveMail(world.server.site, mail)));
  expect(ends.map((one) => (one.status === 'fulfilled' ? one.value.was : one.status))).toEqual(
    spoilt.map((_, n) => (n === 7 ? 'rejected' : n === 5 ? 'repeated' : 'new')),
  );
  const numbers = await rows<{ number: string }>(
    "select c.number from email_cases c join email_mails m on m.case_id = c.id and m.sender like '%@spoilt.example'",
  );
  expect(new Set(numbers.map(({ number }) => number)).size).toBe(10);
});

test('[EM100] the queue is chosen by who wrote and which words, with a priority; what is due first goes first', async () => {
  const work = async (mail: object) => {
    const { interaction } = await writes(world, mail);
    const [row] = await rows<{ state: { queue: string; policy: object } }>('select state from interactions where id = $1', interaction);
    return row?.state;
  };
  expect(await work({ from: 'Paul <paul@press.example>' })).toMatchObject({ queue: 'press' });
  expect(await work({ subject: 'urgent: broken' })).toMatchObject({ queue: 'mails', policy: { priority: 90 } });
  expect(await work({ subject: 'Insurgents' })).not.toHaveProperty('policy.priority');
  expect(await work({ text: '本当に緊急です' })).toMatchObject({ policy: { priority: 90, dueAt: world.clock.now() + 3_600_000 } });
});

test('[EM40] [EM100] an automatic answer belongs to its case and begins no work; a report of failure is told to whoever works on it', async () => {
  const came = await writes(world, { id: 'first' });
  const auto = await writes(world, { head: 'In-Reply-To: <first@example.com>\nAuto-Submitted: auto-replied\n' });
  expect(auto).toMatchObject({ was: 'report', case: came.case });
  const machine = { from: 'service@harbour.example', head: 'Auto-Submitted: auto-generated\n' };
  expect(await writes(world, machine)).toEqual({ was: 'ownMachine', mail: null, case: null, interaction: null });
  const stranger = await writes(world, { from: 'tom@carrier.example', head: 'In-Reply-To: <first@example.com>\n' });
  expect(stranger).toMatchObject({ case: came.case, interaction: came.interaction });
  expect(await rows('select speaker from email_mails where id = $1', stranger.mail)).toEqual([{ speaker: 'thirdParty' }]);
});

interface Draft {
  readonly body: { to: { address: string }[]; cc: { address: string }[]; subject: string; html: string; files: string[] };
  readonly rev: string;
}
const accepted = async (agent: ApiAgent, mail: object = {}) => {
  const came = await writes(world, mail);
  const id = String(came.interaction);
  await agent.does({ type: 'take', interaction: id });
  await agent.sees('it is mine', () => (mailOf(agent, id)?.at.stage === 'active' ? true : undefined));
  return { id, came };
};
const draftOf = async (agent: ApiAgent, id: string) => (await agent.request('GET', `/api/mail-drafts/${id}`)).body as unknown as Draft;
const writesDraft = async (agent: ApiAgent, id: string, more: object): Promise<string> => {
  const { body, rev } = await draftOf(agent, id);
  const saved = await agent.request('POST', '/api/mail-drafts', { interaction: id, rev, body: { ...body, ...more } });
  expect(saved.body).toMatchObject({ saved: true });
  return String(saved.body['rev']);
};
const until = (agent: ApiAgent, id: string, what: string, is: (i: Email) => boolean) =>
  agent.sees(what, () => {
    const i = mailOf(agent, id);
    return i && is(i) ? i : undefined;
  });
/** Time passes until it is so: what is held goes, and what is to be done outside is looked for each second. */
const inTime = async (agent: ApiAgent, id: string, is: (i: Email) => boolean): Promise<Email> => {
  const now = async () => {
    world.clock.pass(1000);
    const i = mailOf(agent, id);
    return i !== undefined && is(i);
  };
  await expect.poll(now).toBe(true);
  return mailOf(agent, id) as Email;
};
const page = async (agent: ApiAgent, id: string | null) =>
  (await agent.request('GET', `/api/cases/${id}`)).body as { mails: Record<string, unknown>[]; case: Case };

test('[EM117] [SV1] a mail, its files and what is being written do not exist for whoever has no part in it', async () => {
  const body =
    'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b\nContent-Disposition: attachment; filename=a.txt\n\n1\n--b--\n';
  const { id, came } = await accepted(anna, { body });
  await anna.does({ type: 'reply', interaction: id, what: 'reply' });
  const headers = { cookie: anna.cookie, 'content-type': 'text/plain' };
  const put = await fetch(`${world.url}/api/mail-files?interaction=${id}&name=b.txt`, { method: 'PUT', headers, body: '2' });
  const { file } = (await put.json()) as { file: { id: string } };
  const [attached] = await rows<{ id: string }>('select id from email_files where mail = $1', came.mail);
  const paths = (make: (id: unknown) => unknown) => [
    `/api/cases/${make(came.case)}`,
    `/api/cases/${make(came.case)}/print?mail=${make(came.mail)}`,
    `/api/mails/${make(came.mail)}/body`,
    `/api/mails/${make(came.mail)}/masking`,
    `/api/mails/${make(came.mail)}/source`,
    `/api/mails/${make(came.mail)}/head`,
    `/api/mails/${make(came.mail)}/files/${make(attached?.id)}`,
    `/api/mail-files/${make(file.id)}`,
    `/api/mail-drafts/${make(id)}`,
  ];
  const get = async (path: string, cookie: string) => {
    const reply = await fetch(world.url + path, { headers: { cookie } });
    return [reply.status, reply.status === 200 ? '' : await reply.text()];
  };
  const madeUp = paths(() => randomUUID());
  const strangers = [ben, await world.staff('anna', 'other'), await world.staff('sam', 'other'), await world.staff('ada', 'other')];
  for (const [n, path] of paths((id) => id).entries()) {
    expect([path, await get(path, anna.cookie)]).toEqual([path, [200, '']]);
    expect((await get(path, 'patchbay=demo.forged'))[0]).toBe(401);
    for (const stranger of strangers) {
      const answer = await get(path, stranger.cookie);
      expect([path, answer[0]]).toEqual([path, 404]);
      expect(answer).toEqual(await get(madeUp[n] ?? '', stranger.cookie));
    }
  }
  await anna.does({ type: 'discard', interaction: id });
  await anna.does({ type: 'closeWithoutReply', interaction: id, reason: 'spam' });
});

test('[EM110] [EM111] [EM113] [EM121] [BP-70] an answer with an attachment goes out in its thread, settles the case, and the answer to it comes back to the same agent', async () => {
  const { id, came } = await accepted(anna, { id: 'late', head: 'Cc: tom@ex.example\n' });
  await anna.does({ type: 'reply', interaction: id, what: 'replyAll' });
  const first = await draftOf(anna, id);
  expect(first.body).toMatchObject({ to: [{ address: 'eva@example.com' }], cc: [{ address: 'tom@ex.example' }] });
  expect(first.body.subject).toMatch(/^Re: Order 8123 late \[#\d+-[a-z2-7]{12}\]$/);
  const put = await fetch(`${world.url}/api/mail-files?interaction=${id}&name=label.txt`, {
    method: 'PUT',
    headers: { cookie: anna.cookie, 'content-type': 'text/plain' },
    body: 'the label',
  });
  const { file } = (await put.json()) as { file: { id: string; scan: string } };
  const rev = await writesDraft(anna, id, { html: '<p>Dear Ms Lind<script>x</script></p>', files: [file.id] });
  expect((await anna.asks({ type: 'send', interaction: id, rev: first.rev, reason: 'solved' })).body['refused']).toBe('email.draftChanged');
  await anna.does({ type: 'send', interaction: id, rev, reason: 'solved', seen: 1 });
  await inTime(anna, id, ({ at }) => at.stage === 'closed');
  const { raw = '', to } = world.sent.at(-1) ?? {};
  expect(to).toEqual(['eva@example.com', 'tom@ex.example']);
  expect(raw).toMatch(/^In-Reply-To: <late@example.com>/m);
  expect(raw).toContain('filename=label.txt');
  expect(raw).toContain('Harbour Outdoor, Quay 1');
  expect(raw).not.toContain('script');
  expect((await stored(came.case)).at.is).toBe('resolved');
  expect((await stored(came.case)).due).toBe(null);
  const ours = /^Message-ID:\s+(<[^>]*>)/m.exec(raw)?.[1];
  const again = await writes(world, { subject: 'AW: late', head: `In-Reply-To: ${ours}\n` });
  expect(again.case).toBe(came.case);
  expect((await stored(came.case)).at.is).toBe('open');
  const { body } = await anna.request('GET', '/api/mail-queue');
  expect((body as { mine: { interaction: string }[] }).mine.map(({ interaction }) => interaction)).toContain(again.interaction);
  await anna.does({ type: 'open', interaction: again.interaction });
  expect((await page(anna, came.case)).mails.map(({ direction, state }) => `${direction} ${state}`).sort()).toEqual([
    'in received',
    'in received',
    'out delivered',
  ]);
  await anna.does({ type: 'closeWithoutReply', interaction: again.interaction, reason: 'solved' });
});

test('[EM6] [EM8] [EM11] [EM114] [EM121] [EM174] a mail is taken back in time; one that was refused comes back with the words of the server and is written anew', async () => {
  const { id, came } = await accepted(anna, { id: 'broken' });
  await anna.does({ type: 'reply', interaction: id, what: 'reply' });
  let rev = await writesDraft(anna, id, { html: '<p>Yes</p>' });
  const second = await joinedWire(world.url, { cookie: anna.cookie, hello: {}, told: () => undefined });
  rev = await writesDraft(anna, id, { html: '<p>Yes!</p>' });
  await expect.poll(() => second.frames.findLast(({ f }) => f === 'mailDraft')).toMatchObject({ interaction: id, rev, window: '-' });
  second.cut();
  const stale = await anna.request('POST', '/api/mail-drafts', { interaction: id, rev: 'another', body: (await draftOf(anna, id)).body });
  expect(stale.body).toMatchObject({ saved: false, draft: { rev } });
  await writes(world, { head: 'In-Reply-To: <broken@example.com>\n' });
  await until(anna, id, 'another mail', ({ work }) => work.came === 2);
  expect((await anna.asks({ type: 'send', interaction: id, rev, reason: 'solved', seen: 1 })).body['refused']).toBe('email.crossed');
  await anna.does({ type: 'send', interaction: id, rev, reason: 'solved', seen: 2 });
  const held = await until(anna, id, 'it is held', ({ work }) => work.outgoing.length === 1);
  const before = world.sent.length;
  const { outbox } = (await anna.request('GET', '/api/mail-queue')).body as { outbox: object[] };
  expect(outbox).toMatchObject([
    { interaction: id, is: 'sending', leaving: { mail: held.work.outgoing[0]?.mail, until: expect.any(Number) } },
  ]);
  await anna.does({ type: 'undoSend', interaction: id, mail: held.work.outgoing[0]?.mail });
  rev = await writesDraft(anna, id, { html: '<p>Yes, of course</p>' });
  world.answers(() => ({ was: 'refused', said: '550 no such user' }));
  await anna.does({ type: 'send', interaction: id, rev, reason: 'solved' });
  const failed = await inTime(anna, id, ({ work }) => work.outgoing.some((one) => one.failed !== null));
  expect(failed.work.outgoing[0]?.failed).toEqual({ why: 'refused', said: '550 no such user' });
  expect([world.sent.length, (await stored(came.case)).at.is]).toEqual([before, 'open']);
  world.answers(() => undefined);
  await anna.does({ type: 'edit', interaction: id });
  rev = await writesDraft(anna, id, { to: [{ name: '', address: 'eva.lind@example.com' }] });
  await anna.does({ type: 'send', interaction: id, rev, reason: 'solved' });
  await inTime(anna, id, ({ at }) => at.stage === 'closed');
  expect(world.sent.at(-1)).toMatchObject({ to: ['eva.lind@example.com'], raw: expect.stringContaining('of course') });
});

test('[EM116] [EM117] [EM118] [EM119] [EM120] [EM293] [EM294] [EM302] [BP-60] [BP-67] [BP-68] of two who take one mail one wins; it is handed on with its draft, and passed on to others whose answer joins the case', async () => {
  const came = await writes(world, {
    id: 'damaged',
    from: 'Rosa <rosa@example.com>',
    head: 'Content-Language: de-AT\n',
    body: `MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n<p onclick="x()">Broken <img src="http://t.example/x.gif"></p>\n--b\nContent-Type: text/plain; name=bill.txt\nContent-Disposition: attachment; filename=bill.txt\n\n19 euros\n--b--\n`,
  });
  const id = String(came.interaction);
  const rows = (await anna.request('GET', '/api/mail-queue')).body as { team: { interaction: string }[] };
  expect(rows.team.find(({ interaction }) => interaction === id)).toMatchObject({ clock: { left: 3_600_000 }, language: 'de' });
  const both = await Promise.all([anna, ben].map((one) => one.asks({ type: 'take', interaction: id })));
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(both.find(({ status }) => status === 409)?.body['refused']).toBe('email.takenAlready');
  const [winner, other] = both[0]?.status === 200 ? [anna, ben] : [ben, anna];
  const body = await fetch(`${world.url}/api/mails/${came.mail}/body`, { headers: { cookie: winner.cookie } });
  expect(body.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox(?!.*allow-scripts)/);
  expect(await body.text()).not.toMatch(/onclick|t\.example/);
  await winner.does({ type: 'reply', interaction: id, what: 'forward' });
  const { files } = (await draftOf(winner, id)).body;
  const elsewhere = await writesDraft(winner, id, { to: [{ name: '', address: 'lab@workshop.example' }], files: [randomUUID()] });
  expect((await winner.asks({ type: 'interimSend', interaction: id, rev: elsewhere })).body['refused']).toBe('files.notFound');
  const strange = (await writes(world, { text: 'Of another case' })).mail;
  const quoting = await writesDraft(winner, id, { files, of: strange });
  expect((await winner.asks({ type: 'interimSend', interaction: id, rev: quoting })).body['refused']).toBe('mails.notFound');
  const rev = await writesDraft(winner, id, { files, of: came.mail, html: '<p>Please look</p>' });
  await winner.does({ type: 'interimSend', interaction: id, rev });
  await inTime(winner, id, ({ work }) => work.outgoing.length === 0 && work.doing.doing === 'reading');
  expect(world.sent.at(-1)?.raw).toContain('filename=bill.txt');
  const ours = /^Message-ID:\s+(<[^>]*>)/m.exec(world.sent.at(-1)?.raw ?? '')?.[1];
  const theirs = await writes(world, { from: 'lab@workshop.example', head: `In-Reply-To: ${ours}\n` });
  expect([theirs.case, theirs.interaction]).toEqual([came.case, id]);
  await winner.does({ type: 'reply', interaction: id, what: 'reply', of: came.mail });
  await writesDraft(winner, id, { html: '<p>Half of it</p>' });
  await winner.does({ type: 'transferToQueue', interaction: id, queue: 'mails', comment: 'Your matter' });
  await winner.does({ type: 'submitWrapUp', interaction: id, reason: 'follow-up' });
  await other.does({ type: 'take', interaction: id });
  const goesOn = await until(other, id, 'the comment', ({ work }) => work.handed !== null);
  expect([goesOn.work.handed?.comment, goesOn.work.draft]).toEqual(['Your matter', true]);
  await other.does({ type: 'reply', interaction: id, what: 'reply' });
  expect((await draftOf(other, id)).body.html).toBe('<p>Half of it</p>');
  await winner.does({ type: 'askFor', interaction: id });
  await until(other, id, 'who asks', ({ work }) => work.asked?.by === winner.login);
  await other.does({ type: 'keepIt', interaction: id });
  const { works } = (await page(winner, came.case)) as unknown as { works: object[] };
  expect(works).toMatchObject([{ id, owner: other.login, doing: 'writing', asked: { by: winner.login, kept: true } }]);
  const late = await draftOf(other, id);
  await sam.does({ type: 'relieve', interaction: id });
  await until(other, id, 'it is taken over', ({ work }) => work.takenOver?.by === 'sam');
  const typed = (rev: string, html: string) =>
    other.request('POST', '/api/mail-drafts', { interaction: id, rev, body: { ...late.body, html } });
  expect((await typed(late.rev, '<p>All of it</p>')).body).toMatchObject({ saved: true });
  expect((await draftOf(sam, id)).body.html).toBe('<p>All of it</p>');
  expect((await typed(late.rev, '<p>Lost?</p>')).body).toMatchObject({ saved: false });
  expect((await page(sam, came.case)) as unknown).toMatchObject({ notes: [{ agent: other.login, text: 'Lost?' }] });
  await other.does({ type: 'submitWrapUp', interaction: id, reason: 'follow-up' });
  await sam.does({ type: 'transferToQueue', interaction: id, queue: 'mails', comment: '' });
  await sam.does({ type: 'submitWrapUp', interaction: id, reason: 'follow-up' });
  await other.does({ type: 'take', interaction: id });
  await other.does({ type: 'discard', interaction: id });
  await other.does({ type: 'closeWithoutReply', interaction: id, reason: 'spam' });
  await inTime(other, id, ({ at }) => at.stage === 'closed');
  expect((await stored(came.case)).at.is).toBe('resolved');
});

test('[EM270] [EM271] [EM143] [BP-60] what waits is noted or settled without a place, unless somebody was faster; two who take the next at once get two', async () => {
  const [kept, gone] = [await writes(world, { subject: 'Kept' }), await writes(world, { subject: 'Gone' })];
  await ben.does({ type: 'take', interaction: gone.interaction });
  const said = (one: typeof kept, reason: string) => anna.asks({ type: 'dispose', interaction: one.interaction, reason });
  expect((await said(gone, 'spam')).body['refused']).toBe('email.takenAlready');
  await said(kept, 'follow-up');
  const team = async () =>
    ((await anna.request('GET', '/api/mail-queue')).body as { team: { interaction: string; queue: string; noted: string | null }[] }).team;
  expect((await team()).find(({ interaction }) => interaction === kept.interaction)?.noted).toBe('follow-up');
  expect((await stored(kept.case)).at).toEqual({ is: 'new' });
  await said(kept, 'spam');
  expect((await stored(kept.case)).at.is).toBe('resolved');
  expect(anna.me?.work).toEqual([]);
  const { lines } = (await sam.request('GET', `/api/cases/${kept.case}/history`)).body as {
    lines: { is: string; by: string; reason?: string }[];
  };
  expect(lines.filter(({ reason }) => reason).map(({ is, by, reason }) => `${is} ${by} ${reason}`)).toEqual([
    'noted anna follow-up',
    'disposed anna spam',
  ]);
  const first = (await team()).filter(({ queue }) => queue === 'mails').map(({ interaction }) => interaction);
  const both = await Promise.all([anna, ben].map((one) => one.does({ type: 'takeNext', queue: 'mails' })));
  expect(both.map(({ body }) => body['interaction']).sort()).toEqual(first.slice(0, 2).sort());
  expect((await anna.asks({ type: 'takeNext', queue: 'night' })).body['refused']).toBe('email.noneWaits');
  for (const [n, one] of [anna, ben].entries())
    await one.does({ type: 'transferToQueue', interaction: both[n]?.body['interaction'], queue: 'mails', comment: '' });
  for (const [n, one] of [anna, ben].entries())
    await one.does({ type: 'submitWrapUp', interaction: both[n]?.body['interaction'], reason: 'follow-up' });
  await ben.does({ type: 'closeWithoutReply', interaction: gone.interaction, reason: 'spam' });
});

test('[EM272] [EM143] [BP-65] what needs no answer is closed with a disposition and can be taken back in time; then it is handled, and nobody is written to', async () => {
  const { id, came } = await accepted(ben, { id: 'thanks' });
  const closes = () => ben.asks({ type: 'closeWithoutReply', interaction: id, reason: 'solved' });
  expect((await ben.asks({ type: 'closeWithoutReply', interaction: id })).body['refused']).toBe('interactions.chooseReason');
  await closes();
  await ben.does({ type: 'writeNotes', interaction: id, notes: 'Only thanks' });
  expect((await page(ben, came.case)).case.at.is).toBe('open');
  await ben.does({ type: 'undoClose', interaction: id });
  await until(ben, id, 'it goes on', ({ work }) => work.doing.doing === 'reading');
  await closes();
  await writes(world, { head: 'In-Reply-To: <thanks@example.com>\n' });
  await until(ben, id, 'who wrote is read first', ({ work }) => work.came === 2 && work.doing.doing === 'reading');
  const before = world.sent.length;
  await closes();
  const over = await inTime(ben, id, ({ at }) => at.stage === 'closed');
  expect([over.notes, over.work.unanswered]).toEqual(['Only thanks', { by: 'ben', reason: 'solved' }]);
  expect([world.sent.length, (await stored(came.case)).at.is, (await stored(came.case)).due]).toEqual([before, 'resolved', null]);
  expect((await ben.asks({ type: 'undoClose', interaction: id })).body['refused']).toBe('email.closedAlready');
  const { lines } = (await ben.request('GET', `/api/cases/${came.case}/history`)).body as {
    lines: { is: string; by: string; reason?: string }[];
  };
  expect(lines.filter(({ is }) => is === 'closeUndone' || is === 'unanswered').map(({ is, by }) => `${is} ${by}`)).toEqual([
    'closeUndone ben',
    'unanswered ben',
  ]);
});

test('[EM3] [EM4] [EM7] [EM290] [EM291] [EM299] [EM297] [EM298] [EM115] [EM170] [EM171] [EM172] [EM173] [BP-66] what is offered is postponed; a supervisor reads an answer before it goes; a new mail is a case of its own', async () => {
  const { id } = await accepted(anna, { from: 'Paul <paul@press.example>' });
  await anna.does({ type: 'reply', interaction: id, what: 'reply' });
  const signed = '<p></p><p></p><p>Anna Winter, Press</p>';
  expect((await draftOf(anna, id)).body.html).toBe(signed);
  const rev = await writesDraft(anna, id, { html: `<p><b>Our statement</b></p>${signed}` });
  await anna.does({ type: 'send', interaction: id, rev, reason: 'answered' });
  expect((await anna.asks({ type: 'approve', interaction: id, comment: '' })).status).toBe(409);
  const list = (await sam.request('GET', '/api/mail-queue')).body as { review: { interaction: string }[] };
  expect(list.review.map(({ interaction }) => interaction)).toEqual([id]);
  await sam.does({ type: 'approve', interaction: id, comment: '' });
  await inTime(anna, id, ({ at }) => at.stage === 'closed');
  const now = world.clock.now();
  const figures = async (agent: ApiAgent) =>
    (await agent.request('GET', `/api/mail-figures?from=${now - 86_400_000}&to=${now + 1}`)).body as Record<string, { agent: string }[]>;
  expect((await figures(ben))['agents']?.filter(({ agent }) => agent !== 'ben')).toEqual([]);
  const press = { queue: 'press', handled: 1, replied: 1, closed: 0, forwarded: 0, handleMs: expect.any(Number) };
  expect((await figures(sam))['queues']).toContainEqual(press);
  expect((await figures(sam))['agents']?.map(({ agent }) => agent)).toContain('anna');
  const sent = world.sent.at(-1)?.raw ?? '';
  expect(sent).toContain('Anna Winter, Press');
  expect(sent).not.toMatch(/text\/html|<b>/);
  const uwe = await accepted(anna, { from: 'Uwe <uwe@quiet.example>' });
  await anna.does({ type: 'return', interaction: uwe.id });
  const { contact } = await stored(uwe.came.case);
  expect((await anna.asks({ type: 'compose', queue: 'mails', to: 'no address' })).body['refused']).toBe('email.wrongAddress');
  const beside = await anna.does({ type: 'compose', queue: 'mails', contact, to: 'uwe@quiet.example' });
  const quiet = String(beside.body['interaction']);
  expect((await draftOf(anna, quiet)).body.to).toEqual([{ name: 'Uwe', address: 'uwe@quiet.example' }]);
  await anna.does({ type: 'editContact', contact, field: 'consent', base: null, value: 'refused' });
  const asks = await writesDraft(anna, quiet, { subject: 'Offers', html: '<p>Look</p>' });
  expect((await anna.asks({ type: 'send', interaction: quiet, rev: asks })).body['refused']).toBe('email.unwanted');
  expect((await anna.request('GET', '/api/mail-addresses?addresses=uwe@quiet.example,x@y.example')).body['unwanted']).toEqual([
    'uwe@quiet.example',
  ]);
  await anna.does({ type: 'discard', interaction: quiet });
  await anna.request('POST', '/api/preferences', { set: { mailFont: 'georgia', mailColour: '#123456' } });
  const { body } = await anna.does({ type: 'compose', queue: 'mails' });
  const mine = String(body['interaction']);
  const next = await writesDraft(anna, mine, {
    to: [{ name: '', address: 'new@example.com' }],
    subject: 'Your order',
    html: '<p>Good news</p>',
  });
  await anna.does({ type: 'send', interaction: mine, rev: next, reason: 'solved' });
  await inTime(anna, mine, ({ at }) => at.stage === 'closed');
  expect(world.sent.at(-1)?.raw).toMatch(/^Subject: Your order \[#\d+-/m);
  expect(world.sent.at(-1)?.raw.replaceAll('=\r\n', '')).toContain('font-family:Georgia,serif;font-size:11pt;color:#123456');
  const found = async (agent: ApiAgent, query: string) => (await agent.request('GET', `/api/mail-addresses?${query}`)).body;
  expect(await found(anna, 'search=new%40ex')).toEqual({
    addresses: [{ name: '', address: 'new@example.com' }],
    strange: [],
    unwanted: [],
  });
  expect(await found(ben, 'search=new%40ex&domains=nobody.example,example.com,harbour.example')).toEqual({
    addresses: [],
    strange: ['nobody.example'],
    unwanted: [],
  });
  const other = await accepted(anna);
  await anna.does({ type: 'toWorkbin', interaction: other.id });
  expect(anna.me?.work).toEqual([]);
  const bins = (await sam.request('GET', '/api/mail-queue')).body as { bins: { interaction: string; holder: string }[] };
  expect(bins.bins.find(({ interaction }) => interaction === other.id)?.holder).toBe('anna');
  expect((await anna.request('GET', '/api/mail-queue')).body).toMatchObject({ bins: [], review: [] });
  expect((await sam.asks({ type: 'move', interaction: other.id, to: 'ada' })).body['refused']).toBe('email.unknownAgent');
  await anna.does({ type: 'return', interaction: other.id });
  await until(anna, other.id, 'it waits again', ({ at }) => at.stage === 'queued');
  await anna.does({ type: 'take', interaction: other.id });
  await anna.does({ type: 'reply', interaction: other.id, what: 'reply' });
  const before = await writesDraft(anna, other.id, { html: '<p>Half of it</p>' });
  await anna.does({ type: 'changeQueue', interaction: other.id, queue: 'press' });
  const changed = await draftOf(anna, other.id);
  expect([changed.rev === before, changed.body.html]).toEqual([false, '<p>Half of it</p><p>Anna Winter, Press</p>']);
  const asked = (await page(anna, other.came.case)).case;
  expect([asked.due?.ms, mailOf(anna, other.id)?.policy]).toMatchObject([86_400_000, { reasons: ['answered'], dueAt: asked.due?.at }]);
  expect(mailOf(anna, other.id)).toMatchObject({ queue: 'press', at: { stage: 'active' } });
  await anna.does({ type: 'changeQueue', interaction: other.id, queue: 'night' });
  await until(anna, other.id, 'it waits for those who serve that queue', ({ at, queue }) => at.stage === 'queued' && queue === 'night');
});

test('[EM297] [BP-26.6] from after-call work of a chat a mail to its customer is begun, in a case that the chat belongs to', async () => {
  await anna.does({ type: 'setReady', channel: 'chat' });
  const chat = await (await world.customer('Kim')).startsChat();
  await anna.accepts(await anna.seesOffer('Kim'));
  await anna.ends(chat);
  const stage = () => anna.chat(chat)?.participations.at(-1)?.stage;
  await anna.sees('the wrap-up', () => (stage() === 'wrapUp' ? true : undefined));
  const contact = anna.chat(chat)?.contact;
  const begun = await anna.does({ type: 'compose', queue: 'mails', contact, beside: chat, to: 'kim@example.com' });
  const mail = String(begun.body['interaction']);
  const { work } = await anna.sees('the mail', () => mailOf(anna, mail));
  expect((await stored(work.case)).links).toEqual([chat]);
  expect(stage()).toBe('wrapUp');
  await anna.does({ type: 'discard', interaction: mail });
  await anna.wrapsUp(chat, 'follow-up');
});

test('[CH120] [CH121] [BP-51] a chat that is over is mailed once, to the address of its form, as its customer saw it; the answer is work of its case', async () => {
  const [eva, tom] = [await world.customer('Eva'), await world.customer('Tom')];
  const chat = await eva.startsChat('Is <b>it</b> in?', { email: 'eva@chats.example' });
  const mailIt = (customer: typeof eva, interaction = chat) => customer.asks({ type: 'mailTranscript', interaction });
  await ben.asks({ type: 'setNotReady', channel: 'chat', reason: 'lunch' });
  await anna.asks({ type: 'setReady', channel: 'chat' });
  await anna.accepts(await anna.seesOffer('Eva'));
  await anna.does({ type: 'say', interaction: chat, id: randomUUID(), text: 'It is.' });
  await anna.does({ type: 'whisper', interaction: chat, id: randomUUID(), text: 'A secret note' });
  expect((await mailIt(eva)).body['refused']).toBe('interactions.notNow');
  expect((await anna.asks({ type: 'mailTranscript', interaction: chat })).body['refused']).toBe('interactions.notNow'); // it goes once: whole
  await eva.leaves();
  expect((await mailIt(tom)).body['refused']).toBe('interactions.notFound');
  expect(await Promise.all([mailIt(eva), mailIt(eva), anna.asks({ type: 'mailTranscript', interaction: chat })])).toMatchObject(
    [1, 2, 3].map(() => ({ status: 200 })),
  );
  const mails = () => world.sent.filter(({ to }) => to.includes('eva@chats.example'));
  await expect.poll(() => (world.clock.pass(1000), mails().length)).toBe(1); // what is to be sent is looked for every second
  const { raw = '' } = mails()[0] ?? {};
  for (const part of ['It is.', 'Is <b>it</b> in?', 'Is &lt;b&gt;it&lt;/b&gt; in?', 'Auto-Submitted']) expect(raw).toContain(part);
  expect(raw).not.toContain('secret');
  const [mailed] = await rows<{ of: string }>('select case_id as of from email_mails where arrival = $1', `transcript ${chat}`);
  const sent = await page(sam, mailed?.of ?? '');
  expect(sent.mails.map(({ direction, state }) => `${direction} ${state}`)).toEqual(['out delivered']);
  expect((await stored(mailed?.of ?? '')).at.is).toBe('resolved');
  const ours = /^Message-ID:\s+(<[^>]*>)/m.exec(raw)?.[1];
  const again = await writes(world, { from: 'Eva <eva@chats.example>', subject: 'AW: chat', head: `In-Reply-To: ${ours}\n` });
  expect(await stored(again.case)).toMatchObject({ at: { is: 'open' }, links: [chat], mailbox: 'shop' });
  expect(mails()).toHaveLength(1);
});
