import { setTimeout as pause } from 'node:timers/promises';
import { ApiCustomer } from '@patchbay/testing/customer.node.ts';
import { openBrowser } from '@patchbay/testing/stories/browser.node.ts';
import { type DesktopPage, desktopOn, goReady, signIn } from '@patchbay/testing/stories/browser-desktop.node.ts';
import { percentile } from './measure.ts';
import type { Place } from './place.node.ts';

const wide = { width: 1440, height: 900 };
const offersPerSecond = 8;
const seconds = 20;
const longTalk = 5000;

/** What an agent waits for, in milliseconds. */
export interface Screen extends Record<string, number> {
  /** From a press or click to the next paint, 75th percentile, while eight offers a second come and go. */
  readonly inpP75Ms: number;
  /** From the customer's request to the painted offer, median and 95th percentile. */
  readonly offerPaintP50Ms: number;
  readonly offerPaintP95Ms: number;
  /** From the click on a row to the painted end of a transcript of 5,000 messages. */
  readonly longTranscriptMs: number;
}

/** Measures an agent's desktop in Chromium, with nobody else at work. */
export async function screen({ url }: Place): Promise<Screen> {
  const browser = await openBrowser();
  try {
    const page = await browser.page({ viewport: wide });
    await page.addInitScript(watch);
    const anna = desktopOn(page);
    await page.goto(url);
    await signIn(anna, 'anna');
    await goReady(anna);
    const [eva, noah] = [await taken(anna, url, 'Eva'), await taken(anna, url, 'Noah')];
    await fill(anna, eva);
    const longTranscriptMs = await opening(anna, 'Eva', `line ${longTalk - 1}`);
    const painted = offering(anna, url);
    const presses = await typing(anna, noah.name);
    const offers = await painted;
    const slow = await page.evaluate(() => (globalThis as unknown as Watched).slow);
    const all = [...slow, ...Array.from({ length: Math.max(0, presses - slow.length) }, () => 8)];
    return {
      inpP75Ms: percentile(all, 75),
      inpP98Ms: percentile(all, 98),
      offerPaintP50Ms: percentile(offers, 50),
      offerPaintP95Ms: percentile(offers, 95),
      longTranscriptMs,
    };
  } finally {
    await browser.close();
  }
}

async function taken(anna: DesktopPage, url: string, name: string): Promise<ApiCustomer> {
  const customer = await new ApiCustomer(url, name).visits();
  await customer.startsChat(`Hello from ${name}`);
  await anna.accept(name).click();
  await anna.composer(name).waitFor();
  return customer;
}

/** Writes a very long conversation in Anna's name, past her screen. */
async function fill({ page }: DesktopPage, eva: ApiCustomer): Promise<void> {
  await page.evaluate(
    async ({ interaction, lines }) => {
      for (let n = 0; n < lines; n++) {
        const id = `line-${n}-xxxxxxxx`;
        const answer = await fetch('/api/commands', {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'idempotency-key': id },
          body: JSON.stringify({ type: 'say', interaction, id, text: `line ${n}` }),
        });
        if (!answer.ok) throw new Error(await answer.text());
      }
    },
    { interaction: eva.view?.interaction ?? '', lines: longTalk },
  );
}

async function opening({ page, row, composer }: DesktopPage, name: string, last: string): Promise<number> {
  await composer('Noah').waitFor();
  await row(name).hover();
  const took = page.evaluate(async (text) => {
    const began = await new Promise<number>((resolve) =>
      addEventListener('click', () => resolve(performance.now()), { once: true, capture: true }),
    );
    while (!document.querySelector('[role=log]')?.textContent.includes(text)) await new Promise(requestAnimationFrame);
    return performance.now() - began;
  }, last);
  await row(name).click();
  return took;
}

/** Customers come and go while the agent types; how long each took to be seen. */
async function offering({ page }: DesktopPage, url: string): Promise<readonly number[]> {
  const people = await Promise.all(Array.from({ length: offersPerSecond }, (_, n) => new ApiCustomer(url, `Offer ${n}`).visits()));
  const took: number[] = [];
  for (let n = 0; n < seconds * offersPerSecond; n++) {
    const customer = people[n % people.length];
    if (!customer) continue;
    const next = pause(1000 / offersPerSecond);
    const painted = page.evaluate((name) => (globalThis as unknown as Watched).painted(name), customer.name);
    const began = Date.now();
    customer.view = null;
    await customer.startsChat('Are you there?');
    took.push((await painted) - began);
    await customer.leaves();
    await next;
  }
  return took;
}

/** Types and changes between conversations until the offers are over; answers how many presses that were. */
async function typing({ page, composer }: DesktopPage, name: string): Promise<number> {
  const ends = Date.now() + seconds * 1000;
  let presses = 0;
  await page.keyboard.press('Escape');
  while (Date.now() < ends) {
    for (const other of ['Eva', name]) {
      await page.getByTitle(other, { exact: true }).first().click();
      await composer(other).click();
      await page.keyboard.type('We have it in red and in blue. ', { delay: 30 });
      presses += 33;
    }
  }
  return presses;
}

interface Watched {
  slow: number[];
  painted(name: string): Promise<number>;
}
/** In the page, before anything else: interactions that took longer than two frames, and when an offer is on the screen. */
function watch(): void {
  const slow: number[] = [];
  const seen = new Map<number, number>();
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as PerformanceEventTiming[]) {
      const { interactionId } = entry as unknown as { interactionId: number };
      if (interactionId > 0) seen.set(interactionId, Math.max(seen.get(interactionId) ?? 0, entry.duration));
    }
    slow.splice(0, slow.length, ...seen.values());
  }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit);
  const painted = (name: string) =>
    new Promise<number>((resolve) => {
      const look = () => {
        const there = [...document.querySelectorAll('article')].some((card) => card.textContent.includes(name));
        if (!there) return;
        observer.disconnect();
        requestAnimationFrame(() => setTimeout(() => resolve(Date.now())));
      };
      const observer = new MutationObserver(look);
      observer.observe(document, { childList: true, subtree: true, characterData: true });
      look();
    });
  Object.assign(globalThis, { slow, painted } satisfies Watched);
}
