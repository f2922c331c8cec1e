import type { Exclusion, Order } from './routing.ts';

interface Reasons {
  readonly order: Readonly<Record<Order, string>>;
  readonly excluded: Readonly<Record<Exclusion, string>>;
  readonly fitted: string;
  readonly further: string;
  readonly to: string;
  readonly waitedSince: string;
  readonly priority: string;
}

/** The reasons of a decision in words, for whoever supervises or runs a centre. */
export const words: { readonly [L in 'en' | 'de']: Reasons } = {
  en: {
    to: 'offered to',
    waitedSince: 'waited since',
    priority: 'priority',
    fitted: 'fitted too, and came after',
    further: 'more members of the queue are not listed',
    order: {
      onlyOne: 'nobody else was available',
      preferred: 'served this customer last',
      notAskedBefore: 'had not been asked before',
      bestSkill: 'knows most about it',
      leastUsed: 'had the most free places',
      longestIdle: 'was longest without a contact',
      smallestId: 'all were equal, and this one is first in the list',
    },
    excluded: {
      notMember: 'does not serve this queue',
      missingSkill: 'lacks a skill, or its level',
      notReady: 'was not ready',
      full: 'had no free place on this channel',
      noSpare: 'had too much other work',
      forbidden: 'had a channel open that keeps this one away',
      rampUp: 'had just got one',
      declined: 'had let it go by',
      kept: 'it was kept for somebody else',
    },
  },
  de: {
    to: 'angeboten an',
    waitedSince: 'wartete seit',
    priority: 'Priorität',
    fitted: 'kam auch infrage, aber danach',
    further: 'weitere Mitglieder der Warteschlange sind nicht aufgeführt',
    order: {
      onlyOne: 'niemand sonst war verfügbar',
      preferred: 'hat diesen Kunden zuletzt betreut',
      notAskedBefore: 'war noch nicht gefragt worden',
      bestSkill: 'kennt sich damit am besten aus',
      leastUsed: 'hatte die meisten freien Plätze',
      longestIdle: 'war am längsten ohne Kontakt',
      smallestId: 'alle waren gleich, und dieser Agent steht vorn in der Liste',
    },
    excluded: {
      notMember: 'bedient diese Warteschlange nicht',
      missingSkill: 'eine Kenntnis oder ihre Stufe fehlt',
      notReady: 'war nicht bereit',
      full: 'hatte auf diesem Kanal keinen freien Platz',
      noSpare: 'hatte zu viel andere Arbeit',
      forbidden: 'hatte einen Kanal offen, der diesen fernhält',
      rampUp: 'hatte gerade einen bekommen',
      declined: 'hatte es vorbeigehen lassen',
      kept: 'es war für jemand anderen aufgehoben',
    },
  },
};
