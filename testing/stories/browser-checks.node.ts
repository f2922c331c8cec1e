import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import type axe from 'axe-core';
import { expect } from 'vitest';

/** axe as a page takes it: the short form. */
const script = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];
/** The looks that a page can have, as the system asks for them. */
const looks = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  contrast: { colorScheme: 'dark', contrast: 'more' },
  forced: { colorScheme: 'dark', forcedColors: 'active' },
} as const;
type LookName = keyof typeof looks;
const every = Object.keys(looks) as readonly LookName[];

const turns = ['dark', 'contrast', 'forced'] as const;
const asked = new Map<string, number>();

/** In a long run every look; else light and one more, each question of a story another, always the same. */
function sampled(): readonly LookName[] {
  if (process.env['PATCHBAY_SOAK']) return every;
  const { currentTestName: story = '' } = expect.getState();
  const before = asked.get(story) ?? 0;
  asked.set(story, before + 1);
  return ['light', turns[(story.length + before) % turns.length] ?? 'dark'];
}

/** What axe finds wrong on a page as it is now, in these looks (all that is not colour is the same in each): rule, place and the reason; nothing is an empty list. */
export async function axeFindings(page: Page, wanted: readonly LookName[] = sampled()): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(script);
  const findings: string[] = [];
  for (const look of wanted) {
    await page.emulateMedia({ contrast: 'no-preference', forcedColors: 'none', ...looks[look], reducedMotion: 'reduce' });
    const only = look === 'light' ? { type: 'tag' as const, values: rules } : { type: 'rule' as const, values: ['color-contrast'] };
    findings.push(...(await page.evaluate(violations, only)).map((finding) => `${look} ${finding}`));
  }
  return findings;
}

/** In the page: waits until it has been drawn in its new colours and nothing moves, then asks axe. What others show in frames is theirs. */
async function violations(runOnly: axe.RunOnly): Promise<readonly string[]> {
  const { axe: here } = globalThis as unknown as { readonly axe: typeof axe };
  const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const moving = () => document.getAnimations().filter(({ playState }) => playState === 'running');
  await drawn();
  for (let now = moving(); now.length > 0; now = moving()) {
    await Promise.all(now.map((animation) => animation.finished.catch(() => undefined)));
    await drawn(); // what inherits a colour may begin to change when its parent has ended
  }
  const found = await here.run({ runOnly, resultTypes: ['violations'], iframes: false, preload: false });
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary}`),
  );
}

const [narrow, wide] = [
  { width: 320, height: 640 }, // as 1280 px at 400 %
  { width: 1440, height: 900 },
] as const;

/** How thoroughly each page is looked at: in every look, or in light and one more, each page in another. */
export type Depth = 'every look' | 'two looks';
/** What a page breaks of what is promised for everybody: axe in its looks (`turn` says which of two), and nothing beyond the edge at 320 px, in letters of 100 and of 150 %. */
export async function unfit(page: Page, depth: Depth, turn: number): Promise<readonly string[]> {
  const one = turns[turn % turns.length] ?? 'dark';
  const findings = [...(await axeFindings(page, depth === 'every look' ? every : ['light', one]))];
  await page.setViewportSize(narrow);
  findings.push(...(await tooWide(page)));
  await page.evaluate(() => document.documentElement.style.setProperty('--text-size', '1.5'));
  findings.push(...(await tooWide(page)).map((finding) => `150 %: ${finding}`));
  await page.evaluate(() => document.documentElement.style.removeProperty('--text-size'));
  await page.setViewportSize(wide);
  return findings;
}

/** What does not fit the width of the window: the page itself, or what one reads and presses. */
export function tooWide(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const roots = [document, ...[...document.querySelectorAll('*')].flatMap((e) => e.shadowRoot ?? [])];
    const things = roots.flatMap((root) => [...root.querySelectorAll('button, input, textarea, a, h1, h2, h3, p, dd, label, [role=log]')]);
    const sideways = document.documentElement.scrollWidth > width ? [`the page is ${document.documentElement.scrollWidth} wide`] : [];
    const outside = things.filter((thing) => {
      const { left, right, height } = thing.getBoundingClientRect();
      const hidden = height <= 1 || !thing.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || right <= 0;
      return !hidden && (left < -1 || right > width + 1);
    });
    return [...sideways, ...outside.map((thing) => `${thing.outerHTML.slice(0, 120)} ends at ${thing.getBoundingClientRect().right}`)];
  });
}
