import type { Frame, SubjectFrame } from '@patchbay/base/stream.ts';
import type { Chat } from '@patchbay/chat/chat.ts';
import type { ElementHandle, Page } from '@playwright/test';
import type { World } from '../world.node.ts';
import { kill, type StoryBrowser } from './browser.node.ts';
import { chooseReady, desktopOn, end, isIn, open, readMessages, reply, seesMessage, signIn, wrapUp } from './browser-desktop.node.ts';
import type { Scene } from './browser-scene.node.ts';
import { beginStory } from './browser-suite.node.ts';
import { seesAgent, seesBubble, seesPlace, startChat, write } from './browser-widget.node.ts';
import { inDatabase } from './stage.node.ts';
import type { Stage, StoryAgent, StoryCustomer } from './stories.ts';

const dispositions = { solved: 'Problem solved', answered: 'Answer provided' } as const;
/** How an agent asks for an offer so many times at one moment: by the button if they have it, and past their screen. How often they were let. */
type Grab = (interaction: string, times: number) => Promise<number>;

/** Stories in browsers: agents sit at the desktop, customers chat on the page of the shop. */
export async function browserStage(browser: StoryBrowser): Promise<Stage & { close(): Promise<void> }> {
  const scene = await beginStory(browser);
  const { world } = scene;
  const grabs = new Map<StoryAgent, Grab>();
  return {
    async agent(login) {
      const [agent, grab] = await agentAt(scene, browser, login);
      grabs.set(agent, grab);
      return agent;
    },
    customer: (name) => customerOn(scene, name),
    pass: (ms) => world.clock.pass(ms),
    inDatabase: (id) => inDatabase(world, id),
    async race(agents, id) {
      const times = (agent: StoryAgent) => agents.filter((one) => one === agent).length;
      const lets = await Promise.all([...new Set(agents)].map(async (agent) => grabs.get(agent)?.(id, times(agent))));
      return lets.reduce<number>((sum, n) => sum + (n ?? 0), 0);
    },
    close: () => scene.close(),
  };
}

async function agentAt(scene: Scene<World>, browser: StoryBrowser, login: string): Promise<readonly [StoryAgent, Grab]> {
  const customers = new Map<string, string>();
  let desktop = await scene.desktop();
  hearOffers(desktop.page, customers);
  await signIn(desktop, login);
  const nameOf = (id: string) => customers.get(id) ?? `customer of ${id}`;

  const agent: StoryAgent = {
    login,
    goesReady: () => chooseReady(desktop),
    async seesOffer(customer) {
      await desktop.offer(customer).waitFor();
      const [id = ''] = [...customers].find(([, name]) => name === customer) ?? [];
      return id;
    },
    async seesNoOffer() {
      if (await desktop.offers.count()) throw new Error(`${login} sees an offer.`);
    },
    async accepts(id) {
      await desktop.accept(nameOf(id)).click();
      await desktop.heading(nameOf(id)).waitFor();
    },
    rejects: (id) => desktop.decline(nameOf(id)).click(),
    async hears(id, text) {
      await open(desktop, nameOf(id));
      await seesMessage(desktop, text);
    },
    says: (id, text) => reply(desktop, nameOf(id), text),
    async notes(id, text) {
      await open(desktop, nameOf(id));
      await desktop.notes.fill(text);
      await desktop.notes.blur();
    },
    async ends(id) {
      await open(desktop, nameOf(id));
      await end(desktop);
    },
    async wrapsUp(id, disposition) {
      await open(desktop, nameOf(id));
      await wrapUp(desktop, dispositions[disposition]);
    },
    hasNothingLeft: () => desktop.page.getByText(desktop.text('list.empty.ready')).waitFor(),
    async reads(id) {
      await open(desktop, nameOf(id));
      return readMessages(desktop);
    },
    isMissed: () => isIn(desktop, 'missed'),
    isNotReady: () => isIn(desktop, 'notReady'),
    dies: () => kill(desktop.page),
    async comesBack() {
      desktop = desktopOn(await browser.another(desktop.page));
      hearOffers(desktop.page, customers);
      await desktop.page.goto(scene.world.url);
      await desktop.rows.first().waitFor();
    },
  };
  return [agent, async (id, times) => grab(desktop.page, await desktop.accept(nameOf(id)).elementHandles(), id, times)];
}

/** Presses the button and sends the same command beside it, all in one tick of the page. */
async function grab(page: Page, [button]: readonly ElementHandle[], interaction: string, times: number): Promise<number> {
  const statuses: number[] = [];
  const all = new Promise<void>((resolve) => {
    page.on('response', (response) => {
      if (response.request().postData()?.includes('"accept"') && statuses.push(response.status()) === times) resolve();
    });
  });
  await page.evaluate(
    ({ button, body, times }) => {
      (button as HTMLElement | undefined)?.click();
      for (let n = button ? 1 : 0; n < times; n++)
        void fetch('/api/commands', {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
          body,
        });
    },
    { button, body: JSON.stringify({ type: 'accept', interaction }), times },
  );
  await all;
  return statuses.filter((status) => status === 200).length;
}

/** Learns from the stream of a page which interaction is whose: a person knows them by the name, a story by the id. */
function hearOffers(page: Page, customers: Map<string, string>): void {
  const learn = ({ kind, id, state }: SubjectFrame) => {
    if (kind === 'interaction') customers.set(id, (state as Chat).work.form['name'] ?? '');
  };
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      const frame = JSON.parse(String(payload)) as Frame;
      if (frame.f === 'subject') learn(frame);
      if (frame.f === 'snapshot') for (const subject of frame.subjects) learn(subject as SubjectFrame);
    }),
  );
}

async function customerOn(scene: Scene<World>, name: string): Promise<StoryCustomer> {
  const widget = await scene.shop();
  return {
    startsChat: (text) => startChat(widget, { name, subject: text }),
    says: (text) => write(widget, text),
    hears: (text) => seesBubble(widget, text),
    seesPlace: (place) => seesPlace(widget, place),
    seesAgent: (agent) => seesAgent(widget, agent),
    seesTheEnd: () => widget.button('newChat').waitFor(),
    readsAll: () => widget.messages.allTextContents(),
  };
}
