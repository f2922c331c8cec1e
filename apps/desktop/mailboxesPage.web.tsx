import { useCallback, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from './api.web.ts';
import { Button } from './button.web.tsx';
import { Listing } from './listing.web.tsx';
import { MailboxesAside } from './mailboxAside.web.tsx';
import { AddMailbox, RemoveMailbox } from './mailboxDialogs.web.tsx';
import styles from './mailboxes.module.css';
import { isEmptyRule, type MailboxesShown, type MailboxShown, toWrite } from './mailboxes.ts';
import { MailboxForm } from './mailboxForm.web.tsx';
import { MailboxTrial } from './mailboxTrial.web.tsx';
import { Page, PagePart } from './page.web.tsx';
import { usePreferences } from './preferences.web.ts';
import { type Problem, problemOf } from './problem.ts';
import { dayOf, timeOfDay } from './time.ts';
import { Trouble } from './trouble.web.tsx';
import { useFresh } from './useFresh.web.ts';

/** The mailboxes of the centre, for administrators: how each is, what it is, trying it, and what was set aside. [DT303] */
export function MailboxesPage() {
  const t = useTranslations();
  const read = useFresh(api.mailboxes);
  const [doing, setDoing] = useState<
    { readonly is: 'adding' } | { readonly is: 'removing'; readonly key: string; readonly box: MailboxShown } | null
  >(null);
  const [told, setTold] = useState('');
  const done = (text: string): void => {
    setDoing(null);
    setTold(text);
    read.again();
  };
  return (
    <Page title={t('mailboxes.title')} lead={t('mailboxes.lead')} wide>
      <div className={styles.row}>
        {read.body && (
          <Button kind="primary" onPress={() => setDoing({ is: 'adding' })}>
            {t('mailboxes.add.open')}
          </Button>
        )}
        <span role="status">{told}</span>
      </div>
      <Listing read={read} count={(body) => Object.keys(body.mailboxes).length} empty={t('mailboxes.none')}>
        {(body) =>
          Object.entries(body.mailboxes).map(([key, box]) => (
            <One
              key={key}
              id={key}
              box={box}
              queues={body.queues}
              onChanged={read.again}
              onRemove={() => setDoing({ is: 'removing', key, box })}
            />
          ))
        }
      </Listing>
      <MailboxesAside />
      {doing?.is === 'adding' && read.body && (
        <AddMailbox
          queues={read.body.queues}
          mailboxes={read.body.mailboxes}
          onAdded={(address) => done(t('mailboxes.add.done', { address }))}
          onClose={() => setDoing(null)}
        />
      )}
      {doing?.is === 'removing' && (
        <RemoveMailbox
          id={doing.key}
          box={doing.box}
          onRemoved={() => done(t('mailboxes.remove.done', { address: doing.box.is.address }))}
          onClose={() => setDoing(null)}
        />
      )}
    </Page>
  );
}

interface OneProps {
  readonly id: string;
  /** As it is now; what is being written stays. */
  readonly box: MailboxShown;
  readonly queues: MailboxesShown['queues'];
  readonly onChanged: () => void;
  readonly onRemove: () => void;
}
function One({ id, box, queues, onChanged, onRemove }: OneProps) {
  const t = useTranslations();
  const [saved, setSaved] = useState(box);
  const [draft, setDraft] = useState(box.is);
  const [is, setIs] = useState<'idle' | 'applying' | 'applied'>('idle');
  const [problem, setProblem] = useState<Problem | null>(null);
  const changed = JSON.stringify(toWrite(draft)) !== JSON.stringify(toWrite(saved.is));
  const take = useCallback((next: MailboxShown): void => {
    setSaved(next);
    setDraft(next.is);
  }, []);
  if (!changed && box.version !== saved.version && is !== 'applying') take(box); // somebody else has changed it, and nothing is lost
  const apply = async (): Promise<void> => {
    setIs('applying');
    const answer = await api.changeMailbox(id, toWrite(draft), saved.version);
    setIs(answer.is === 'ok' ? 'applied' : 'idle');
    if (answer.is !== 'ok') return setProblem(problemOf(answer, undefined, () => void apply()));
    setProblem(null);
    take(answer.body.mailbox);
    onChanged();
  };
  const reload = box.version !== saved.version && (
    <Button
      onPress={() => {
        take(box);
        setProblem(null);
      }}
    >
      {t('widgets.reload')}
    </Button>
  );
  const empty = draft.rules.some(isEmptyRule);
  return (
    <PagePart id={`mailbox-${id}`} title={saved.is.address}>
      <Light box={box} />
      <details className={styles.settings}>
        <summary>{t('mailboxes.settings')}</summary>
        <MailboxForm
          id={id}
          draft={draft}
          kept={saved.secrets}
          queues={queues}
          onChange={(change) => {
            setDraft((now) => ({ ...now, ...change }));
            setIs((now) => (now === 'applied' ? 'idle' : now));
          }}
        />
      </details>
      <div className={styles.row}>
        <Button
          kind="primary"
          busy={is === 'applying'}
          why={empty ? t('mailboxes.rule.empty') : changed ? null : t('widgets.unchanged')}
          more={saved.is.address}
          onPress={() => void apply()}
        >
          {t('mailboxes.apply')}
        </Button>
        {changed && <Button onPress={() => setDraft(saved.is)}>{t('widgets.discard')}</Button>}
        <Button kind="quiet" more={saved.is.address} onPress={onRemove}>
          {t('mailboxes.remove.open')}
        </Button>
        <span role="status">{is === 'applied' && !changed && t('widgets.applied')}</span>
      </div>
      {problem && (
        <div role="alert">
          <Trouble problem={problem} /> {reload}
        </div>
      )}
      <MailboxTrial
        id={id}
        box={saved}
        why={changed ? t('mailboxes.applyFirst') : saved.is.disabled ? t('mailboxes.isDisabled') : null}
        onTried={onChanged}
      />
    </PagePart>
  );
}

/** The mail server for trying is not there, or not yet. */
const isTrial = (said: string): boolean => said === 'off' || said === 'starting';
/** Whether it works, the last error in the words of the mail server, and when mail came last. */
function Light({ box: { light, is, copiesGivenUp = 0 } }: { readonly box: MailboxShown }) {
  const t = useTranslations();
  const { region } = usePreferences();
  const when = (at: number): string => `${dayOf(at, region)} ${timeOfDay(at, region)}`;
  return (
    <dl className={styles.facts}>
      <dt>{t('mailboxes.light.label')}</dt>
      <dd className={styles.light} data-is={light.is}>
        {t(`mailboxes.light.${is.disabled ? 'disabled' : light.is}`)}
      </dd>
      {light.said && (
        <>
          <dt>{t('mailboxes.light.said')}</dt>
          <dd>
            {isTrial(light.said) ? t('mailboxes.light.trial') : light.said}
            {light.failedAt ? ` (${when(light.failedAt)})` : ''}
          </dd>
        </>
      )}
      {copiesGivenUp > 0 && (
        <>
          <dt>{t('mailboxes.light.copies')}</dt>
          <dd>{t('mailboxes.light.copiesGivenUp', { count: copiesGivenUp, folder: is.sent ?? '' })}</dd>
        </>
      )}
      <dt>{t('mailboxes.light.mail')}</dt>
      <dd>{light.mailAt ? when(light.mailAt) : t('mailboxes.light.none')}</dd>
    </dl>
  );
}
