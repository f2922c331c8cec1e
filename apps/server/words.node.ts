import { words as agents } from '@patchbay/agents/words.ts';
import type { Refusal } from '@patchbay/base/decision.ts';
import { type Language, languageOf, type Words } from '@patchbay/base/words.ts';
import { words as canned } from '@patchbay/canned/words.ts';
import { words as chat } from '@patchbay/chat/words.ts';
import { words as contacts } from '@patchbay/contacts/words.ts';
import { words as email } from '@patchbay/email/words.ts';
import { words as files } from '@patchbay/files/words.ts';
import { codeOf } from '@patchbay/help/codes.ts';
import { words as interactions } from '@patchbay/interactions/words.ts';
import { words as users } from '@patchbay/users/words.ts';
import { words as voiceDe } from '@patchbay/voice/words.de.ts';
import { words as voiceEn } from '@patchbay/voice/words.en.ts';
import { createTranslator } from 'use-intl/core';

/** Texts of the server itself. */
const own = {
  en: {
    'commands.keyReused': 'This idempotency key was used for something else. Use a new one.',
    'commands.keyMissing': 'The header Idempotency-Key is missing.',
    'requests.invalid': 'The request is not valid: {reason}',
    'requests.characters': 'A text contains a character that cannot be kept. Write it again.',
    'requests.tooLarge': 'The request is too large.',
    'requests.notFound': 'Not found.',
    'requests.notSignedIn': 'Sign in first.',
    'requests.origin': 'Requests from this web site are not allowed.',
    'requests.tooMany': 'Too many requests. Wait a moment.',
    'requests.failed': 'Something went wrong on our side. It has been noted; try again.',
    'identity.off': 'This chat takes no signed identity: its widget has no keys.',
    'identity.unknownKey': 'The identity is signed with a key (kid) that this chat does not know.',
    'identity.signature': 'The signature of the identity is wrong.',
    'identity.expired': 'The identity has expired. Sign a new one.',
    'identity.notYet': 'The identity is not valid yet. Check the clock of the site.',
    'identity.audience': 'The identity is meant for another chat (aud).',
    'identity.tooLong': 'The identity is valid for too long: at most 10 minutes.',
    'identity.claim': 'The identity lacks a claim, or it is wrong: {claim}',
    'identity.used': 'The identity was used before. Sign a new one.',
    'identity.invalid': 'The identity is no signed token (JWT).',
    'widget.origin': 'This web site may not show the chat. Its administrator can allow it.',
    'widget.unknown': 'There is no such chat.',
    'widget.offline': 'Nobody is there to chat at the moment. Leave a message.',
    'messages.notFound': 'There is no such message.',
    'widgets.notFound': 'There is no such widget.',
    'widgets.changed': 'Somebody else has changed this widget meanwhile.',
    'widgets.taken': 'There is a widget of this name already.',
    'widgets.wrong': 'The widget cannot be like this: {reason}',
    'mailboxes.notFound': 'There is no such mailbox.',
    'mailboxes.changed': 'Somebody else has changed this mailbox meanwhile.',
    'mailboxes.wrong': 'The mailbox cannot be like this: {reason}',
    'mailboxes.off': 'This mailbox is switched off. {said}',
    'widget.banned': 'You cannot chat with us or leave a message until {when}.',
    'widget.closed': 'The chat is closed at the moment.',
    'widget.opens': 'The chat is closed. We are back on {when}.',
    'widget.full': 'Everybody is busy at the moment, and many are waiting. Please try again in a few minutes.',
    'widget.says': '{says}',
    'widget.missing': 'Fill in this field: {field}',
    'widget.expired': 'Your visit has expired. Reload the page.',
    'email.draftChanged': 'This draft was changed in another window. Look at it, then send.',
    'email.noDraft': 'There is nothing to send. Begin a reply first.',
    'email.noRecipient': 'Enter at least one recipient.',
    'email.wrongAddress': 'This is no e-mail address: {address}',
    'email.tooLarge': 'Attachments may be 10 MB each and 25 MB together. Remove some.',
    'email.harmful': 'A file is harmful or was not checked: {name}. Remove it.',
    'email.masked':
      'Something in this case was masked. Look through what you pass on, also through files and pictures, then send it anyway.',
    'email.unwanted': '{address} wants no mail that was not asked for. Send it only if this one was.',
    'email.notThere': 'Mails of this queue may not be forwarded to {domain}.',
    'email.noMailbox': 'No mailbox that can send belongs to this queue. Ask your administrator.',
    'email.unknownQueue': 'There is no such queue of e-mail.',
    'email.noneWaits': 'No e-mail waits in these queues.',
    'case.otherContact': 'Only conversations of the same contact can belong to the case.',
    'case.lastMail': 'This is the only e-mail of the case. There is nothing to split off.',
    'case.notCame': 'Only e-mails that customers wrote can be split off.',
    'case.noSuchNumber': 'There is no case with this number that you may see.',
    'case.notYours': 'This can be done by whoever works or worked on the case, and by supervisors.',
    'cases.tooShort': 'Type a number, a name or a word.',
    'mails.notFound': 'There is no such mail, or you may not see it.',
    'mails.mayNotMask': 'You may not mask in e-mails. Ask your supervisor.',
    'mails.tooShort': 'Select at least {least} characters.',
    'mails.noPicture': 'This picture cannot be fetched, or is none.',
    'mails.nothingToMask': 'That is not in this e-mail any more. Look at it again.',
    'widget.code': 'This link has been used or is older than 5 minutes. Ask for a new one where you began the chat.',
  },
  de: {
    'commands.keyReused': 'Dieser Idempotency-Key wurde schon für etwas anderes benutzt. Nehmen Sie einen neuen.',
    'commands.keyMissing': 'Der Header Idempotency-Key fehlt.',
    'requests.invalid': 'Die Anfrage ist ungültig: {reason}',
    'requests.characters': 'Ein Text enthält ein Zeichen, das nicht gespeichert werden kann. Schreiben Sie ihn neu.',
    'requests.tooLarge': 'Die Anfrage ist zu groß.',
    'requests.notFound': 'Nicht gefunden.',
    'requests.notSignedIn': 'Melden Sie sich zuerst an.',
    'requests.origin': 'Anfragen von dieser Website sind nicht erlaubt.',
    'requests.tooMany': 'Zu viele Anfragen. Warten Sie einen Moment.',
    'requests.failed': 'Bei uns ist etwas schiefgegangen. Es wurde vermerkt; versuchen Sie es noch einmal.',
    'identity.off': 'Dieser Chat nimmt keine signierte Identität an: Sein Widget hat keine Schlüssel.',
    'identity.unknownKey': 'Die Identität ist mit einem Schlüssel (kid) signiert, den dieser Chat nicht kennt.',
    'identity.signature': 'Die Signatur der Identität ist falsch.',
    'identity.expired': 'Die Identität ist abgelaufen. Signieren Sie eine neue.',
    'identity.notYet': 'Die Identität gilt noch nicht. Prüfen Sie die Uhr der Website.',
    'identity.audience': 'Die Identität ist für einen anderen Chat bestimmt (aud).',
    'identity.tooLong': 'Die Identität gilt zu lange: höchstens 10 Minuten.',
    'identity.claim': 'In der Identität fehlt eine Angabe, oder sie ist falsch: {claim}',
    'identity.used': 'Die Identität wurde schon benutzt. Signieren Sie eine neue.',
    'identity.invalid': 'Die Identität ist kein signiertes Token (JWT).',
    'widget.origin': 'Diese Website darf den Chat nicht zeigen. Ihr Administrator kann es erlauben.',
    'widget.unknown': 'Diesen Chat gibt es nicht.',
    'widget.offline': 'Im Moment ist niemand für einen Chat da. Hinterlassen Sie eine Nachricht.',
    'messages.notFound': 'Diese Nachricht gibt es nicht.',
    'widgets.notFound': 'Dieses Widget gibt es nicht.',
    'widgets.changed': 'Jemand anders hat dieses Widget inzwischen geändert.',
    'widgets.taken': 'Ein Widget dieses Namens gibt es schon.',
    'widgets.wrong': 'So kann das Widget nicht sein: {reason}',
    'mailboxes.notFound': 'Dieses Postfach gibt es nicht.',
    'mailboxes.changed': 'Jemand anders hat dieses Postfach inzwischen geändert.',
    'mailboxes.wrong': 'So kann das Postfach nicht sein: {reason}',
    'mailboxes.off': 'Dieses Postfach ist abgeschaltet. {said}',
    'widget.banned': 'Sie können bis {when} nicht mit uns chatten und keine Nachricht hinterlassen.',
    'widget.closed': 'Der Chat ist im Moment geschlossen.',
    'widget.opens': 'Der Chat ist geschlossen. Wir sind wieder da: {when}.',
    'widget.full': 'Im Moment sind alle im Gespräch, und viele warten. Bitte versuchen Sie es in einigen Minuten noch einmal.',
    'widget.says': '{says}',
    'widget.missing': 'Füllen Sie dieses Feld aus: {field}',
    'widget.expired': 'Ihr Besuch ist abgelaufen. Laden Sie die Seite neu.',
    'email.draftChanged': 'Dieser Entwurf wurde in einem anderen Fenster geändert. Sehen Sie ihn an, dann senden Sie.',
    'email.noDraft': 'Es gibt nichts zu senden. Beginnen Sie zuerst eine Antwort.',
    'email.noRecipient': 'Geben Sie mindestens einen Empfänger an.',
    'email.wrongAddress': 'Das ist keine E-Mail-Adresse: {address}',
    'email.tooLarge': 'Anhänge dürfen je 10 MB und zusammen 25 MB groß sein. Entfernen Sie einige.',
    'email.harmful': 'Eine Datei ist schädlich oder wurde nicht geprüft: {name}. Entfernen Sie sie.',
    'email.masked':
      'In diesem Fall wurde etwas geschwärzt. Sehen Sie durch, was Sie weitergeben, auch Dateien und Bilder, und senden Sie dann trotzdem.',
    'email.unwanted': '{address} möchte keine unaufgeforderten Mails. Senden Sie nur, wenn diese erbeten wurde.',
    'email.notThere': 'Mails dieser Warteschlange dürfen nicht an {domain} weitergeleitet werden.',
    'email.noMailbox': 'Zu dieser Warteschlange gehört kein Postfach, das senden kann. Fragen Sie Ihre Administration.',
    'email.unknownQueue': 'Diese E-Mail-Warteschlange gibt es nicht.',
    'email.noneWaits': 'In diesen Warteschlangen wartet keine E-Mail.',
    'case.otherContact': 'Nur Gespräche desselben Kontakts können zum Fall gehören.',
    'case.lastMail': 'Das ist die einzige E-Mail des Falls. Es gibt nichts abzutrennen.',
    'case.notCame': 'Nur E-Mails, die Kunden geschrieben haben, können abgetrennt werden.',
    'case.noSuchNumber': 'Es gibt keinen Fall mit dieser Nummer, den Sie sehen dürfen.',
    'case.notYours': 'Das kann nur, wer den Fall bearbeitet oder bearbeitet hat, oder die Teamleitung.',
    'cases.tooShort': 'Geben Sie eine Nummer, einen Namen oder ein Wort ein.',
    'mails.notFound': 'Diese Mail gibt es nicht, oder Sie dürfen sie nicht sehen.',
    'mails.mayNotMask': 'Sie dürfen in E-Mails nichts schwärzen. Fragen Sie Ihren Supervisor.',
    'mails.tooShort': 'Markieren Sie mindestens {least} Zeichen.',
    'mails.noPicture': 'Dieses Bild lässt sich nicht holen oder ist keines.',
    'mails.nothingToMask': 'Das steht nicht mehr in dieser E-Mail. Sehen Sie sie noch einmal an.',
    'widget.code': 'Dieser Link ist schon benutzt oder älter als 5 Minuten. Holen Sie dort, wo Sie den Chat begonnen haben, einen neuen.',
  },
} as const satisfies Words;

const voice: Words = { en: voiceEn, de: voiceDe };
const folders: readonly Words[] = [own, interactions, agents, chat, voice, email, files, users, contacts, canned];

/** Every text of a refusal, by key. */
export const refusals = (language: Language): Readonly<Record<string, string>> => Object.assign({}, ...folders.map((f) => f[language]));

const translators = { en: translator('en'), de: translator('de') };
function translator(language: Language) {
  const flat = refusals(language);
  const messages: Record<string, Record<string, string>> = {};
  for (const [key, text] of Object.entries(flat)) {
    const [group = '', name = ''] = key.split('.');
    messages[group] = { ...messages[group], [name]: text };
  }
  return createTranslator({ locale: language, messages: messages as never }) as unknown as (
    key: string,
    values?: Refusal['with'],
  ) => string;
}

/** A refusal with its code, and its text in the language of the request. [HE3] */
export const spoken = (refusal: Refusal, accept: string | undefined) => ({
  ...refusal,
  code: codeOf(refusal.refused),
  text: translators[languageOf(accept)](refusal.refused, refusal.with),
});
