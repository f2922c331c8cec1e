import type { Email } from '@patchbay/email/email.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApiAgent } from './agent.node.ts';
import { type MailWorld, mailOf, mailWorld, readyForMail, type Written, writes } from './mails.node.ts';

let world: MailWorld;
let anna: ApiAgent;
let ben: ApiAgent;
beforeAll(async () => {
  world = await mailWorld();
  [anna, ben] = await Promise.all([world.agent('anna'), world.agent('ben')]);
});
afterAll(() => world.close());

const rows = <R extends Record<string, unknown>>(text: string, ...values: readonly unknown[]) =>
  world.server.site.k.db.as('demo' as never)<R>({ text, values });
/** Time passes until so many mails have gone out. */
const sent = async (count: number) => {
  await expect.poll(() => (world.clock.pass(1000), world.sent.length)).toBe(count);
  return (world.sent.at(-1)?.raw ?? '').replaceAll('=\r\n', '');
};
const stageOf = (agent: ApiAgent, id: string) => mailOf(agent, id)?.at.stage;
const at = (agent: ApiAgent, id: string, what: string, is: (i: Email) => boolean) =>
  agent.sees(what, () => {
    const i = mailOf(agent, id);
    return i && is(i) ? i : undefined;
  });
const polite = { from: 'Paul <paul@thanks.example>' };

test('[EM231] [EM30] [EM37] [EM41] [BP-57] who begins a thread is told so once; it is no answer, and no machine is told', async () => {
  const before = world.sent.length;
  const came = await writes(world, { ...polite, id: 'news-1', subject: 'An interview' });
  const raw = await sent(before + 1);
  const [row] = await rows<{ number: string; due: object | null }>(
    "select number, state -> 'due' as due from email_cases where id = $1",
    came.case,
  );
  expect(world.sent.at(-1)?.to).toEqual(['paul@thanks.example']);
  expect(raw).toMatch(/^Auto-Submitted: auto-replied/im);
  expect(raw).toMatch(/^X-Auto-Response-Suppress: All/im);
  expect(raw).toMatch(/^In-Reply-To: <news-1@example.com>/m);
  expect(raw).not.toMatch(/^(?:List-|Precedence)/im);
  expect(raw).toContain(`Your number is ${row?.number}.`);
  expect(row?.due).not.toBeNull();
  const plus = /^Reply-To:.*<(service\+[^>]*)>/m.exec(raw)?.[1] ?? '';
  expect(plus).toMatch(new RegExp(`^service\\+${row?.number}-[a-z2-7]{12}@harbour\\.example$`));
  // By the address alone it is known again, and nobody is thanked twice; nor is a machine.
  const again = await writes(world, { ...polite, to: plus, subject: 'And?' });
  expect(again).toMatchObject({ case: came.case, interaction: came.interaction });
  await writes(world, { from: 'x@thanks.example', head: 'Auto-Submitted: auto-generated\n' });
  await writes(world, { from: 'y@thanks.example', head: 'Precedence: bulk\n' });
  await writes(world, { from: 'z@thanks.example', head: 'X-Auto-Response-Suppress: All\n' });
  for (let n = 0; n < 3; n++) await writes(world, { ...polite, subject: `More ${n}` });
  const count = await rows<{ n: number }>("select count(*)::int as n from email_mails where author = 'autoReply' and direction = 'out'");
  expect(count).toEqual([{ n: 3 }]); // three an hour to one address
  await sent(before + 3);
  world.answers(() => ({ was: 'deferred', said: '450 later' }));
  const late = await writes(world, { from: 'late@thanks.example' });
  const state = () => rows<{ state: string }>("select state from email_mails where case_id = $1 and direction = 'out'", late.case);
  await expect.poll(async () => (world.clock.pass(1000), await state())).toEqual([{ state: 'deferred' }]);
  world.answers(() => undefined);
  await sent(before + 4);
  await expect.poll(state).toEqual([{ state: 'delivered' }]);
});

test('[EM32] [EM30] [EM40] a mail never acts as an agent: forged tokens and ids are no clue, a stolen one only joins, and nothing is passed on', async () => {
  const came = await writes(world, { id: 'victim' });
  const id = String(came.interaction);
  await anna.does({ type: 'take', interaction: id });
  await anna.does({ type: 'reply', interaction: id, what: 'reply' });
  const { rev } = (await anna.request('GET', `/api/mail-drafts/${id}`)).body;
  const before = world.sent.length;
  await anna.does({ type: 'send', interaction: id, rev, reason: 'solved' });
  const raw = await sent(before + 1);
  expect(raw).not.toMatch(/^(?:Auto-Submitted|X-Auto|Precedence|List-)/im);
  const [, number = '', code = ''] = /^Message-ID:\s+<(\d+)-([a-z2-7]{12})\./m.exec(raw) ?? [];
  const forged = code.replace(/^./, code.startsWith('a') ? 'b' : 'a');
  const agent = { from: 'Anna Winter <anna@harbour.example>' };
  const forgeries: Written[] = [
    { ...agent, head: `In-Reply-To: <notify-${number}-anna@harbour.example>\n` },
    { ...agent, head: `In-Reply-To: <${number}-${forged}.x@harbour.example>\nReferences: <${number}-${forged}.y@harbour.example>\n` },
    { ...agent, to: `service+${number}-${forged}@harbour.example` },
    { ...agent, subject: `Re: Order [#${number}-${forged}]` },
    { ...agent, subject: `Re: Order [#${number}]`, head: 'X-Agent: anna\nX-Patchbay-Agent: anna\n' },
  ];
  for (const mail of forgeries) expect((await writes(world, mail)).case).not.toBe(came.case);
  const stolen = await writes(world, { ...agent, head: `In-Reply-To: <${number}-${code}.x@harbour.example>\n`, text: 'I send you money' });
  expect(stolen.case).toBe(came.case);
  const pretends = await writes(world, { from: 'Anna Winter <service@harbour.example>', subject: `Re: Order [#${number}]` });
  expect([pretends.was, pretends.case === came.case]).toEqual(['new', false]);
  expect(await rows('select direction, agent, author from email_mails where id = $1', pretends.mail)).toEqual([
    { direction: 'in', agent: null, author: 'person' },
  ]);
  const said = await rows("select direction, speaker, agent from email_mails where sender = 'anna@harbour.example'");
  expect(said).toHaveLength(6);
  for (const one of said) expect(one).toMatchObject({ direction: 'in', agent: null, speaker: expect.stringMatching(/contact|thirdParty/) });
  expect(await rows('select speaker from email_mails where id = $1', stolen.mail)).toEqual([{ speaker: 'thirdParty' }]);
  world.clock.pass(60_000);
  await sent(before + 1);
});

test('[EM260] [EM41] [EM40] [BP-57] a form of our own site begins a case of whom it names; what we sent and our machines begin nothing, and nothing goes round', async () => {
  const form = { from: 'Harbour Outdoor <service@harbour.example>', subject: 'Kontaktformular' };
  const before = world.sent.length;
  const came = await writes(world, { ...form, head: 'Reply-To: Lea Roth <lea@form.example>\n' });
  const told = await sent(before + 1);
  expect([came.was, world.sent.at(-1)?.to]).toEqual(['new', ['lea@form.example']]);
  const of = await rows(
    "select state ->> 'name' as name from contacts where id = (select state ->> 'contact' from email_cases where id = $1)",
    came.case,
  );
  expect(of).toEqual([{ name: 'Lea Roth' }]);
  const id = String(came.interaction);
  await anna.does({ type: 'take', interaction: id });
  await anna.does({ type: 'reply', interaction: id, what: 'reply' });
  const draft = (await anna.request('GET', `/api/mail-drafts/${id}`)).body as unknown as { rev: string; body: { to: object[] } };
  expect(draft.body.to).toEqual([{ name: 'Lea Roth', address: 'lea@form.example' }]);
  await anna.does({ type: 'send', interaction: id, rev: draft.rev, reason: 'answered' });
  const answer = await sent(before + 2);
  expect((await anna.request('GET', `/api/cases/${came.case}`)).body['mails']).toContainEqual(
    expect.objectContaining({ direction: 'in', fromUs: true }),
  );
  // Whatever of ours comes back begins nothing: known by its token, and by its id alone.
  const kept = () => rows<{ n: number }>('select count(*)::int as n from email_mails');
  const mails = await kept();
  for (const raw of [told, answer]) {
    const mine = /^Message-ID:\s+<([^@]+)@/m.exec(raw)?.[1] ?? '';
    expect(await writes(world, { ...form, id: mine })).toMatchObject({ was: 'ours', mail: null });
  }
  await rows(
    "update email_mails set message_id = 'given-by-the-server@example.com' where case_id = $1 and author = 'autoReply'",
    came.case,
  );
  expect(await writes(world, { ...form, id: 'given-by-the-server' })).toMatchObject({ was: 'ours', mail: null });
  for (const head of ['Auto-Submitted: auto-replied\n', 'Precedence: bulk\n', 'X-Autoreply: yes\n'])
    expect(await writes(world, { ...form, head })).toMatchObject({ was: 'ownMachine', mail: null });
  expect(await kept()).toEqual(mails);
  // A machine of ours that answers in a case joins it, and nobody has to do anything.
  const joins = await writes(world, { ...form, head: `In-Reply-To: ${/^Message-ID:\s+(<[^>]+>)/m.exec(answer)?.[1]}\nPrecedence: bulk\n` });
  expect(joins).toMatchObject({ was: 'report', case: came.case });
  // Whom nobody names, or only ourselves, nobody answers: each is a case all the same.
  const cases = new Set<string>();
  for (const head of ['', 'Reply-To: service@harbour.example\n', 'Reply-To: service+1-abcdefghijkl@harbour.example\n'])
    for (let n = 0; n < 3; n++)
      cases.add(String((await writes(world, { ...form, head, to: 'service@harbour.example, tom@there.example' })).case));
  expect(cases.size).toBe(9);
  const out = await rows("select id from email_mails where direction = 'out' and case_id = any($1)", [...cases]);
  expect(out).toEqual([]);
  const nobody = String(
    (await rows<{ interaction: string }>('select interaction from email_mails where case_id = $1', [...cases][0]))[0]?.interaction,
  );
  await anna.does({ type: 'take', interaction: nobody });
  await anna.does({ type: 'reply', interaction: nobody, what: 'replyAll' });
  const empty = (await anna.request('GET', `/api/mail-drafts/${nobody}`)).body as unknown as { rev: string; body: object; answers: object };
  expect([empty.body, empty.answers]).toMatchObject([
    { to: [], cc: [] },
    { to: [], cc: [] },
  ]);
  const refused = await anna.asks({ type: 'send', interaction: nobody, rev: empty.rev, reason: 'answered' });
  expect([refused.status, refused.body]).toMatchObject([409, { refused: 'email.noRecipient' }]);
  await anna.does({ type: 'discard', interaction: nobody });
  await anna.does({ type: 'closeWithoutReply', interaction: nobody, reason: 'answered' });
});

test('[EM4] [IN7] [AG40] [AG2] [BP-59] [BP-57] an offer that is declined or missed goes back, and no other comes; several are open at once, by being taken', async () => {
  await readyForMail(ben);
  const id = String((await writes(world)).interaction);
  const first = await anyOffer(ben);
  await ben.does({ type: 'reject', interaction: first });
  await at(ben, first, 'it is refused', ({ at: now }) => now.stage !== 'offered').catch(() => undefined);
  expect(ben.me?.channels.email).toMatchObject({ is: 'notReady' });
  await readyForMail(ben);
  const next = await anyOffer(ben);
  world.clock.pass(61_000);
  await ben.sees('it was missed', () => (ben.me?.channels.email?.is === 'missed' ? true : undefined));
  expect(next).toBeTruthy();
  await ben.does({ type: 'setNotReady', channel: 'email', reason: 'break' });
  const taken = [id, ...(await Promise.all([writes(world), writes(world), writes(world)])).map(({ interaction }) => String(interaction))];
  const answers = [];
  for (const interaction of taken) answers.push((await ben.asks({ type: 'take', interaction })).status);
  expect(answers).toEqual([200, 200, 200, 409]); // three have room
  await readyForMail(ben);
  for (const interaction of taken.slice(0, 3)) {
    expect(stageOf(ben, interaction)).toBe('active');
    await ben.does({ type: 'closeWithoutReply', interaction, reason: 'spam' });
  }
  world.clock.pass(10_000); // nobody takes it back
  expect(await anyOffer(ben)).toBeTruthy(); // only who has nothing else is offered one
  await ben.does({ type: 'postpone', interaction: await anyOffer(ben) });
  await ben.does({ type: 'setNotReady', channel: 'email', reason: 'break' });
});
const anyOffer = (agent: ApiAgent): Promise<string> =>
  agent.sees('an offer', () => agent.me?.work.find(({ channel, stage }) => channel === 'email' && stage === 'offered')?.interaction);

test('[EM5] [EM232] [BP-61] whose session is lost keeps their mails in the workbin; who has logged off too long ago gives them back', async () => {
  const dora = await world.agent('dora');
  const { interaction } = await writes(world);
  const id = String(interaction);
  await dora.does({ type: 'take', interaction: id });
  await dora.does({ type: 'reply', interaction: id, what: 'reply' });
  dora.goesHome();
  const state = async () => {
    world.clock.pass(30_000);
    const [row] = await rows<{ stage: string; doing: string; holder: string | null }>(
      "select stage, state #>> '{work,doing,doing}' as doing, state #>> '{work,doing,holder}' as holder from interactions where id = $1",
      id,
    );
    return row;
  };
  await expect.poll(state).toEqual({ stage: 'active', doing: 'drafted', holder: 'dora' });
  world.clock.pass(4 * 3_600_000);
  await expect.poll(async () => (await state())?.stage).toBe('queued');
});
