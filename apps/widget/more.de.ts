import type { words as en } from './more.en.ts';

/** What the customer reads in the late parts, in German. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  endAsk: 'Diesen Chat beenden?',
  endNo: 'Weiter chatten',
  ending: 'Wird beendet…',
  notEnded: 'Der Chat konnte nicht beendet werden. Bitte versuchen Sie es erneut.',
  rate: 'Wie war dieser Chat?',
  star1: '1 Stern, sehr schlecht',
  star2: '2 Sterne, schlecht',
  star3: '3 Sterne, in Ordnung',
  star4: '4 Sterne, gut',
  star5: '5 Sterne, sehr gut',
  comment: 'Was könnten wir besser machen?',
  rateSend: 'Bewertung senden',
  rateSending: 'Wird gesendet…',
  rateFirst: 'Bitte wählen Sie 1 bis 5 Sterne.',
  rated: 'Vielen Dank. Ihre Bewertung: {n} von 5.',
  rateAgain: 'Bewertung ändern',
  notRated: 'Ihre Bewertung konnte nicht gesendet werden. Bitte versuchen Sie es erneut.',
  save: 'Verlauf speichern',
  saved: 'Der Verlauf liegt in Ihren Downloads.',
  transcript: 'Chat vom {day}',
};
