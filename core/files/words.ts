import type { Words } from '@patchbay/base/words.ts';

/** What files are refused with. */
export const words = {
  en: {
    'files.tooLarge': 'This file is larger than {most} MB. Send a smaller one.',
    'files.notAllowed': 'Files of this kind cannot be sent. Possible: {types}.',
    'files.notAsNamed': 'This file is not what its name says, so it cannot be sent.',
    'files.empty': 'This file is empty.',
    'files.broken': 'This picture cannot be read. Save it anew and try again.',
    'files.tooManyPixels': 'This picture has too many pixels. Send a smaller one.',
    'files.bomb': 'This file would unpack to far too much, so it cannot be sent.',
    'files.macros': 'This document contains macros, so it cannot be sent. Save it without them.',
    'files.tooMany': 'This conversation has {most} files already. No more can be sent.',
    'files.noRoom': 'There is no room for further files at the moment. Write what matters instead.',
    'files.off': 'Files cannot be sent here.',
    'files.chatOver': 'This conversation has ended. Files can no longer be sent.',
    'files.notFound': 'This file is no longer there.',
    'files.pending': 'This file is still being checked for viruses. Try again in a moment.',
    'files.infected': 'A virus was found in this file. It cannot be opened.',
    'files.notChecked': 'This file could not be checked for viruses yet, so it cannot be opened. It is tried again by itself.',
    'files.brokenOff': 'The file did not arrive whole. Send it again.',
  },
  de: {
    'files.tooLarge': 'Diese Datei ist größer als {most} MB. Senden Sie eine kleinere.',
    'files.notAllowed': 'Dateien dieser Art können nicht gesendet werden. Möglich: {types}.',
    'files.notAsNamed': 'Diese Datei ist nicht, was ihr Name sagt, und kann darum nicht gesendet werden.',
    'files.empty': 'Diese Datei ist leer.',
    'files.broken': 'Dieses Bild kann nicht gelesen werden. Speichern Sie es neu und versuchen Sie es noch einmal.',
    'files.tooManyPixels': 'Dieses Bild hat zu viele Bildpunkte. Senden Sie ein kleineres.',
    'files.bomb': 'Diese Datei würde beim Entpacken viel zu groß und kann darum nicht gesendet werden.',
    'files.macros': 'Dieses Dokument enthält Makros und kann darum nicht gesendet werden. Speichern Sie es ohne Makros.',
    'files.tooMany': 'Dieses Gespräch hat schon {most} Dateien. Mehr können nicht gesendet werden.',
    'files.noRoom': 'Im Moment ist kein Platz für weitere Dateien. Schreiben Sie stattdessen, was wichtig ist.',
    'files.off': 'Hier können keine Dateien gesendet werden.',
    'files.chatOver': 'Dieses Gespräch ist beendet. Dateien können nicht mehr gesendet werden.',
    'files.notFound': 'Diese Datei ist nicht mehr da.',
    'files.pending': 'Diese Datei wird noch auf Viren geprüft. Versuchen Sie es gleich noch einmal.',
    'files.infected': 'In dieser Datei wurde ein Virus gefunden. Sie kann nicht geöffnet werden.',
    'files.notChecked':
      'Diese Datei konnte noch nicht auf Viren geprüft werden und kann darum nicht geöffnet werden. Es wird von selbst wieder versucht.',
    'files.brokenOff': 'Die Datei ist nicht ganz angekommen. Senden Sie sie noch einmal.',
  },
} as const satisfies Words;
