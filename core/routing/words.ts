import type { Exclusion, Order } from './routing.ts';

interface Reasons {
  readonly order: Readonly<Record<Order, string>>;
  readonly excluded: Readonly<Record<Exclusion, string>>;
  readonly fitted: string;
  readonly further: string;
  readonly to: string;
  readonly because: string;
  readonly waited: string;
  readonly priority: string;
  readonly longest: string;
  readonly ofAll: string;
  readonly due: string;
}

/** The reasons of a decision in words, for whoever supervises or runs a centre. */
export const words: { readonly [L in 'en' | 'de']: Reasons } = {
  en: {
    to: 'Offered to',
    because: 'Because this agent',
    waited: 'Until then the customer had waited',
    priority: 'priority',
    longest: 'had the longest line for its share, so it went first',
    ofAll: 'of',
    due: 'its share is',
    fitted: 'fitted too, and came after',
    further: 'more members of the queue are not listed',
    order: {
      onlyOne: 'was the only one available',
      named: 'was asked for by name',
      preferred: 'served this customer last',
      notAskedBefore: 'had not been asked before',
      bestSkill: 'knows most about it',
      leastUsed: 'had the most free places',
      longestIdle: 'was longest without a contact',
      smallestId: 'is first in the list, as all were equal',
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
      kept: 'not asked: it was kept for the other',
      reserved: 'was left free for another queue',
    },
  },
  de: {
    to: 'Angeboten an',
    because: 'Denn dieser Agent',
    waited: 'Bis dahin hatte der Kunde gewartet:',
    priority: 'Priorität',
    longest: 'hatte die für ihren Anteil längste Schlange und ging vor',
    ofAll: 'von',
    due: 'ihr Anteil ist',
    fitted: 'kam auch infrage, aber danach',
    further: 'weitere Mitglieder der Warteschlange sind nicht aufgeführt',
    order: {
      onlyOne: 'war als Einziger verfügbar',
      named: 'wurde namentlich gewünscht',
      preferred: 'hat diesen Kunden zuletzt betreut',
      notAskedBefore: 'war noch nicht gefragt worden',
      bestSkill: 'kennt sich damit am besten aus',
      leastUsed: 'hatte die meisten freien Plätze',
      longestIdle: 'war am längsten ohne Kontakt',
      smallestId: 'steht vorn in der Liste, denn alle waren gleich',
    },
    excluded: {
      notMember: 'bedient diese Warteschlange nicht',
      missingSkill: 'hat eine Kenntnis nicht, oder nicht auf dieser Stufe',
      notReady: 'war nicht bereit',
      full: 'hatte auf diesem Kanal keinen freien Platz',
      noSpare: 'hatte zu viel andere Arbeit',
      forbidden: 'hatte einen Kanal offen, der diesen fernhält',
      rampUp: 'hatte gerade einen bekommen',
      declined: 'hatte es vorbeigehen lassen',
      kept: 'es war für den anderen aufgehoben',
      reserved: 'wurde für eine andere Warteschlange frei gehalten',
    },
  },
};
