import type { Case } from '@patchbay/email/case.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mailOf, mailWorld, readyForMail, seesMail, writes } from './mails.node.ts';
import type { World } from './world.node.ts';

let world: World;
beforeAll(async () => {
  world = await mailWorld();
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
  const anna = await world.agent('anna');
  await readyForMail(anna);
  expect(await seesMail(anna, String(came.interaction))).toMatchObject({ queue: 'mails', work: { case: came.case, came: 1 } });
  await anna.accepts(String(came.interaction));
  expect((await stored(came.case)).at).toEqual({ is: 'open' });
  const again = await writes(world, { subject: 'Re: Order 8123 late', head: 'In-Reply-To: <one@example.com>\n' });
  expect(again).toMatchObject({ was: 'new', case: came.case, interaction: came.interaction });
  await anna.sees('the second mail', () => (mailOf(anna, String(came.interaction))?.work.came === 2 ? true : undefined));
  anna.goesHome();
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
  expect((await writes(world, { from: 'service@harbour.example' })).was).toBe('ours');
  const stranger = await writes(world, { from: 'tom@carrier.example', head: 'In-Reply-To: <first@example.com>\n' });
  expect(stranger).toMatchObject({ case: came.case, interaction: came.interaction });
  expect(await rows('select speaker from email_mails where id = $1', stranger.mail)).toEqual([{ speaker: 'thirdParty' }]);
});
