import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api, newKey } from './api.web.ts';
import { Button } from './button.web.tsx';
import { useCentre, useLive } from './deskContext.web.tsx';
import { Listing } from './listing.web.tsx';
import styles from './messages.module.css';
import { Page } from './page.web.tsx';
import { usePreferences } from './preferences.web.ts';
import type { Banned } from './session.ts';
import { dayOf, timeOfDay } from './time.ts';
import { useFresh } from './useFresh.web.ts';

/** The ban that was lifted last, so that it can be undone. */
interface Lifted {
  readonly ban: Banned;
  readonly is: 'lifted' | 'again' | 'failed';
}

/** Who is kept out, by whom, why and until when; each ban can be lifted, and that undone. [DT81] */
export function BansPage() {
  const t = useTranslations();
  const live = useLive();
  const [last, setLast] = useState<Lifted | null>(null);
  const bans = useFresh(api.bans);
  const lift = async (ban: Banned, lifted: boolean): Promise<void> => {
    const answer = await api.command({ type: 'liftBan', interaction: ban.interaction, lifted }, newKey());
    setLast({ ban, is: answer.is !== 'ok' ? 'failed' : lifted ? 'lifted' : 'again' });
    if (answer.is === 'ok') bans.again();
  };
  const nameOf = (ban: Banned): string => ban.name ?? t('customer');
  return (
    <Page title={t('ban.list')} lead={t(live.me.may.includes('seeAllWork') ? 'ban.listLead' : 'ban.ownLead')}>
      <p className={styles.told} role="status">
        {last && t(`ban.told.${last.is}`, { name: nameOf(last.ban) })}
        {last && last.is !== 'failed' && (
          <Button undoes onPress={() => void lift(last.ban, last.is === 'again')}>
            {t('undo')}
          </Button>
        )}
      </p>
      <Listing read={bans} count={(body) => body.bans.length} empty={t('ban.nobody')} most={200}>
        {(body) => (
          <ul className={styles.list}>
            {body.bans.map((ban) => (
              <One key={ban.interaction} ban={ban} name={nameOf(ban)} onLift={() => lift(ban, true)} />
            ))}
          </ul>
        )}
      </Listing>
    </Page>
  );
}

function One({ ban, name, onLift }: { readonly ban: Banned; readonly name: string; readonly onLift: () => Promise<void> }) {
  const t = useTranslations();
  const live = useLive();
  const { colleagues } = useCentre();
  const { region } = usePreferences();
  const [busy, setBusy] = useState(false);
  const { contact } = ban;
  const when = (at: number): string => `${dayOf(at, region)}, ${timeOfDay(at, region)}`;
  const lift = (): void => {
    setBusy(true);
    void onLift().finally(() => setBusy(false));
  };
  return (
    <li className={styles.message}>
      <p className={styles.who}>{name}</p>
      <p className={styles.facts}>
        {t('ban.facts', { until: when(ban.until), by: colleagues[ban.by]?.name ?? t('colleague'), at: dayOf(ban.at, region) })}
      </p>
      <div className={styles.does}>
        {contact && (
          <Button kind="quiet" more={name} onPress={() => live.openContacts(contact)}>
            {t('contact.open')}
          </Button>
        )}
        <Button busy={busy} more={name} onPress={lift}>
          {t('ban.lift')}
        </Button>
      </div>
      <p className={styles.text} dir="auto">
        {ban.reason || t('ban.forgotten')}
      </p>
    </li>
  );
}
