import { expect } from 'vitest';
import type { ApiCustomer } from '../customer.node.ts';
import type { World } from '../world.node.ts';
import { type Depth, unfit } from './browser-checks.node.ts';
import { type DesktopPage, end, goReady, reply, signIn } from './browser-desktop.node.ts';
import type { Scene } from './browser-scene.node.ts';
import { openForm, seesAgent, startChat, type WidgetPage, write } from './browser-widget.node.ts';

type Language = 'en' | 'de';
const calm = { reducedMotion: 'reduce' } as const;
const people = { en: ['anna', 'Anna'], de: ['dora', 'Dora'] } as const;
const talk = {
  en: { subject: 'Is the red tent waterproof?', more: 'I need it on Friday.', answer: 'Yes, it is.' },
  de: { subject: 'Ist das rote Zelt wasserdicht?', more: 'Ich brauche es am Freitag.', answer: 'Ja, das ist es.' },
} as const;

/** Goes through a whole chat, with agent and customer in these languages, and looks at each screen that one meets; answers what is wrong. */
export async function tourOfWork(
  scene: Scene<World>,
  { agent, customer, depth }: { readonly agent: Language; readonly customer: Language; readonly depth: Depth },
): Promise<readonly string[]> {
  const findings: string[] = [];
  let turn = 0;
  const check = async (name: string, { page }: DesktopPage | WidgetPage) =>
    findings.push(...(await unfit(page, depth, turn++)).map((finding) => `${name}: ${finding}`));
  const [login, firstName] = people[agent];
  const { subject, more, answer } = talk[customer];
  const desktop = await scene.desktop({ language: agent, ...calm });
  await check('sign-in', desktop);
  await signIn(desktop, login);
  await check('not ready', desktop);
  await goReady(desktop);

  const shop = await scene.shop({ language: customer, ...calm });
  await openForm(shop);
  await check('form', shop);
  await startChat(shop, { name: 'Eva', subject });
  await desktop.offer('Eva').waitFor();
  await check('offer', desktop);
  await desktop.accept('Eva').click();
  await desktop.composer('Eva').waitFor();
  await write(shop, more);
  await reply(desktop, 'Eva', answer);
  await seesAgent(shop, firstName);
  await check('customer in chat', shop);
  await check('chat', desktop);
  await end(desktop);
  await desktop.button('wrapUp.extend').waitFor();
  await check('wrap-up', desktop);
  await shop.button('newChat').waitFor();
  await check('customer after the chat', shop);
  return findings;
}

const pages = {
  sam: ['queues', 'team', 'day', 'sessions', 'contacts', 'messages', 'bans', 'canned'],
  ada: ['widgets', 'mailboxes', 'logs', 'settings', 'check', 'help'],
} as const;

/** Opens every page beside the work as who uses it most, with something on it, and looks at it; answers what is wrong. */
export async function tourOfPages(
  scene: Scene<World>,
  { depth, ...languages }: Readonly<Record<keyof typeof pages, Language>> & { readonly depth: Depth },
): Promise<readonly string[]> {
  const waits = await fill(scene.world);
  const findings: string[] = [];
  let turn = 0;
  for (const login of ['sam', 'ada'] as const) {
    const { page } = await scene.agent(login, { language: languages[login], ...calm });
    for (const name of pages[login]) {
      await page.evaluate(go, `/${name}`);
      const main = page.getByRole('main');
      await main.getByRole('heading', { level: 1 }).waitFor();
      await main.locator('li, tr, h2').filter({ visible: true }).first().waitFor();
      findings.push(...(await unfit(page, depth, turn++)).map((finding) => `${name}, ${languages[login]}: ${finding}`));
    }
    await page.context().close();
  }
  await waits.leaves();
  return findings;
}

/** In the page: goes to another one as the agent's own press does, without loading anything anew. */
function go(path: string): void {
  history.pushState(null, '', path);
  dispatchEvent(new PopStateEvent('popstate'));
}

/** Something for every list: who waits, who is banned, a canned response, logs. */
async function fill(world: World): Promise<ApiCustomer> {
  const [sam, emil] = [await world.staff('sam'), await world.agent('emil')];
  await emil.goesReady();
  const mallory = await world.customer('Mallory');
  await mallory.startsChat('You are all thieves.');
  const bad = await emil.seesOffer('Mallory');
  await emil.accepts(bad);
  await emil.does({ type: 'setDoNotDisturb', on: true });
  const noah = await world.customer('Noah');
  await noah.startsChat('Where is my order from last week?');
  const answers = [
    await emil.asks({ type: 'ban', interaction: bad, reason: 'Insults', days: 1 }),
    await sam.request('POST', '/api/canned', {
      type: 'write',
      id: null,
      shared: false,
      response: { title: 'Hello', folder: 'Greetings', shortcut: 'hi', text: 'Good morning, how can I help?', language: '', queues: [] },
    }),
    await emil.request('POST', '/api/logs', { comment: 'The list was empty.', build: 'x', browser: 'y', checked: '', entries: [] }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  await sam.request('DELETE', '/api/session'); // signs in at a desktop next
  world.clock.pass(30_000); // else nobody has spent any of the day
  return noah;
}
