import type { Words } from '@patchbay/base/words.ts';

/** What the rules of an agent refuse with. */
export const words = {
  en: {
    'agents.alreadyLoggedOn': 'You are logged on already.',
    'agents.alreadySo': 'You are in this state already.',
    'agents.noSuchChannel': 'Your profile does not have this channel. Ask your administrator.',
    'agents.loggedOff': 'Log on to this channel first.',
    'agents.notNow': 'Not possible in this state.',
    'agents.workOpen': 'Finish your open interactions first: end them and submit their wrap-up.',
    'agents.full': 'This agent has no free place on this channel.',
    'agents.noSpare': 'Other open work takes too much of this agent. More comes when some of it is done.',
    'agents.forbidden': 'Nothing of this channel comes while {channel} is open.',
    'agents.unknownReason': 'There is no such reason. Choose one of the list.',
    'agents.notAnAgent': 'Your profile does not handle interactions.',
  },
  de: {
    'agents.alreadyLoggedOn': 'Sie sind bereits angemeldet.',
    'agents.alreadySo': 'Sie sind bereits in diesem Zustand.',
    'agents.noSuchChannel': 'Ihr Profil hat diesen Kanal nicht. Fragen Sie Ihren Administrator.',
    'agents.loggedOff': 'Melden Sie sich zuerst auf diesem Kanal an.',
    'agents.notNow': 'In diesem Zustand nicht möglich.',
    'agents.workOpen': 'Schließen Sie zuerst Ihre offenen Interaktionen ab: beenden und Nachbearbeitung absenden.',
    'agents.full': 'Dieser Agent hat auf diesem Kanal keinen freien Platz.',
    'agents.noSpare': 'Andere offene Arbeit beansprucht diesen Agenten zu sehr. Mehr kommt, wenn etwas davon erledigt ist.',
    'agents.forbidden': 'Auf diesem Kanal kommt nichts, solange {channel} offen ist.',
    'agents.unknownReason': 'Diesen Grund gibt es nicht. Wählen Sie einen aus der Liste.',
    'agents.notAnAgent': 'Ihr Profil bearbeitet keine Interaktionen.',
  },
} as const satisfies Words;
