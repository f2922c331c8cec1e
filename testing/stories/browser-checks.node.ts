import type { Page } from '@playwright/test';
import axe from 'axe-core';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];
/** The looks that a page can have, as the system asks for them. */
const looks = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  contrast: { colorScheme: 'dark', contrast: 'more' },
  forced: { colorScheme: 'dark', forcedColors: 'active' },
} as const;

/** What axe finds wrong on a page as it is now, in every look (all that is not colour is the same in each): rule, place and the reason; nothing is an empty list. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  const findings: string[] = [];
  for (const [look, asked] of Object.entries(looks)) {
    await page.emulateMedia({ contrast: 'no-preference', forcedColors: 'none', ...asked, reducedMotion: 'reduce' });
    await settled(page);
    const only = look === 'light' ? { type: 'tag' as const, values: rules } : { type: 'rule' as const, values: ['color-contrast'] };
    for (const { id, nodes } of await violationsOn(page, only))
      for (const { target, failureSummary } of nodes) findings.push(`${look} ${id} ${target.join(' ')}: ${failureSummary}`);
  }
  return findings;
}

/** Axe is brought to a page once; it tells what is wrong and nothing else. What others show in frames is theirs. */
async function violationsOn(page: Page, only: axe.RunOnly): Promise<axe.Result[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  return page.evaluate(async (runOnly) => {
    const { axe: here } = globalThis as unknown as { readonly axe: typeof axe };
    return (await here.run({ runOnly, resultTypes: ['violations'], iframes: false })).violations;
  }, only);
}

/** Waits until the page has been drawn in its new colours and nothing moves any more. */
const settled = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    await drawn();
    await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined)));
    await drawn();
  });

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
