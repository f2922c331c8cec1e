import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from './api.web.ts';
import { AlertIcon, CloseIcon } from './icons.web.ts';
import { addressesIn, type MailDraft, type MailPerson, typedFrom } from './mailing.ts';
import styles from './mailPeople.module.css';
import { domainOf, flagOf, type Known, withPeople } from './mailPeople.ts';

interface PeopleProps {
  readonly label: string;
  readonly people: readonly MailPerson[];
  readonly answers: MailDraft['answers'];
  readonly onChange: (people: MailPerson[]) => void;
}
const pauseMs = 200;

/** Recipients, each by itself: typed, pasted, or found among whom one has written to; who is new is marked. [DT294] */
export function MailPeople({ label, people, answers, onChange }: PeopleProps) {
  const t = useTranslations();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(-1);
  const { found, clear } = useFound(typed);
  const known = useKnown(people);
  const list = useId();
  const shown = found.filter((one) => !people.some(({ address }) => address === one.address));
  const add = (more: readonly MailPerson[]): void => {
    setTyped('');
    setAt(-1);
    clear();
    if (more.length) onChange(withPeople(people, more));
  };
  const remove = (n: number): void => {
    onChange(people.toSpliced(n, 1));
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const chosen = shown[at];
    const last = people.at(-1);
    if (event.key === 'ArrowDown' && shown.length) setAt((at + 1) % shown.length);
    else if (event.key === 'ArrowUp' && shown.length) setAt((at - 1 + shown.length) % shown.length);
    else if (event.key === 'Enter' && (chosen || typed.trim())) add(chosen ? [chosen] : addressesIn(typed));
    else if ((event.key === ',' || event.key === ';') && typed.trim()) add(addressesIn(typed));
    else if (event.key === 'Escape' && shown.length) clear();
    else if (event.key === 'Backspace' && !typed && last) {
      onChange(people.slice(0, -1));
      setTyped(typedFrom([last]));
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={styles.row}>
      <label htmlFor={`${list}f`}>{label}</label>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/noStaticElementInteractions: a press beside the names goes to the field */}
      <div className={styles.box} onClick={(event) => event.target === event.currentTarget && field.current?.focus()}>
        {people.map((one, n) => (
          <Chip key={one.address} person={one} flag={flagOf(one, answers, known)} onRemove={() => remove(n)} />
        ))}
        <input
          ref={field}
          id={`${list}f`}
          className={styles.field}
          value={typed}
          autoComplete="off"
          role="combobox"
          aria-expanded={shown.length > 0}
          aria-controls={shown.length ? list : undefined}
          aria-autocomplete="list"
          aria-activedescendant={at >= 0 && shown[at] ? `${list}-${at}` : undefined}
          onChange={({ target }) => (/[,;\n]/.test(target.value) ? add(addressesIn(target.value)) : setTyped(target.value))}
          onKeyDown={onKeyDown}
          onBlur={() => add(addressesIn(typed))}
        />
        {shown.length > 0 && (
          <ul id={list} role="listbox" aria-label={t('mail.found')} className={styles.found}>
            {shown.map((one, n) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field
              <li
                key={one.address}
                id={`${list}-${n}`}
                role="option"
                aria-selected={n === at}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => add([one])}
              >
                {one.name && <b>{one.name}</b>} {one.address}
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

interface ChipProps {
  readonly person: MailPerson;
  readonly flag: ReturnType<typeof flagOf>;
  readonly onRemove: () => void;
}
function Chip({ person, flag, onRemove }: ChipProps) {
  const t = useTranslations();
  const why = flag && t(`mail.flag.${flag}`, { domain: domainOf(person) });
  return (
    <span className={styles.chip} data-flag={flag ?? undefined} title={[person.address, why].filter(Boolean).join(': ')}>
      {flag && <AlertIcon size={14} aria-hidden="true" />}
      <span>{person.name || person.address}</span>
      {why && <span className="unseen">{why}</span>}
      <button type="button" aria-label={t('mail.removePerson', { name: person.name || person.address })} onClick={onRemove}>
        <CloseIcon size={14} aria-hidden="true" />
      </button>
    </span>
  );
}

/** Whom one has written to, by what is typed. */
function useFound(typed: string) {
  const [found, setFound] = useState<readonly MailPerson[]>([]);
  const wanted = typed.trim();
  useEffect(() => {
    if (wanted.length < 2) return setFound([]);
    let late = false;
    const timer = setTimeout(async () => {
      const answer = await api.mailAddresses({ search: wanted });
      if (!late) setFound(answer.is === 'ok' ? answer.body.addresses : []); // it is only a help: who is not found is typed
    }, pauseMs);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [wanted]);
  return { found, clear: () => setFound([]) };
}

const nothing: Known = { strange: new Set(), unwanted: new Set() };
/** From which of their domains nobody has ever written to us, and who of them wants no mail. */
function useKnown(people: readonly MailPerson[]): Known {
  const [known, setKnown] = useState(nothing);
  const all = people
    .map(({ address }) => address)
    .filter((address) => address.includes('@'))
    .sort()
    .join();
  useEffect(() => {
    let late = false;
    const addresses = all.split(',').filter(Boolean);
    const domains = [...new Set(addresses.map((address) => domainOf({ name: '', address })))];
    if (addresses.length)
      void api.mailAddresses({ domains, addresses }).then((answer) => {
        if (!late && answer.is === 'ok') setKnown({ strange: new Set(answer.body.strange), unwanted: new Set(answer.body.unwanted) });
      });
    return () => {
      late = true;
    };
  }, [all]);
  return known;
}
