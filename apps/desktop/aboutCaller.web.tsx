import { textIn } from '@patchbay/configuration/text.ts';
import type { Call } from '@patchbay/voice/call.ts';
import { useTranslations } from 'use-intl';
import { initials } from './avatarMenu.web.tsx';
import { otherOf } from './calling.ts';
import styles from './card.module.css';
import { CaseData } from './caseData.web.tsx';
import { ContactCard } from './contactCard.web.tsx';
import { ContactCases } from './contactCases.web.tsx';
import { useCentre, useLive } from './deskContext.web.tsx';
import { Fact } from './fact.web.tsx';
import part from './part.module.css';
import { Failed, Part } from './part.web.tsx';
import { usePreferences } from './preferences.web.ts';
import { waitingSince } from './selectors.ts';
import { duration, timeOfDay } from './time.ts';
import { useContact } from './useContact.web.ts';
import { useName } from './useName.web.ts';
import { WhyPart } from './whyPart.web.tsx';

/** Who is on the phone, and how the call came to me. */
export function AboutCaller({ id, call }: { readonly id: string; readonly call: Call }) {
  const t = useTranslations();
  const { queues } = useCentre();
  const { me } = useLive();
  const { language, region } = usePreferences();
  const { contact, failed, again } = useContact(call.contact);
  const name = useName(call);
  const other = otherOf(call, me.id);
  const accepted = call.participations.flatMap((p) => (p.stage === 'active' ? [p.since] : []));
  const queue = queues[call.queue ?? ''];
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
      <CaseData id={id} chat={call} />
      <Part title={t('call.about')}>
        <dl className={part.facts}>
          <Fact name={t('offer.number')} value={other.is === 'number' ? other.number : null} copy />
          <Fact name={t(call.kind === 'outbound' ? 'call.shown' : 'call.called')} value={call.work.line.shown} />
          <Fact name={t('context.queue')} value={queue && textIn(queue.label, language)} />
          <Fact name={t('context.started')} value={timeOfDay(call.startedAt, region)} />
          {call.kind === 'inbound' && accepted.length > 0 && (
            <Fact name={t('context.waited')} value={duration(Math.min(...accepted) - waitingSince(call))} />
          )}
        </dl>
      </Part>
      {call.contact && <ContactCases contact={call.contact} interaction={id} />}
      <WhyPart id={id} />
    </>
  );
}
