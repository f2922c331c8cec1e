import { textIn } from '@patchbay/configuration/text.ts';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from './api.web.ts';
import { Button } from './button.web.tsx';
import { serverNow } from './clock.web.ts';
import { useCentre, useLive } from './deskContext.web.tsx';
import styles from './dial.module.css';
import {
  type Directory,
  type Favourite,
  grouped,
  isFavourite,
  type Line,
  type Listed,
  missedSince,
  mostFavourites,
  moved,
  starred,
  type Whom,
} from './dialing.ts';
import { lookedAt, looks } from './dialing.web.ts';
import {
  AwayIcon,
  CallInIcon,
  CallOutIcon,
  DownIcon,
  LoggedOffIcon,
  MissedCallIcon,
  PhoneIcon,
  QuietIcon,
  ReadyIcon,
  StarIcon,
  StarredIcon,
  UpIcon,
} from './icons.web.ts';
import { Listing } from './listing.web.tsx';
import { prefer, usePreferences } from './preferences.web.ts';
import { refusalText } from './refusals.ts';
import { dayOf, duration, timeOfDay } from './time.ts';
import { Since } from './timer.web.tsx';
import { useFresh } from './useFresh.web.ts';

interface Rows {
  readonly onCall: (whom: Whom) => void;
  readonly busy: boolean;
}
interface RowProps extends Rows {
  readonly icon: ReactNode;
  readonly name: string;
  readonly whom: Whom | null;
  /** Under which name and as whom it is starred; null: it cannot be. */
  readonly star?: Favourite | null;
  readonly why?: string | null;
  readonly children?: ReactNode;
  readonly more?: ReactNode;
}

/** Somebody who can be called: who, how they stand, a star, and the button. */
function Row({ icon, name, whom, star = null, why = null, children, more, onCall, busy }: RowProps) {
  const t = useTranslations();
  const { callees } = usePreferences();
  const is = star !== null && isFavourite(callees, star);
  const full = !is && callees.length >= mostFavourites;
  return (
    <li className={styles.row} data-row>
      <span className={styles.sign}>{icon}</span>
      <span className={styles.who}>
        <b>{name}</b>
        <small>{children}</small>
      </span>
      {more}
      {star && (
        <button
          type="button"
          className={styles.star}
          aria-pressed={is}
          aria-label={t('dial.star', { name })}
          title={full ? t('dial.fullStars', { most: mostFavourites }) : t('dial.star', { name })}
          aria-disabled={full}
          onClick={() => full || prefer({ callees: [...starred(callees, star)] })}
        >
          {is ? <StarredIcon size={16} /> : <StarIcon size={16} />}
        </button>
      )}
      <span data-call>
        <Button
          icon={<CallOutIcon size={16} />}
          busy={busy}
          why={whom ? why : t('dial.withheld')}
          more={name}
          onPress={() => whom && onCall(whom)}
        >
          {t('dial.call')}
        </Button>
      </span>
    </li>
  );
}

const presenceIcons = {
  available: ReadyIcon,
  onThePhone: PhoneIcon,
  away: AwayIcon,
  doNotDisturb: QuietIcon,
  offline: LoggedOffIcon,
} as const;

function Colleague({ agent, more, ...rows }: { readonly agent: Listed; readonly more?: ReactNode } & Rows) {
  const t = useTranslations();
  const { language } = usePreferences();
  const { id, name, presence, since, team, queues, phones, why } = agent;
  const Icon = presenceIcons[presence];
  const about = [team, ...queues].flatMap((text) => (text === null ? [] : textIn(text, language)));
  const told = agent.is === 'loggedOff' || presence === 'onThePhone' ? null : t(`state.${agent.is}`);
  return (
    <Row
      {...rows}
      icon={
        <span className={styles.presence} data-is={presence}>
          <Icon size={presence === 'available' ? 12 : 16} aria-hidden="true" />
        </span>
      }
      name={name}
      whom={{ to: 'agent', agent: id }}
      star={{ to: 'agent', agent: id, label: name }}
      why={why && refusalText(why, language)}
      more={more}
    >
      {t(`dial.presence.${presence}`)}
      {told && ` · ${told}`} {presence !== 'offline' && since !== null && <Since at={since} />}
      {[...new Set(about), ...phones].map((text) => ` · ${text}`)}
    </Row>
  );
}

/** Colleagues and contacts for what was typed. */
export function Found({ found, ...rows }: { readonly found: Directory } & Rows) {
  const t = useTranslations();
  return (
    <>
      {found.agents.length > 0 && (
        <ul className={styles.list} aria-label={t('dial.tab.colleagues')}>
          {found.agents.map((agent) => (
            <Colleague key={agent.id} agent={agent} {...rows} />
          ))}
        </ul>
      )}
      {found.more && <p className={styles.note}>{t('dial.more')}</p>}
      {found.contacts.length > 0 && (
        <section className={styles.group} aria-label={t('dial.contacts')}>
          <h3>{t('dial.contacts')}</h3>
          <ul className={styles.list}>
            {found.contacts.flatMap(({ id, name, phones }) =>
              phones.map((phone) => {
                const label = name || phone.typed;
                const whom = { to: 'contact', contact: id, address: phone.id } as const;
                return (
                  <Row
                    key={phone.id}
                    {...rows}
                    icon={<PhoneIcon size={16} aria-hidden="true" />}
                    name={label}
                    whom={whom}
                    star={{ ...whom, label }}
                  >
                    {phone.typed}
                  </Row>
                );
              }),
            )}
          </ul>
        </section>
      )}
    </>
  );
}

const ways = { in: CallInIcon, out: CallOutIcon, missed: MissedCallIcon } as const;

/** My latest calls, on whatever computer: in, out, missed; one press calls again. [DT243] */
export function Recents(rows: Rows) {
  const t = useTranslations();
  const me = useLive().me.id;
  const [missedOnly, setMissedOnly] = useState(false);
  const [looked] = useState(() => lookedAt(me));
  const read = useFresh(api.recents);
  const known = read.body !== null;
  useEffect(() => {
    if (known) looks(me, serverNow());
  }, [me, known]);
  const all = read.body?.recents ?? [];
  const missed = missedSince(all, looked);
  return (
    <>
      {all.some(({ way }) => way === 'missed') && (
        <label className={styles.only}>
          <input type="checkbox" checked={missedOnly} onChange={(event) => setMissedOnly(event.target.checked)} />
          {t('dial.missedOnly')}
          {missed > 0 && <b>{t('dial.missedNew', { count: missed })}</b>}
        </label>
      )}
      <Listing read={read} count={({ recents }) => recents.length} empty={t('dial.noRecents')}>
        {({ recents }) => (
          <ul className={styles.list} aria-label={t('dial.tab.recents')}>
            {grouped(recents, missedOnly).map((line) => (
              <RecentRow key={line.id} line={line} {...rows} />
            ))}
          </ul>
        )}
      </Listing>
    </>
  );
}

function RecentRow({ line, ...rows }: { readonly line: Line } & Rows) {
  const t = useTranslations();
  const { language, region } = usePreferences();
  const { colleagues, queues } = useCentre();
  const { at, way, seconds, failed, times } = line;
  const Icon = ways[way];
  const written = 'agent' in line.with ? null : (line.with.written ?? line.with.number);
  const name = 'agent' in line.with ? (colleagues[line.with.agent]?.name ?? t('colleague')) : (line.name ?? written ?? t('call.withheld'));
  const queue = line.queue && queues[line.queue];
  const when = dayOf(at, region) === dayOf(serverNow(), region) ? timeOfDay(at, region) : `${dayOf(at, region)} ${timeOfDay(at, region)}`;
  const came = failed ? refusalText(`voice.${failed}`, language) : seconds === null ? null : duration(seconds * 1000);
  const can = 'agent' in line.with || line.with.number !== null;
  return (
    <Row
      {...rows}
      icon={
        <span className={styles.way} data-is={way}>
          <Icon size={16} role="img" aria-label={t(`dial.way.${way}`)} />
        </span>
      }
      name={times > 1 ? t('dial.times', { name, times }) : name}
      whom={can ? { to: 'again', interaction: line.id } : null}
      star={'agent' in line.with ? { to: 'agent', agent: line.with.agent, label: name } : starOf(line.with.number, name)}
    >
      {[when, name === written ? null : written, queue && textIn(queue.label, language), came].filter(Boolean).join(' · ')}
    </Row>
  );
}
/** A number that is shown masked cannot be kept. */
const starOf = (number: string | null, label: string): Favourite | null =>
  number?.startsWith('+') ? { to: 'number', number, label } : null;

/** Whom I have starred, in the order I gave them, colleagues with their presence. [DT244] */
export function Favourites({ presence, ...rows }: { readonly presence: readonly Listed[] } & Rows) {
  const t = useTranslations();
  const { callees } = usePreferences();
  if (!callees.length) return <p className={styles.note}>{t('dial.noFavourites')}</p>;
  return (
    <ul className={styles.list} aria-label={t('dial.tab.favourites')}>
      {callees.map((one, n) => {
        const more = <Order all={callees} at={n} />;
        const agent = one.to === 'agent' ? presence.find(({ id }) => id === one.agent) : undefined;
        const key = JSON.stringify(one);
        if (agent) return <Colleague key={key} agent={agent} more={more} {...rows} />;
        return (
          <Row key={key} {...rows} icon={<PhoneIcon size={16} aria-hidden="true" />} name={one.label} whom={one} star={one} more={more}>
            {one.to === 'number' && one.label !== one.number ? one.number : ''}
          </Row>
        );
      })}
    </ul>
  );
}

function Order({ all, at }: { readonly all: readonly Favourite[]; readonly at: number }) {
  const t = useTranslations();
  const name = all[at]?.label ?? '';
  const one = (by: 1 | -1, Icon: typeof UpIcon, word: 'up' | 'down') => (
    <button
      type="button"
      className={styles.star}
      aria-label={t(`dial.${word}`, { name })}
      title={t(`dial.${word}`, { name })}
      aria-disabled={all[at + by] === undefined}
      onClick={() => prefer({ callees: [...moved(all, at, by)] })}
    >
      <Icon size={14} />
    </button>
  );
  return (
    <span className={styles.order}>
      {one(-1, UpIcon, 'up')}
      {one(1, DownIcon, 'down')}
    </span>
  );
}
