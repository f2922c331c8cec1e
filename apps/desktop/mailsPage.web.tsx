import { textIn } from '@patchbay/configuration/text.ts';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from './api.web.ts';
import { Button } from './button.web.tsx';
import { isBusy, without } from './desk.ts';
import { useCentre, useDesk, useLive } from './deskContext.web.tsx';
import { Listing } from './listing.web.tsx';
import { ComposeButton } from './mailCompose.web.tsx';
import type { MailLists } from './mailing.ts';
import styles from './mailList.module.css';
import { worstOf } from './mailSorting.ts';
import { MailTable } from './mailTable.web.tsx';
import { Page } from './page.web.tsx';
import pills from './pills.module.css';
import { usePreferences } from './preferences.web.ts';
import { SlaIcon } from './slaBar.web.tsx';
import { Trouble } from './trouble.web.tsx';
import { useFresh } from './useFresh.web.ts';

const lists = ['team', 'mine', 'outbox', 'review', 'bins'] as const;
type List = (typeof lists)[number];

/** The lists of e-mail: what waits in my queues, my workbin; for supervisors what is to be read before it is sent, and the workbins of others. [DT291] */
export function MailsPage() {
  const t = useTranslations();
  const live = useLive();
  const { mirror } = useDesk();
  const { queues } = useCentre();
  const { language } = usePreferences();
  const [shown, setShown] = useState<List>('team');
  const [queue, setQueue] = useState<string | null>(null);
  const mails = Object.values(mirror.mails)
    .map(({ version }) => version)
    .join();
  const read = useFresh(api.mailQueue, `${mails} ${mirror.queues.map(({ waiting }) => waiting).join()}`);
  const all = live.me.may.includes('seeAllWork');
  const tabs = lists.filter((list) => all || (list !== 'review' && list !== 'bins'));
  const ofMail = Object.entries(queues).filter(([, { email }]) => email && (email.serves || all));
  return (
    <Page title={t('mails.title')} lead={t('mails.lead')} wide>
      <div className={styles.bar}>
        <div className={`${pills.pills} ${styles.lists}`} role="group" aria-label={t('mails.lists')}>
          {tabs.map((list) => (
            <button key={list} type="button" className={pills.pill} aria-pressed={shown === list} onClick={() => setShown(list)}>
              {list === 'team' && read.body && <SlaIcon is={worstOf(read.body.team)} />}
              {t(`mails.list.${list}`, { count: read.body?.[list].length ?? 0 })}
            </button>
          ))}
        </div>
        <label className={styles.filter}>
          <span>{t('mails.queue')}</span>
          <select value={queue ?? ''} onChange={({ target }) => setQueue(target.value || null)}>
            <option value="">{t('mails.allQueues')}</option>
            {ofMail.map(([key, { label }]) => (
              <option key={key} value={key}>
                {textIn(label, language)}
              </option>
            ))}
          </select>
        </label>
        {shown === 'team' && (
          <TakeNext
            queue={queue}
            waiting={(read.body?.team ?? []).some((row) => queue === null || row.queue === queue)}
            onDone={read.again}
          />
        )}
        <ComposeButton open={live.select} />
      </div>
      <Listing<MailLists>
        read={read}
        count={(body) => body[shown].filter((row) => queue === null || row.queue === queue).length}
        most={500}
        empty={t(`mails.none.${shown}`)}
      >
        {(body) => <MailTable key={`${shown} ${queue}`} list={shown} rows={body[shown]} queue={queue} onChanged={read.again} />}
      </Listing>
    </Page>
  );
}

interface NextProps {
  readonly queue: string | null;
  readonly waiting: boolean;
  readonly onDone: () => void;
}
const subject = 'takeNext';
/** What is to be done first is taken: the server picks it. [DT297] */
function TakeNext({ queue, waiting, onDone }: NextProps) {
  const t = useTranslations();
  const desk = useDesk();
  const live = useLive();
  const problem = desk.problems[subject];
  const take = async (): Promise<void> => {
    const answer = await live.ask({ type: 'takeNext', ...(queue !== null && { queue }) }, subject);
    onDone();
    if (answer.is === 'ok') live.select((answer.body as { readonly interaction: string }).interaction);
  };
  return (
    <>
      <Button
        kind="primary"
        why={waiting ? null : t('mails.none.team')}
        busy={isBusy(desk, 'takeNext', subject)}
        onPress={() => void take()}
      >
        {t('mails.next')}
      </Button>
      {problem && (
        <span role="alert" className={styles.refused}>
          <Trouble problem={problem} onClose={() => live.change((d) => ({ problems: without(d.problems, subject) }))} />
        </span>
      )}
    </>
  );
}
