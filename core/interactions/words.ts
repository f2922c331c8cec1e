import type { Words } from '@patchbay/base/words.ts';

/** What the rules of every channel refuse with. */
export const words = {
  en: {
    'interactions.notAllowed': 'Your profile does not allow this. Ask your supervisor.',
    'interactions.notNow': 'Not possible now.',
    'interactions.notesUnchanged': 'These notes are saved already.',
    'interactions.chooseReason': 'Choose a disposition first.',
    'interactions.alreadyExtended': 'The wrap-up time is extended already.',
    'interactions.notThisKind': 'Not possible for this kind of interaction.',
    'interactions.offeredElsewhere': 'This is offered to someone else.',
    'interactions.takesPart': 'This agent already takes part in it.',
    'interactions.notYet': 'The time is not over yet.',
    'interactions.unknownReason': 'This disposition does not belong to the queue. Choose another one.',
    'interactions.sameContact': 'It belongs to this contact already.',
    'interactions.notFound': 'There is no such interaction. Reload the page.',
    'interactions.changed': 'This has changed meanwhile. Look again and repeat it.',
  },
  de: {
    'interactions.notAllowed': 'Ihr Profil erlaubt das nicht. Fragen Sie Ihren Supervisor.',
    'interactions.notNow': 'Jetzt nicht möglich.',
    'interactions.notesUnchanged': 'Diese Notizen sind bereits gespeichert.',
    'interactions.chooseReason': 'Wählen Sie zuerst ein Ergebnis.',
    'interactions.alreadyExtended': 'Die Nachbearbeitung ist bereits verlängert.',
    'interactions.notThisKind': 'Für diese Art von Interaktion nicht möglich.',
    'interactions.offeredElsewhere': 'Dies wird jemand anderem angeboten.',
    'interactions.takesPart': 'Dieser Agent nimmt bereits daran teil.',
    'interactions.notYet': 'Die Zeit ist noch nicht um.',
    'interactions.unknownReason': 'Dieses Ergebnis gehört nicht zur Warteschlange. Wählen Sie ein anderes.',
    'interactions.sameContact': 'Sie gehört schon zu diesem Kontakt.',
    'interactions.notFound': 'Diese Interaktion gibt es nicht. Laden Sie die Seite neu.',
    'interactions.changed': 'Das hat sich inzwischen geändert. Sehen Sie nach und wiederholen Sie es.',
  },
} as const satisfies Words;
