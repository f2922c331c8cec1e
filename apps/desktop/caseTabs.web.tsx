import { textIn } from '@patchbay/configuration/text.ts';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { newKey } from './api.web.ts';
import { Button } from './button.web.tsx';
import { CaseHistory } from './caseHistory.web.tsx';
import { useCaseSteps } from './caseStrip.web.tsx';
import styles from './cases.module.css';
import type { CaseFacts } from './casing.ts';
import { useCentre, useLive } from './deskContext.web.tsx';
import { ChatIcon, PhoneIcon } from './icons.web.ts';
import pills from './pills.module.css';
import { usePreferences } from './preferences.web.ts';
import { dayOf, timeOfDay } from './time.ts';

/** What is shown of a case: its mails, what happened, what colleagues noted, and other conversations. */
export const caseTabs = ['mails', 'history', 'notes', 'others'] as const;
export type CaseTab = (typeof caseTabs)[number];

interface TabsProps {
  readonly facts: CaseFacts;
  readonly tab: CaseTab;
  readonly onTab: (tab: CaseTab) => void;
}
/** Chooses what is shown of a case. [DT281] */
export function CaseTabs({ facts, tab, onTab }: TabsProps) {
  const t = useTranslations();
  const counts = { mails: 0, history: 0, notes: facts.notes.length, others: facts.others.filter(({ linked }) => linked).length };
  return (
    <div className={`${pills.pills} ${styles.parts}`} role="group" aria-label={t('cases.tabs')}>
      {caseTabs.map((one) => (
        <button key={one} type="button" className={pills.pill} aria-pressed={one === tab} onClick={() => onTab(one)}>
          {t(`cases.tab.${one}`)}
          {counts[one] > 0 && ` (${counts[one]})`}
        </button>
      ))}
    </div>
  );
}

interface OneTabProps {
  readonly facts: CaseFacts;
  readonly tab: Exclude<CaseTab, 'mails'>;
  readonly again: () => void;
}
/** What the tab that is chosen shows. [DT281] */
export function CaseTabShown({ facts, tab, again }: OneTabProps) {
  const t = useTranslations();
  return (
    <div className={styles.shown} role="region" aria-label={t(`cases.tab.${tab}`)} tabIndex={0}>
      {tab === 'history' && <CaseHistory facts={facts} />}
      {tab === 'notes' && <Notes facts={facts} again={again} />}
      {tab === 'others' && <Others facts={facts} again={again} />}
    </div>
  );
}

interface PartProps {
  readonly facts: CaseFacts;
  readonly again: () => void;
}
/** What colleagues say among themselves; it looks like no mail, and says that it is sent to nobody. [DT281] */
function Notes({ facts, again }: PartProps) {
  const t = useTranslations();
  const live = useLive();
  const { colleagues } = useCentre();
  const { region } = usePreferences();
  const does = useCaseSteps(facts.case.id, again);
  const [text, setText] = useState('');
  const write = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!text.trim()) return;
    const answer = await does({ type: 'noteCase', note: newKey(), text: text.trim() });
    if (answer.is === 'ok') setText('');
  };
  return (
    <>
      {facts.notes.length === 0 && <p className={styles.none}>{t('cases.noNotes')}</p>}
      <ul className={styles.notes}>
        {facts.notes.map(({ id, agent, text: said, at }) => (
          <li key={id} className={styles.note}>
            <p className={styles.by}>
              <b>{colleagues[agent]?.name ?? t('colleague')}</b> {dayOf(at, region)}, {timeOfDay(at, region)}
              {agent === live.me.id && (
                <Button kind="quiet" onPress={() => void does({ type: 'removeNote', note: id })}>
                  {t('cases.removeNote')}
                </Button>
              )}
            </p>
            <p className={styles.text}>{said}</p>
          </li>
        ))}
      </ul>
      {facts.mayChange && (
        <form className={styles.noteForm} onSubmit={(event) => void write(event)}>
          <label>
            {t('cases.note')}
            <textarea rows={3} maxLength={10_000} value={text} onChange={({ target }) => setText(target.value)} />
          </label>
          <button type="submit" className={styles.submit}>
            {t('cases.writeNote')}
          </button>
        </form>
      )}
    </>
  );
}

/** Chats and calls with the same contact, and which of them belong to the case. [DT281] */
function Others({ facts, again }: PartProps) {
  const t = useTranslations();
  const { queues, colleagues } = useCentre();
  const { language, region } = usePreferences();
  const does = useCaseSteps(facts.case.id, again);
  if (facts.others.length === 0) return <p className={styles.none}>{t('cases.noOthers')}</p>;
  return (
    <ul className={styles.lines}>
      {facts.others.map(({ id, channel, queue, startedAt, agents, linked }) => (
        <li key={id} className={styles.line}>
          <span className={styles.icon} data-is={linked ? 'linked' : undefined}>
            {channel === 'voice' ? <PhoneIcon size={16} /> : <ChatIcon size={16} />}
          </span>
          <span className={styles.what}>
            {t(channel === 'voice' ? 'cases.call' : 'cases.chat')} · {dayOf(startedAt, region)}, {timeOfDay(startedAt, region)}
            <small>
              {[queues[queue ?? ''] && textIn(queues[queue ?? '']?.label ?? '', language), ...agents.map((one) => colleagues[one]?.name)]
                .filter(Boolean)
                .join(' · ')}
            </small>
          </span>
          {facts.mayChange && (
            <Button
              kind="quiet"
              more={`${dayOf(startedAt, region)}, ${timeOfDay(startedAt, region)}`}
              onPress={() => void does({ type: linked ? 'unlinkCase' : 'linkCase', linked: id })}
            >
              {t(linked ? 'cases.unlink' : 'cases.link')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
