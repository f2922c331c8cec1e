import type { Words } from '@patchbay/base/words.ts';

/** What is refused about contacts. */
export const words = {
  en: {
    'contacts.notFound': 'There is no such contact.',
    'contacts.notAllowed': 'Your profile does not allow this. Ask your supervisor.',
    'contacts.gone': 'This contact was merged or anonymised meanwhile. Open it again.',
    'contacts.savedFirst': '{by} saved first: that value is shown now. Yours is kept below to copy.',
    'contacts.badAddress': 'This does not look like an address of this kind. Check it for a missing character.',
    'contacts.knownAddress': 'This address is there already.',
    'contacts.tooManyAddresses': 'A contact has at most {most} addresses. Remove one first.',
    'contacts.same': 'Choose another contact: this is the same one.',
    'contacts.notMerged': 'These contacts are not merged any more. Open the contact again.',
    'contacts.tooLate': 'A merge can be undone for 24 hours only.',
    'contacts.settled': 'Somebody has settled this meanwhile.',
    'contacts.hasWork': 'This contact has an open interaction. End it first.',
    'contacts.tooShort': 'Type at least two characters.',
  },
  de: {
    'contacts.notFound': 'Diesen Kontakt gibt es nicht.',
    'contacts.notAllowed': 'Ihr Profil erlaubt das nicht. Fragen Sie Ihren Supervisor.',
    'contacts.gone': 'Dieser Kontakt wurde inzwischen zusammengeführt oder anonymisiert. Öffnen Sie ihn neu.',
    'contacts.savedFirst': '{by} hat zuerst gespeichert: jetzt wird dieser Wert gezeigt. Ihrer steht darunter zum Kopieren.',
    'contacts.badAddress': 'Das sieht nicht wie eine solche Adresse aus. Prüfen Sie, ob ein Zeichen fehlt.',
    'contacts.knownAddress': 'Diese Adresse ist schon eingetragen.',
    'contacts.tooManyAddresses': 'Ein Kontakt hat höchstens {most} Adressen. Entfernen Sie erst eine.',
    'contacts.same': 'Wählen Sie einen anderen Kontakt: das ist derselbe.',
    'contacts.notMerged': 'Diese Kontakte sind nicht mehr zusammengeführt. Öffnen Sie den Kontakt neu.',
    'contacts.tooLate': 'Zusammengeführte Kontakte lassen sich nur 24 Stunden lang wieder trennen.',
    'contacts.settled': 'Das hat inzwischen jemand erledigt.',
    'contacts.hasWork': 'Dieser Kontakt hat eine offene Interaktion. Beenden Sie sie zuerst.',
    'contacts.tooShort': 'Geben Sie mindestens zwei Zeichen ein.',
  },
} as const satisfies Words;
