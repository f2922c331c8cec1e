/** Pages of the desktop besides the work itself. */
const pages = ['settings'] as const;
export type Page = 'work' | (typeof pages)[number];

/** What is on the screen, as the path says it; so a reload, a link or a second tab comes back to it. [DT17] */
export interface Place {
  readonly page: Page;
  readonly interaction: string | null;
}

/** The place a path names. */
export function placeOf(path: string): Place {
  const page = pages.find((name) => path === `/${name}` || path === `/${name}/`) ?? 'work';
  return { page, interaction: /^\/work\/([0-9a-f-]{8,})\/?$/i.exec(path)?.[1] ?? null };
}

/** The path of a place. */
export const pathOf = ({ page, interaction }: Place): string => (page === 'work' && interaction ? `/work/${interaction}` : `/${page}`);
