/** What is on the screen, as the path says it; so a reload, a link or a second tab comes back to it. [DT17] */
export interface Place {
  readonly interaction: string | null;
}

/** The place a path names. */
export const placeOf = (path: string): Place => ({ interaction: /^\/work\/([0-9a-f-]{8,})\/?$/i.exec(path)?.[1] ?? null });

/** The path of a place. */
export const pathOf = ({ interaction }: Place): string => (interaction ? `/work/${interaction}` : '/work');
