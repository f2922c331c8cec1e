import type { Email } from '@patchbay/email/email.ts';
import { initials } from './avatarMenu.web.tsx';
import styles from './card.module.css';
import { ContactCard } from './contactCard.web.tsx';
import { Failed } from './part.web.tsx';
import { useContact } from './useContact.web.ts';
import { useName } from './useName.web.ts';

/** Who wrote the mail, as a contact. */
export function AboutWriter({ id, mail }: { readonly id: string; readonly mail: Email }) {
  const name = useName(mail);
  const { contact, failed, again } = useContact(mail.contact);
  if (failed) return <Failed onAgain={again} />;
  return contact ? (
    <ContactCard contact={contact} onChanged={again} interaction={id} fallback={name} />
  ) : (
    <section className={styles.contact}>
      <span className={styles.face} aria-hidden="true">
        {initials(name)}
      </span>
      <h2 className={styles.name}>{name}</h2>
    </section>
  );
}
