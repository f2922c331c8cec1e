import type { Words } from '@patchbay/base/words.ts';

/** What writing canned responses is refused with. */
export const words = {
  en: {
    'canned.sameTitle': 'There is one with the title “{title}” already. Choose another title, or change that one.',
    'canned.sameShortcut': 'The shortcut /{shortcut} is taken. Choose another one.',
    'canned.tooMany': 'There are {most} already. Remove some first.',
    'canned.notFound': 'This canned response is no longer there.',
    'canned.notAllowed': 'Canned responses for everybody are written by supervisors and administrators.',
    'canned.unknownQueue': 'There is no queue “{queue}”.',
  },
  de: {
    'canned.sameTitle': 'Es gibt schon einen mit dem Titel „{title}“. Wählen Sie einen anderen Titel, oder ändern Sie jenen.',
    'canned.sameShortcut': 'Das Kürzel /{shortcut} ist vergeben. Wählen Sie ein anderes.',
    'canned.tooMany': 'Es gibt schon {most}. Löschen Sie erst welche.',
    'canned.notFound': 'Diesen Textbaustein gibt es nicht mehr.',
    'canned.notAllowed': 'Textbausteine für alle schreiben Supervisoren und die Administration.',
    'canned.unknownQueue': 'Es gibt keine Warteschlange „{queue}“.',
  },
} as const satisfies Words;
