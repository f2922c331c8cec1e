import type { Centre } from '@patchbay/configuration/centre.ts';

/** The widget as an administrator would have it, before it is applied. */
export type Draft = Centre['widgets'][string];
/** Drafts of widgets, each under a name that nobody guesses; in memory, for ten minutes. [SV52] */
export interface Previews {
  keep(tenant: string, secret: string, draft: Draft, now: number): string;
  of(tenant: string, name: string, now: number): Draft | undefined;
}

const keptMs = 600_000;
const most = 100;
const begin = 'preview-';

/** Keeps drafts for their previews; the oldest make room. */
export function openPreviews(): Previews {
  const drafts = new Map<string, { readonly draft: Draft; readonly until: number }>();
  return {
    keep(tenant, secret, draft, now) {
      const name =
        begin +
        secret
          .toLowerCase()
          .replace(/[^a-z0-9]/g, '')
          .slice(0, 40);
      drafts.set(`${tenant}/${name}`, { draft, until: now + keptMs });
      for (const key of drafts.keys()) if (drafts.size > most) drafts.delete(key);
      return name;
    },
    of(tenant, name, now) {
      const kept = drafts.get(`${tenant}/${name}`);
      return kept && kept.until > now ? kept.draft : undefined;
    },
  };
}
