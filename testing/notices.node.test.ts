import { afterEach, expect, test } from 'vitest';
import type { ApiAgent } from './agent.node.ts';
import { type Frame, joinedWire, waiting } from './wire.node.ts';
import { startWorld, type World } from './world.node.ts';

let world: World;
afterEach(() => world.close());

/** Eva chats with Anna; her browser is a socket of our own. */
async function talking() {
  const anna = await world.agent('anna');
  await anna.goesReady();
  const eva = await world.customer('Eva');
  await eva.startsChat('Hello');
  const interaction = await anna.seesOffer('Eva');
  await anna.accepts(interaction);
  const said: Frame[] = [];
  const hears = waiting('the browser of Eva', () => said);
  const told = (frame: Frame) => {
    said.push(frame);
    hears.look();
  };
  const browser = await joinedWire(world.url, { hello: { token: eva.token }, told });
  return { anna, eva, interaction, browser, said, hears };
}
/** What somebody's desktop is told, from now on. */
async function desktopOf(who: ApiAgent) {
  const heard: Frame[] = [];
  const looks = waiting(who.login, () => heard);
  const told = (frame: Frame) => {
    heard.push(frame);
    looks.look();
  };
  const wire = await joinedWire(world.url, { hello: {}, cookie: who.cookie, told });
  const of = (f: string) => heard.filter((frame) => frame.f === f);
  return { of, wire, sees: (what: string, is: () => boolean) => looks.until(what, () => is() || undefined) };
}

test('[CH74] [CH116] who works on a chat is told how far its customer has got and read it, and the customer how far they have; only what is further is news; who comes later is told too', async () => {
  world = await startWorld();
  const { anna, interaction, browser, said, hears } = await talking();
  const first = await desktopOf(anna);
  for (const read of [2, 1, 2, 999]) first.wire.send({ f: 'received', interaction, to: read, read });
  const reads = () => said.flatMap((frame) => (frame.f === 'read' ? [frame['read']] : []));
  const { version } = (await anna.request('GET', `/api/interactions/${interaction}`)).body as { version: number };
  await hears.until('how far it was read', () => (reads().length === 2 ? true : undefined));
  expect(reads()).toEqual([2, version]);
  const tells = (to: number, read: number) => browser.send({ f: 'received', interaction, to, read });
  tells(4, 2);
  tells(3, 1);
  tells(4, 2);
  tells(4, 4);
  await first.sees('that all is read', () => first.of('received').some((frame) => frame['read'] === 4));
  expect(first.of('received')).toEqual([
    { f: 'received', interaction, to: 4, read: 2 },
    { f: 'received', interaction, to: 4, read: 4 },
  ]);
  const second = await desktopOf(anna);
  await second.sees('the same', () => second.of('received').length > 0);
  expect(second.of('received')).toEqual([{ f: 'received', interaction, to: 4, read: 4 }]);
  await browser.again();
  expect(said.findLast((frame) => frame.f === 'chat')?.['view']).toMatchObject({ read: version });
  for (const one of [browser, first.wire, second.wire]) one.cut();
});

test('[CH74] [CH116] [SV1] nobody else is told, and nobody else can tell', async () => {
  world = await startWorld();
  const { anna, interaction, browser, said } = await talking();
  const [hers, bens] = [await desktopOf(anna), await desktopOf(await world.staff('ben'))];
  const { token } = await world.customer('Mallory');
  const stranger = await joinedWire(world.url, { hello: { token }, told: () => undefined });
  for (const wire of [stranger, bens.wire]) {
    wire.send({ f: 'received', interaction, to: 99, read: 99 });
    await wire.again();
  }
  browser.send({ f: 'received', interaction, to: 4, read: 4 });
  await hers.sees('the receipt', () => hers.of('received').length > 0);
  expect(hers.of('received')).toEqual([{ f: 'received', interaction, to: 4, read: 4 }]);
  await bens.wire.again();
  expect(bens.of('received')).toEqual([]);
  expect(said.filter((frame) => frame.f === 'read')).toEqual([]);
  for (const one of [browser, stranger, hers.wire, bens.wire]) one.cut();
});

test.each([true, false])(
  '[CH75] what the customer types is shown to staff only where the queue says so (%s), and the widget is told',
  async (preview) => {
    world = await startWorld({
      yaml: (text) => text.replace('    offerSeconds: 20\n', (line) => `${line}    typingPreview: ${preview}\n`),
    });
    const { anna, eva, interaction, browser } = await talking();
    expect((await eva.renews()).body['widget']).toMatchObject({ preview });
    const desktop = await desktopOf(anna);
    browser.send({ f: 'typing', interaction, on: true, text: 'I am so angry' });
    await desktop.sees('that she types', () => desktop.of('typing').length > 0);
    expect(desktop.of('typing')).toEqual([
      { f: 'typing', interaction, from: 'customer', on: true, ...(preview && { text: 'I am so angry' }) },
    ]);
    expect(JSON.stringify((await anna.request('GET', `/api/interactions/${interaction}/timeline`)).body)).not.toContain('angry');
    for (const one of [browser, desktop.wire]) one.cut();
  },
);

test('[CH87] colleagues on the same chat see each other and who writes, as long as the line holds; who watches unseen is not told of', async () => {
  world = await startWorld();
  const { anna, eva, interaction, browser } = await talking();
  const [ben, sam] = [await world.staff('ben'), await world.staff('sam')];
  const [hers, sams, bens] = [await desktopOf(anna), await desktopOf(sam), await desktopOf(ben)];
  const last = (desktop: typeof hers) => desktop.of('staff').at(-1)?.['staff'];
  const views = (desktop: typeof hers, what: string | null = interaction) => desktop.wire.send({ f: 'viewing', interaction: what });
  const told = (desktop: typeof hers, staff: readonly object[]) =>
    desktop.sees(JSON.stringify(staff), () => JSON.stringify(last(desktop)) === JSON.stringify(staff));
  views(hers);
  views(bens); // has no part in it
  await bens.wire.again();
  views(sams);
  await told(sams, [{ agent: 'anna', writing: false }]);
  hers.wire.send({ f: 'typing', interaction, on: true });
  await told(sams, [{ agent: 'anna', writing: true }]);
  await eva.sees('that Anna types', (c) => c.frames.find((frame) => frame.f === 'typing'));
  hers.wire.send({ f: 'typing', interaction, on: false });
  await told(sams, [{ agent: 'anna', writing: false }]);
  hers.wire.send({ f: 'typing', interaction, on: true, note: true });
  await told(sams, [{ agent: 'anna', writing: true, note: true }]);
  hers.wire.send({ f: 'typing', interaction, on: false, note: true });
  await told(sams, [{ agent: 'anna', writing: false }]);
  await anna.says(interaction, 'Here.'); // whatever was told of the note would have come before
  await eva.hears('Here.');
  expect(eva.frames.flatMap((frame) => (frame.f === 'typing' ? [frame['on']] : []))).toEqual([true, false]);
  await sam.does({ type: 'monitor', interaction, agent: 'anna' });
  await sam.does({ type: 'coach', interaction });
  await told(hers, [{ agent: 'sam', writing: false }]);
  await sam.does({ type: 'silence', interaction });
  await told(hers, []);
  await sam.does({ type: 'bargeIn', interaction });
  await told(hers, [{ agent: 'sam', writing: false }]);
  const second = await desktopOf(anna);
  views(second);
  await told(second, [{ agent: 'sam', writing: false }]);
  hers.wire.cut();
  second.wire.cut();
  await told(sams, []);
  expect([bens.of('staff'), JSON.stringify(hers.of('staff')[0])]).toEqual([[], expect.not.stringContaining('sam')]);
  for (const one of [browser, sams.wire, bens.wire]) one.cut();
});
