import { type Address, addressKinds, addressLabels, type Field } from '@patchbay/contacts/contact.ts';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { type Answer, api, newKey } from './api.web.ts';
import { initials } from './avatarMenu.web.tsx';
import { Button } from './button.web.tsx';
import { takesCalls } from './calling.ts';
import styles from './card.module.css';
import { serverNow } from './clock.web.ts';
import { ContactPicker } from './contactPicker.web.tsx';
import { ContactSummary } from './contactSummary.web.tsx';
import { type ContactShown, undoable } from './contacts.ts';
import { useCentre, useDesk, useLive } from './deskContext.web.tsx';
import { openDial } from './dialing.web.ts';
import { EditField } from './editField.web.tsx';
import { AddIcon, CallOutIcon, MessagesIcon, RemoveIcon, VerifiedIcon } from './icons.web.ts';
import { writesMail } from './mailing.ts';
import { openMail } from './mailWanted.web.ts';
import { Modal } from './modal.web.tsx';
import part from './part.module.css';
import { usePreferences } from './preferences.web.ts';
import { type Problem, problemOf } from './problem.ts';
import { dayOf, timeOfDay } from './time.ts';
import { Trouble } from './trouble.web.tsx';

/** What the card needs: the contact, how to read it anew, and the interaction it stands beside, if any. */
export interface ContactCardProps {
  readonly contact: ContactShown;
  readonly onChanged: () => void;
  readonly interaction?: string;
  /** What stands in the head when the contact has no name. */
  readonly fallback: string;
}

/** Who a customer is: edited where it stands, put together with its duplicates, and taken apart again. (GE-19) */
export function ContactCard({ contact, onChanged, interaction, fallback }: ContactCardProps) {
  const t = useTranslations();
  const { region } = usePreferences();
  const live = useLive();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [picking, setPicking] = useState(false);
  const name = contact.name || fallback;

  const ask = async (command: object): Promise<Answer<unknown>> => {
    setProblem(null);
    const answer = await api.command(command, newKey());
    if (answer.is !== 'unreached') onChanged(); // a refusal may mean that what is shown is old
    return answer;
  };
  const press = async (command: object): Promise<void> => {
    const answer = await ask(command);
    if (answer.is !== 'ok') setProblem(problemOf(answer));
  };
  const edit = (field: Field) => (value: string, seen: string) =>
    ask({ type: 'editContact', contact: contact.id, field, base: seen || null, value: value || null });

  return (
    <>
      <section className={styles.contact}>
        <span className={styles.face} aria-hidden="true">
          {initials(name)}
        </span>
        <div className={styles.who}>
          <h2 className={styles.name}>{name}</h2>
          <p className={styles.since}>{t('context.since', { day: dayOf(contact.createdAt, region) })}</p>
        </div>
        <button
          type="button"
          className={styles.verified}
          aria-pressed={contact.verified}
          title={t('contact.verifiedHint')}
          onClick={() => void press({ type: 'verifyContact', contact: contact.id, verified: !contact.verified })}
        >
          <VerifiedIcon size={16} /> {t(contact.verified ? 'contact.verified' : 'contact.unverified')}
        </button>
      </section>
      {problem && (
        <p className={styles.problem} role="alert">
          <Trouble problem={problem} />
        </p>
      )}
      <Proposals contact={contact} press={press} />
      <Alike contact={contact} press={press} />
      <Merged contact={contact} press={press} />
      <div className={styles.fields}>
        <EditField label={t('contact.name')} value={contact.name} onSave={edit('name')} />
        {contact.addresses
          .filter(({ kind }) => kind !== 'visitor')
          .map((address) => (
            <AddressField
              key={address.id}
              contact={contact.id}
              name={name}
              beside={interaction}
              address={address}
              ask={ask}
              press={press}
            />
          ))}
        <EditField
          label={t('contact.language')}
          value={contact.language ?? ''}
          choices={['', ...languages].map((key) => ({ key, text: key ? languageName(key, region) : t('contact.unknown') }))}
          onSave={edit('language')}
        />
        <EditField
          label={t('contact.consent')}
          value={contact.consent ?? ''}
          choices={['', 'given', 'refused'].map((key) => ({ key, text: t(`contact.consents.${key || 'unknown'}`) }))}
          onSave={edit('consent')}
        />
        <NewAddress contact={contact.id} ask={ask} />
      </div>
      <p className={styles.actions}>
        {interaction && (
          <button type="button" className={part.link} onClick={() => live.openContacts(contact.id)}>
            {t('contact.open')}
          </button>
        )}
        <button type="button" className={part.link} onClick={() => setPicking(true)}>
          {t(interaction ? 'contact.assign' : 'contact.mergeWith')}
        </button>
        {live.me.may.includes('anonymise') && !interaction && <Anonymise contact={contact} press={press} />}
      </p>
      {picking && (
        <ContactPicker
          title={t(interaction ? 'contact.assignTitle' : 'contact.mergeTitle')}
          but={contact.id}
          onClose={() => setPicking(false)}
          onPick={(other) => {
            setPicking(false);
            void press(
              interaction
                ? { type: 'assignContact', interaction, contact: other.id }
                : { type: 'mergeContacts', contact: contact.id, other: other.id },
            );
          }}
        />
      )}
    </>
  );
}

type Press = (command: object) => Promise<void>;
type Ask = (command: object) => Promise<Answer<unknown>>;
const languages = ['de', 'en', 'fr', 'es', 'it', 'pl', 'nl', 'tr', 'uk', 'ja', 'ko'];
const languageName = (key: string, region: string): string => new Intl.DisplayNames([region], { type: 'language' }).of(key) ?? key;

function AddressField({
  contact,
  name: whose,
  beside,
  address,
  ask,
  press,
}: {
  readonly contact: string;
  readonly name: string;
  readonly beside: string | undefined;
  readonly address: Address;
  readonly ask: Ask;
  readonly press: Press;
}) {
  const t = useTranslations();
  const { id, kind, label, typed } = address;
  const calls = takesCalls(useDesk().mirror.agent?.state);
  const writes = writesMail(useCentre().queues);
  if (kind === 'visitor') return null;
  const name = label ? `${t(`contact.kinds.${kind}`)}, ${t(`contact.labels.${label}`)}` : t(`contact.kinds.${kind}`);
  return (
    <div className={styles.address}>
      <EditField
        key={typed}
        label={name}
        value={typed}
        kind={kind === 'email' ? 'email' : kind === 'phone' ? 'tel' : 'text'}
        copy
        onSave={(value, seen) => ask({ type: 'putAddress', contact, address: id, kind, label, typed: value, base: seen })}
      />
      {kind === 'email' && writes && (
        <button
          type="button"
          className={part.copy}
          aria-label={t('contact.write', { address: typed })}
          title={t('contact.write', { address: typed })}
          onClick={() => openMail({ to: address.normal, contact, ...(beside && { beside }) })}
        >
          <MessagesIcon size={14} />
        </button>
      )}
      {kind === 'phone' && calls && (
        <button
          type="button"
          className={part.copy}
          aria-label={t('contact.call', { address: typed })}
          title={t('contact.call', { address: typed })}
          onClick={() =>
            openDial({ whom: { to: 'contact', contact, address: id }, name: `${whose} · ${typed}`, ...(beside && { beside }) })
          }
        >
          <CallOutIcon size={14} />
        </button>
      )}
      <button
        type="button"
        className={part.copy}
        aria-label={t('contact.remove', { address: typed })}
        title={t('contact.remove', { address: typed })}
        onClick={() => void press({ type: 'removeAddress', contact, address: id, base: typed })}
      >
        <RemoveIcon size={14} />
      </button>
    </div>
  );
}

function NewAddress({ contact, ask }: { readonly contact: string; readonly ask: Ask }) {
  const t = useTranslations();
  const [open, setOpen] = useState(false);
  const [kind, setKind] = useState<Exclude<Address['kind'], 'visitor'>>('phone');
  const [label, setLabel] = useState<string>('');
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  if (!open)
    return (
      <button type="button" className={styles.add} onClick={() => setOpen(true)}>
        <AddIcon size={14} /> {t('contact.add')}
      </button>
    );
  const save = async (): Promise<void> => {
    const answer = await ask({ type: 'putAddress', contact, address: null, kind, label: label || null, typed, base: null });
    if (answer.is !== 'ok') return setProblem(problemOf(answer));
    setOpen(false);
    setTyped('');
    setProblem(null);
  };
  return (
    <form
      className={styles.newAddress}
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim()) void save();
      }}
    >
      <select aria-label={t('contact.kind')} value={kind} onChange={(event) => setKind(event.target.value as typeof kind)}>
        {addressKinds
          .filter((one) => one !== 'visitor')
          .map((one) => (
            <option key={one} value={one}>
              {t(`contact.kinds.${one}`)}
            </option>
          ))}
      </select>
      <select aria-label={t('contact.label')} value={label} onChange={(event) => setLabel(event.target.value)}>
        <option value="">{t('contact.noLabel')}</option>
        {addressLabels.map((one) => (
          <option key={one} value={one}>
            {t(`contact.labels.${one}`)}
          </option>
        ))}
      </select>
      <input
        aria-label={t('contact.address')}
        placeholder={t('contact.address')}
        maxLength={200}
        dir="auto"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <div className={styles.choices}>
        <button type="submit" className={styles.small} data-kind="primary">
          {t('edit.save')}
        </button>
        <button type="button" className={styles.small} onClick={() => setOpen(false)}>
          {t('cancel')}
        </button>
      </div>
      {problem && (
        <p className={styles.problem} role="alert">
          <Trouble problem={problem} />
        </p>
      )}
    </form>
  );
}

/** What a visitor typed about a verified contact: it counts only when somebody says so. */
function Proposals({ contact, press }: { readonly contact: ContactShown; readonly press: Press }) {
  const t = useTranslations();
  if (contact.proposed.length === 0) return null;
  return (
    <section className={styles.ask} aria-label={t('contact.proposals')}>
      <h3>{t('contact.proposals')}</h3>
      <p>{t('contact.unproved')}</p>
      {contact.proposed.map(({ id, field, value }) => (
        <div key={id} className={styles.asked}>
          <span>
            <small>{field === 'name' ? t('contact.name') : t(`contact.kinds.${field}`)}</small> {value}
          </span>
          <span className={styles.choices}>
            <button
              type="button"
              className={styles.small}
              onClick={() => void press({ type: 'settleProposal', contact: contact.id, proposal: id, take: true })}
            >
              {t('contact.take')}
              <span className="unseen"> {value}</span>
            </button>
            <button
              type="button"
              className={styles.small}
              onClick={() => void press({ type: 'settleProposal', contact: contact.id, proposal: id, take: false })}
            >
              {t('contact.dismiss')}
              <span className="unseen"> {value}</span>
            </button>
          </span>
        </div>
      ))}
    </section>
  );
}

/** Contacts with the same address: one customer, or not. */
function Alike({ contact, press }: { readonly contact: ContactShown; readonly press: Press }) {
  const t = useTranslations();
  if (contact.alike.length === 0) return null;
  return (
    <section className={styles.ask} aria-label={t('contact.alike')}>
      <h3>{t('contact.alike')}</h3>
      <p>{t('contact.unproved')}</p>
      {contact.alike.map((other) => (
        <div key={other.id} className={styles.asked}>
          <ContactSummary contact={other} />
          <span className={styles.choices}>
            <button
              type="button"
              className={styles.small}
              onClick={() => void press({ type: 'mergeContacts', contact: contact.id, other: other.id })}
            >
              {t('contact.same')}
              <span className="unseen"> {other.name}</span>
            </button>
            <button
              type="button"
              className={styles.small}
              onClick={() => void press({ type: 'tellApart', contact: contact.id, from: other.id })}
            >
              {t('contact.apart')}
              <span className="unseen"> {other.name}</span>
            </button>
          </span>
        </div>
      ))}
    </section>
  );
}

/** What was merged into it today, with the way back. */
function Merged({ contact, press }: { readonly contact: ContactShown; readonly press: Press }) {
  const t = useTranslations();
  const { region } = usePreferences();
  const { colleagues } = useCentre();
  return undoable(contact, serverNow()).map(({ contact: from, name, at, by }) => (
    <p key={from} className={styles.merged}>
      <span>{t('contact.merged', { name: name || t('customer'), time: timeOfDay(at, region), by: colleagues[by]?.name ?? by })}</span>
      <button type="button" className={styles.small} onClick={() => void press({ type: 'splitContact', contact: contact.id, from })}>
        {t('contact.undo')}
      </button>
    </p>
  ));
}

function Anonymise({ contact, press }: { readonly contact: ContactShown; readonly press: Press }) {
  const t = useTranslations();
  const [sure, setSure] = useState(false);
  return (
    <>
      <button type="button" className={part.link} onClick={() => setSure(true)}>
        {t('contact.anonymise')}
      </button>
      {sure && (
        <Modal title={t('contact.anonymise')} onClose={() => setSure(false)}>
          <p>{t('contact.anonymiseSure', { name: contact.name || t('customer') })}</p>
          <p className={styles.sure}>
            <Button onPress={() => setSure(false)}>{t('cancel')}</Button>
            <Button
              kind="danger"
              onPress={() => {
                setSure(false);
                void press({ type: 'anonymiseContact', contact: contact.id });
              }}
            >
              {t('contact.anonymise')}
            </Button>
          </p>
        </Modal>
      )}
    </>
  );
}
