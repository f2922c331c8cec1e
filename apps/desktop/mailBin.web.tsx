import { textIn } from '@patchbay/configuration/text.ts';
import { useTranslations } from 'use-intl';
import { api } from './api.web.ts';
import { Button } from './button.web.tsx';
import { isBusy } from './desk.ts';
import { useCentre, useDesk, useLive } from './deskContext.web.tsx';
import styles from './mail.module.css';
import { ComposeButton } from './mailCompose.web.tsx';
import type { MailRow } from './mailing.ts';
import { worstOf } from './mailSorting.ts';
import { usePreferences } from './preferences.web.ts';
import { SlaIcon } from './slaBar.web.tsx';
import { Trouble } from './trouble.web.tsx';
import { useFresh } from './useFresh.web.ts';
import type { Verbs } from './verbs.web.ts';

const verb = { waiting: 'take', shelved: 'open', drafted: 'open', failed: 'edit', inReview: null, sending: null } as const;

/** E-mails that lie in my workbin, and those that wait in my queues: opened or taken from here. */
export function MailBin({ verbs }: { readonly verbs: Verbs }) {
  const t = useTranslations();
  const live = useLive();
  const { mirror } = useDesk();
  const mails = Object.values(mirror.mails)
    .map(({ version }) => version)
    .join();
  const list = useFresh(api.mailQueue, mails);
  const { mine = [], team = [] } = list.body ?? {};
  if (list.problem && !list.body) return <Trouble problem={list.problem} />;
  return (
    <>
      <div className={styles.bin}>
        <ComposeButton open={verbs.open} wide />
        <Button kind="quiet" wide icon={<SlaIcon is={worstOf([...mine, ...team])} />} onPress={() => live.go('mails')}>
          {t('mails.counts', { mine: mine.length, team: team.length })}
        </Button>
      </div>
      {mine.length > 0 && <Rows title={t('mail.mine', { count: mine.length })} rows={mine} verbs={verbs} again={list.again} />}
      {team.length > 0 && <Rows title={t('mail.team', { count: team.length })} rows={team} verbs={verbs} again={list.again} />}
    </>
  );
}

interface RowsProps {
  readonly title: string;
  readonly rows: readonly MailRow[];
  readonly verbs: Verbs;
  readonly again: () => void;
}
function Rows({ title, rows, verbs, again }: RowsProps) {
  const t = useTranslations();
  const live = useLive();
  const desk = useDesk();
  const { queues } = useCentre();
  const { language } = usePreferences();
  const does = async (type: string, id: string): Promise<void> => {
    const answer = await live.ask({ type, interaction: id }, id);
    again();
    if (answer.is === 'ok') verbs.open(id);
  };
  return (
    <section className={styles.bin} aria-label={title}>
      <h2 className={styles.binTitle}>{title}</h2>
      <ul>
        {rows.map((row) => {
          const type = verb[row.is];
          const problem = desk.problems[row.interaction];
          return (
            <li key={row.interaction}>
              <span className={styles.binText}>
                <strong>{row.from || t('mail.somebody')}</strong>
                <span>
                  #{row.number} {row.subject}
                </span>
                <small>
                  {[
                    queues[row.queue ?? ''] && textIn(queues[row.queue ?? '']?.label ?? '', language),
                    t(`mail.is.${row.is}`),
                    row.clock && row.clock.left < 0 ? t('mail.late') : null,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </small>
                {problem && <Trouble problem={problem} />}
              </span>
              {type && (
                <Button onPress={() => void does(type, row.interaction)} busy={isBusy(desk, type, row.interaction)} more={row.subject}>
                  {t(`mail.verb.${type}`)}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
