import type { Chat } from '@patchbay/chat/chat.ts';
import { textIn } from '@patchbay/configuration/text.ts';
import { useTranslations } from 'use-intl';
import { initials } from './avatarMenu.web.tsx';
import styles from './card.module.css';
import { CaseData } from './caseData.web.tsx';
import { ContactCard } from './contactCard.web.tsx';
import { ContactCases } from './contactCases.web.tsx';
import type { ContactShown } from './contacts.ts';
import { useCentre } from './deskContext.web.tsx';
import { Fact } from './fact.web.tsx';
import part from './part.module.css';
import { Failed, Part } from './part.web.tsx';
import { Places } from './places.web.tsx';
import { usePreferences } from './preferences.web.ts';
import { nameOf, waitingSince } from './selectors.ts';
import { duration, timeOfDay } from './time.ts';
import { useContact } from './useContact.web.ts';
import { WhyPart } from './whyPart.web.tsx';

/** Who the customer is, what they said before the chat, and why it came to me. */
export function AboutContact({ id, chat }: { readonly id: string; readonly chat: Chat }) {
  const t = useTranslations();
  const { queues } = useCentre();
  const { language, region } = usePreferences();
  const { contact, failed, again } = useContact(chat.contact);
  const { form, page } = chat.work;
  const name = nameOf(chat) ?? (contact?.name || t('customer'));
  const waited = acceptedAt(chat);
  return (
    <>
      {contact ? (
        <ContactCard contact={contact} onChanged={again} interaction={id} fallback={name} />
      ) : (
        <section className={styles.contact}>
          <span className={styles.face} aria-hidden="true">
            {initials(name)}
          </span>
          <h2 className={styles.name}>{name}</h2>
        </section>
      )}
      {failed && <Failed onAgain={again} />}

      {(chat.work.places || chat.work.sharing) && <Places places={chat.work.places ?? []} sharing={chat.work.sharing ?? null} />}
      <CaseData id={id} chat={chat} />
      <Part title={t('context.form')}>
        <dl className={part.facts}>
          <Fact name={t('contact.name')} value={contact?.name === form.name ? null : form.name} />
          <Fact name={t('context.email')} value={isKnown(contact, form.email) ? null : form.email} copy />
          <Fact name={t('context.phone')} value={isKnown(contact, form.phone) ? null : form.phone} copy />
          <Fact name={t('context.subject')} value={form.subject} />
          {Object.entries(form)
            .filter(([field]) => !['name', 'email', 'phone', 'subject'].includes(field))
            .map(([field, value]) => (
              <Fact key={field} name={field} value={value} />
            ))}
          <Fact name={t('context.page')} value={page} />
          <Fact name={t('context.queue')} value={queues[chat.queue ?? ''] && textIn(queues[chat.queue ?? '']?.label ?? '', language)} />
          <Fact name={t('context.started')} value={timeOfDay(chat.startedAt, region)} />
          {waited !== null && <Fact name={t('context.waited')} value={duration(waited - waitingSince(chat))} />}
        </dl>
      </Part>
      {chat.work.context && (
        <Part title={t('context.app')}>
          <dl className={part.facts}>
            {Object.entries(chat.work.context).map(([field, value]) => (
              <Fact key={field} name={field} value={value} copy />
            ))}
          </dl>
        </Part>
      )}
      {chat.contact && <ContactCases contact={chat.contact} interaction={id} />}
      <WhyPart id={id} />
    </>
  );
}

/** What stands in the card need not stand twice. */
const isKnown = (contact: ContactShown | null, typed: string | undefined): boolean =>
  contact?.addresses.some((address) => address.typed === typed) ?? false;

const acceptedAt = (chat: Chat): number | null => {
  const since = chat.participations.flatMap((p) => (p.stage === 'active' ? [p.since] : []));
  return since.length ? Math.min(...since) : null;
};
