import { cell } from './cell.ts';

/** How often somebody has asked, by a key or the palette, to report how their call sounds. [DT353] */
export const reportsAsked = cell(0);
export const askToReport = (): void => reportsAsked.set(reportsAsked.get() + 1);
