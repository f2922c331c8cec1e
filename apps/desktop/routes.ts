import type { Permission } from '@patchbay/base/decision.ts';

/** Pages of the desktop besides the work itself. */
export const pages = [
  'settings',
  'contacts',
  'mails',
  'cases',
  'messages',
  'queues',
  'team',
  'day',
  'sessions',
  'help',
  'bans',
  'check',
  'canned',
  'logs',
  'widgets',
  'mailboxes',
] as const;
export type Page = 'work' | (typeof pages)[number];

/** What is on the screen, as the path says it; so a reload, a link or a second tab comes back to it. [DT17] */
export interface Place {
  readonly page: Page;
  readonly interaction: string | null;
  /** The contact that is open on the page of contacts. */
  readonly contact: string | null;
}

/** The place a path names. */
export function placeOf(path: string): Place {
  const named = (begin: string): string | null => new RegExp(`^/${begin}/([0-9a-f-]{8,})/?$`, 'i').exec(path)?.[1] ?? null;
  const contact = named('contacts');
  const page = contact ? 'contacts' : (pages.find((name) => path === `/${name}` || path === `/${name}/`) ?? 'work');
  return { page, interaction: named('work') ?? named('alone'), contact };
}

/** The path of a place. */
export function pathOf({ page, interaction, contact }: Place): string {
  const opened = page === 'work' ? interaction : page === 'contacts' ? contact : null;
  return opened ? `/${page}/${opened}` : `/${page}`;
}

/** Whether a page is for somebody with these permissions, who looks after these teams; the others are for everybody. [DT171] */
export function mayOpen(page: Page, may: readonly Permission[], teams: readonly string[]): boolean {
  if (page === 'team' || page === 'sessions') return teams.length > 0;
  if (page === 'widgets' || page === 'mailboxes') return may.includes('configure');
  if (page === 'logs') return may.includes('seeLogs');
  return page !== 'bans' || may.includes('ban') || may.includes('seeAllWork');
}
