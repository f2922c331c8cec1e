import type { Words } from '@patchbay/base/words.ts';

/** What signing in and out is refused with. */
export const words = {
  en: {
    'signIn.needed': 'Please sign in.',
    'signIn.badCredentials': 'Name or password is wrong. Try again, or ask your administrator for a new password.',
    'signIn.userDisabled': 'Your account is disabled. Ask your administrator.',
    'signIn.tenantDisabled': 'This contact centre is disabled. Ask your provider.',
    'signIn.alreadySignedIn': 'You are signed in elsewhere. Sign in here and end the session there?',
    'signIn.elsewhere': 'You signed in elsewhere. This session has ended.',
    'signIn.replaced': 'Somebody else signed in with this browser. This session has ended.',
    'signIn.passwordChanged': 'Your password was changed. Sign in with the new one.',
    'signIn.signedOut': 'You signed out.',
    'signIn.idle': 'Nobody used this desktop for a while, so it signed out.',
    'signIn.forced': '{by} has signed you out: {reason}',
    'signIn.offerOpen': 'Accept or decline the offer first.',
    'signIn.mayNotGiveBack': 'Here open interactions cannot be given back: finish them or hand them on.',
    'signIn.tooMany': 'Too many wrong passwords from here. Try again in {seconds} seconds.',
    'signIn.unavailable': 'Signing in is not possible at this moment. Try again in a few seconds.',
    'signIn.weakPassword': 'Choose a password of 10 to 200 characters that is not a common one and does not contain your login.',
    'signIn.foreign': 'This request came from another web site. Open Patchbay itself and try again.',
  },
  de: {
    'signIn.needed': 'Bitte melden Sie sich an.',
    'signIn.badCredentials':
      'Name oder Passwort ist falsch. Versuchen Sie es erneut oder bitten Sie Ihren Administrator um ein neues Passwort.',
    'signIn.userDisabled': 'Ihr Konto ist gesperrt. Fragen Sie Ihren Administrator.',
    'signIn.tenantDisabled': 'Dieses Contact Center ist gesperrt. Fragen Sie Ihren Anbieter.',
    'signIn.alreadySignedIn': 'Sie sind anderswo angemeldet. Hier anmelden und die Sitzung dort beenden?',
    'signIn.elsewhere': 'Sie haben sich anderswo angemeldet. Diese Sitzung ist beendet.',
    'signIn.replaced': 'In diesem Browser hat sich jemand anderes angemeldet. Diese Sitzung ist beendet.',
    'signIn.passwordChanged': 'Ihr Passwort wurde geändert. Melden Sie sich mit dem neuen an.',
    'signIn.signedOut': 'Sie haben sich abgemeldet.',
    'signIn.idle': 'Dieser Arbeitsplatz wurde eine Weile nicht benutzt und hat sich abgemeldet.',
    'signIn.forced': '{by} hat Sie abgemeldet: {reason}',
    'signIn.offerOpen': 'Nehmen Sie das Angebot zuerst an oder lehnen Sie es ab.',
    'signIn.mayNotGiveBack': 'Hier können offene Interaktionen nicht zurückgegeben werden: Beenden Sie sie oder geben Sie sie weiter.',
    'signIn.tooMany': 'Zu viele falsche Passwörter von hier. Versuchen Sie es in {seconds} Sekunden erneut.',
    'signIn.unavailable': 'Die Anmeldung ist im Augenblick nicht möglich. Versuchen Sie es in einigen Sekunden erneut.',
    'signIn.weakPassword':
      'Wählen Sie ein Passwort mit 10 bis 200 Zeichen, das nicht gebräuchlich ist und Ihren Anmeldenamen nicht enthält.',
    'signIn.foreign': 'Diese Anfrage kam von einer anderen Website. Öffnen Sie Patchbay selbst und versuchen Sie es erneut.',
  },
} as const satisfies Words;
