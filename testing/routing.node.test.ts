import { route } from '@patchbay/server/route.node.ts';
import { expect, test } from 'vitest';
import { joinedWire } from './wire.node.ts';
import { startWorld, type World } from './world.node.ts';

const inQueue = (lines: string) => (text: string) => text.replace('    teams: [service]\n', `    teams: [service]\n${lines}`);
async function inWorld(yaml: (text: string) => string, story: (world: World) => Promise<void>): Promise<void> {
  const world = await startWorld({ yaml });
  try {
    await story(world);
  } finally {
    await world.close();
  }
}

test('[RT52] [RT55] a requirement falls after its time, by the clock of the server', () =>
  inWorld(inQueue('    skills: { german: 9 }\n    rings: [{ afterSeconds: 30, skills: { german: 0 } }]\n'), async (world) => {
    const ben = await world.agent('ben');
    await ben.goesReady();
    const eva = await world.customer('Eva');
    await eva.startsChat();
    world.clock.pass(29_000);
    expect(ben.chats).toEqual([]);
    world.clock.pass(1000);
    await ben.seesOffer('Eva');
  }));

test('[CH60] [RT53] who served the customer last is asked first, however idle others are', () =>
  inWorld(inQueue('    lastAgent: { holdSeconds: 30 }\n'), async (world) => {
    const [anna, ben] = [await world.agent('anna'), await world.agent('ben')];
    await ben.goesReady();
    const eva = await world.customer('Eva');
    await eva.startsChat();
    const first = await ben.seesOffer('Eva');
    await ben.accepts(first);
    await anna.goesReady();
    await ben.ends(first);
    await ben.wrapsUp(first, 'solved');
    world.clock.pass(60_000);
    const second = await eva.startsChat('And another thing');
    expect(await ben.sees('the next', (b) => b.chats.find((c) => c.id === second)?.id)).toBe(second);
    const { body } = await ben.request('GET', `/api/interactions/${second}/routing`);
    expect(body).toMatchObject({ decisions: [{ decision: { agent: 'ben', key: { preferred: true } } }] });
  }));

test('[CH61] [RT33] [RT35] [RT53] [CF12] whom the page asks for by name is asked first, and what is kept says so in words', () =>
  inWorld(inQueue('    preferredAgent: { variable: order, holdSeconds: 30 }\n'), async (world) => {
    const [anna, ben] = [await world.agent('anna'), await world.agent('ben')];
    await anna.goesReady();
    world.clock.pass(5000);
    await ben.goesReady();
    const eva = await world.customer('Eva');
    const asked = await eva.asks({ type: 'startChat', form: { name: 'Eva', subject: 'Tent' }, text: 'Hello', data: { order: ' Ben ' } });
    expect(asked.status).toBe(200);
    const interaction = await ben.seesOffer('Eva');
    const { body } = await ben.request('GET', `/api/interactions/${interaction}/routing`);
    expect(body).toMatchObject({ decisions: [{ decision: { agent: 'ben', order: 'named' } }] });
    const lines: string[] = [];
    const terminal = {
      env: { DATABASE_URL: world.database },
      folder: '.',
      out: (line: string) => lines.push(line),
      error: () => undefined,
    };
    expect(await route(['explain', interaction, 'de'], terminal)).toBe(0);
    expect(lines[0]).toContain('Angeboten an Ben Okafor (ben), Kundenservice');
    expect(lines.join('\n')).toContain('wurde namentlich gewünscht');

    const tom = await world.customer('Tom'); // who is nobody's wish: an agent that is not there
    await tom.asks({ type: 'startChat', form: { name: 'Tom', subject: 'Tent' }, text: 'Hello', data: { order: 'nobody' } });
    await anna.seesOffer('Tom');
  }));

test('[AG40] [AG41] chats come at the distance of the team', () =>
  inWorld(
    (text) => text.replace('capacity: { chat: 3 } }', 'capacity: { chat: 3 }, rampUpSeconds: 10 }'),
    async (world) => {
      const anna = await world.agent('anna');
      await anna.goesReady();
      const [eva, tom] = [await world.customer('Eva'), await world.customer('Tom')];
      await eva.startsChat();
      await tom.startsChat();
      await anna.seesOffer('Eva');
      expect(anna.chats.length).toBe(1);
      world.clock.pass(10_000);
      await anna.seesOffer('Tom');
    },
  ));

test('[IN22] [WX-03.5] an offer is answered by itself after its time, unless the user says otherwise or is away', () =>
  inWorld(
    (text) =>
      inQueue('    autoAnswerSeconds: 3\n')(text).replace(
        'role: agent, team: service, skills: { returns: 8 }',
        'role: agent, team: service, autoAnswerSeconds: null',
      ),
    async (world) => {
      const [anna, ben] = [await world.agent('anna'), await world.agent('ben')];
      await anna.goesReady();
      const [eva, tom, uwe] = [await world.customer('Eva'), await world.customer('Tom'), await world.customer('Uwe')];
      const first = await eva.startsChat();
      await anna.seesOffer('Eva');
      world.clock.pass(3000);
      await anna.sees('it answered', (a) => (a.me?.work.some((w) => w.interaction === first && w.stage === 'active') ? true : undefined));
      await anna.does({ type: 'setAway', away: true });
      const second = await tom.startsChat();
      await anna.accepts(await anna.seesOffer('Tom'));
      expect(second).not.toBe(first);
      await anna.does({ type: 'setNotReady', reason: 'lunch' });
      await ben.goesReady();
      await uwe.startsChat();
      world.clock.pass(3000);
      await ben.accepts(await ben.seesOffer('Uwe'));
    },
  ));

test('[RT56] [RT58] [CF13] under pressure a ring comes sooner; a queue leaves the last who is free to another one', () =>
  inWorld(
    (text) =>
      inQueue(
        '    skills: { german: 9 }\n    rings: [{ afterSeconds: 900, skills: { german: 0 }, sooner: { afterSeconds: 10, waiting: 2 } }]\n    keepFree: [{ queue: second, agents: 1 }]\n',
      )(text).replace(
        'dispositions:\n  solved',
        '  second: { label: Second, teams: [service], skills: { returns: 8 }, dispositions: [solved] }\n\ndispositions:\n  solved',
      ),
    async (world) => {
      const [ben, emil] = [await world.agent('ben'), await world.agent('emil')];
      await ben.goesReady();
      world.clock.pass(1000);
      await emil.goesReady();
      const [eva, tom] = [await world.customer('Eva'), await world.customer('Tom')];
      const first = await eva.startsChat();
      world.clock.pass(20_000);
      await tom.startsChat();
      world.clock.pass(1000); // two wait: now they may be asked who know no German, but for Ben, the last who is free for the second queue
      await emil.seesOffer('Eva');
      const { body } = await emil.request('GET', `/api/interactions/${first}/routing`);
      const considered = expect.arrayContaining([expect.objectContaining({ agent: 'ben', excluded: 'reserved' })]);
      expect(body).toMatchObject({ decisions: [{ decision: { agent: 'emil', considered } }] });
    },
  ));

test('[IN23] [GE-06.1] [BP-26.2] wrap-up takes as long as the team has for it, whatever the queue says', () =>
  inWorld(
    (text) => text.replace('capacity: { chat: 3 } }', 'capacity: { chat: 3 }, wrapUpSeconds: 240, extendWrapUp: false }'),
    async (world) => {
      const anna = await world.agent('anna');
      await anna.goesReady();
      const eva = await world.customer('Eva');
      const chat = await eva.startsChat();
      await anna.accepts(await anna.seesOffer('Eva'));
      await anna.ends(chat);
      const part = await anna.sees('wrap-up', (a) => a.chats.find((c) => c.id === chat)?.participations.find((p) => p.stage === 'wrapUp'));
      expect(part).toMatchObject({ until: world.clock.now() + 240_000 });
      expect((await anna.asks({ type: 'extendWrapUp', interaction: chat })).status).toBe(409);
    },
  ));

test('[IN4] [AG6] an offer is withdrawn by the commit that ends it, and every window has been told before whoever ended it has an answer', () =>
  inWorld(
    (text) => text,
    async (world) => {
      const anna = await world.agent('anna');
      await anna.goesReady();
      const windows = await Promise.all([1, 2].map(() => joinedWire(world.url, { cookie: anna.cookie, hello: {}, told: () => undefined })));
      const eva = await world.customer('Eva');
      await eva.startsChat();
      await anna.seesOffer('Eva');
      expect((await eva.leaves()).status).toBe(200);
      for (const window of windows) {
        await window.again(); // whatever was sent before has been heard by then
        const told = (kind: string, words: string) =>
          window.frames.filter((f) => f.f === 'events' && f['kind'] === kind && JSON.stringify(f).includes(words));
        expect([told('interaction', '"as":"revoked"').length, told('agent', '"withdrawn"').length]).toEqual([1, 1]);
      }
    },
  ));

const hours = (week: string) => `\nhours:\n  office: { label: Office, zone: Europe/Berlin, week: ${week} }\n`;

test('[SV40] [CF10] who comes while it is closed is told when it opens; at that time they are taken', () =>
  inWorld(
    (text) => inQueue('    hours: office\n')(text) + hours('{ mon: ["12:00-17:00"] }'), // the clock of the world stands at Monday 10:00 there
    async (world) => {
      const eva = await world.customer('Eva');
      const start = { type: 'startChat', form: { name: 'Eva', subject: 'Tent' }, text: 'Hello' };
      const refused = await eva.asks(start);
      const opens = world.clock.now() + 2 * 3_600_000;
      expect(refused).toMatchObject({ status: 409, body: { refused: 'widget.opens', with: { why: 'closed', opens } } });
      expect(refused.body['text']).toContain('12:00');
      expect((await eva.renews()).body).toMatchObject({ hours: { open: false, changes: opens } });
      world.clock.pass(2 * 3_600_000);
      await eva.renews();
      expect((await eva.asks(start)).status).toBe(200);
    },
  ));

test('[IN20] who has waited long is told so and goes to the other queue, with the time waited', () =>
  inWorld(
    (text) =>
      inQueue('    overflow: { afterSeconds: 40, text: One moment please., queue: second }\n')(text).replace(
        'dispositions:\n  solved',
        '  second: { label: Second, teams: [service], dispositions: [solved], priority: 10 }\n\ndispositions:\n  solved',
      ),
    async (world) => {
      const eva = await world.customer('Eva');
      const id = await eva.startsChat();
      world.clock.pass(40_000);
      await eva.sees('what the centre says', (e) =>
        e.view?.entries.find((one) => one.type === 'told' && one.text === 'One moment please.'),
      );
      const anna = await world.agent('anna');
      await anna.goesReady();
      await anna.seesOffer('Eva');
      expect(anna.chat(id)).toMatchObject({ queue: 'second', policy: { reasons: ['solved'] } });
    },
  ));

test('[IN21] a supervisor offers what waits to one agent; an agent who serves the queue takes it', () =>
  inWorld(
    (text) => inQueue('    skills: { german: 10 }\n')(text),
    async (world) => {
      const [ben, sam, ada] = [await world.agent('ben'), await world.staff('sam'), await world.staff('ada')];
      const [eva, tom] = [await world.customer('Eva'), await world.customer('Tom')];
      const [first, second] = [await eva.startsChat(), await tom.startsChat()];
      expect((await ben.asks({ type: 'assign', interaction: first, agent: 'ben' })).status).toBe(404);
      expect((await sam.asks({ type: 'assign', interaction: first, agent: 'ben' })).body).toMatchObject({ refused: 'chat.agentNotReady' });
      await ben.goesReady();
      await sam.asks({ type: 'assign', interaction: first, agent: 'ben' });
      await ben.accepts(await ben.seesOffer('Eva'));
      expect((await ada.asks({ type: 'take', interaction: second })).body).toMatchObject({ refused: 'interactions.notAllowed' });
      expect((await ben.asks({ type: 'take', interaction: second })).status).toBe(200);
      await tom.sees('Ben', (t) => t.view?.agent === 'Ben' || undefined);
    },
  ));

test('[RT35] why an interaction went where it went is printed from the database', () =>
  inWorld(
    (text) => text,
    async (world) => {
      const anna = await world.agent('anna');
      await anna.goesReady();
      const eva = await world.customer('Eva');
      const id = await eva.startsChat();
      await anna.seesOffer('Eva');
      const told: string[] = [];
      const terminal = {
        env: { DATABASE_URL: world.database },
        folder: '.',
        out: (l: string) => told.push(l),
        error: (l: string) => told.push(l),
      };
      expect(await route(['explain', id], terminal)).toBe(0);
      expect(told[0]).toContain('Offered to Anna Winter (anna), Customer service');
      expect(told[1]).toBe('  Because this agent: was the only one available');
      expect(told).toContain('  Ben Okafor (ben): was not ready');
      expect(await route(['explain', 'nothing'], terminal)).toBe(1);
      expect(await route(['why'], terminal)).toBe(2);
    },
  ));

test('[AG65] [RT95] [WX-28.4] who chooses another team serves what that one serves, has its reasons and its supervisors, and chooses only with nothing open', () =>
  inWorld(
    (text) =>
      text
        .replace('team: service, skills: { german: 9', 'team: service, teams: [night], skills: { german: 9')
        .replace('skills:\n', '  night: { label: Night, capacity: { chat: 3 } }\n\nskills:\n')
        .replace('notReadyReasons:\n', 'notReadyReasons:\n  rounds: { label: Rounds, teams: [night] }\n'),
    async (world) => {
      const [anna, ben, sam] = [await world.agent('anna'), await world.agent('ben'), await world.staff('sam')];
      const joins = async (team: string) => {
        await anna.does({ type: 'chooseTeam', team });
        await anna.sees(`the profile of ${team}`, (a) => (a.me?.profile.team === team ? true : undefined));
      };
      const forced = () => sam.asks({ type: 'forceNotReady', agent: 'anna', reason: 'meeting', why: 'Team meeting.' });
      await joins('night');
      expect(Object.keys(anna.me?.profile.reasons ?? {})).toContain('rounds');
      expect((await forced()).status).toBe(404);
      await anna.goesReady();
      world.clock.pass(1000);
      await ben.goesReady();
      const first = await (await world.customer('Eva')).startsChat();
      await ben.seesOffer('Eva'); // although Anna has been ready for longer
      const { body } = await ben.request('GET', `/api/interactions/${first}/routing`);
      expect(JSON.stringify(body)).not.toContain('"anna"');
      await joins('service');
      await (await world.customer('Tom')).startsChat();
      await anna.seesOffer('Tom');
      expect((await anna.asks({ type: 'chooseTeam', team: 'night' })).body).toMatchObject({ refused: 'agents.workOpen' });
      expect((await forced()).status).toBe(409); // hers again, and not in the middle of something
    },
  ));
