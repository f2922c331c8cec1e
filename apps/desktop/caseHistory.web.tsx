import { textIn } from '@patchbay/configuration/text.ts';
import type { ComponentType } from 'react';
import { useTranslations } from 'use-intl';
import { api } from './api.web.ts';
import { useCaseState } from './caseStrip.web.tsx';
import styles from './cases.module.css';
import type { CaseFacts, HistoryLine } from './casing.ts';
import { useCentre } from './deskContext.web.tsx';
import {
  AlertIcon,
  CheckIcon,
  DownIcon,
  HandOverIcon,
  QueueIcon,
  RefreshIcon,
  TurnIcon,
  UpIcon,
  WaitIcon,
  WorkIcon,
  WrapUpIcon,
} from './icons.web.ts';
import { Skeleton } from './listing.web.tsx';
import { Failed } from './part.web.tsx';
import { usePreferences } from './preferences.web.ts';
import { dayOf, timeOfDay } from './time.ts';
import { useAsked } from './useAsked.web.ts';

const icons: Readonly<Record<HistoryLine['is'], ComponentType<{ size: number }>>> = {
  came: DownIcon,
  went: UpIcon,
  transferred: HandOverIcon,
  note: WrapUpIcon,
  taken: WorkIcon,
  takenOver: HandOverIcon,
  kept: WorkIcon,
  queue: QueueIcon,
  reviewed: CheckIcon,
  takenBack: TurnIcon,
  failed: AlertIcon,
  disposed: CheckIcon,
  noted: WrapUpIcon,
  unanswered: CheckIcon,
  closeUndone: TurnIcon,
  state: RefreshIcon,
  pressed: WaitIcon,
  split: HandOverIcon,
  linked: RefreshIcon,
  unlinked: RefreshIcon,
};

/** What happened, in order: what came, went, was handed on and noted, how it stood; each with its sign, who did it and when. [DT281] */
export function CaseHistory({ facts }: { readonly facts: CaseFacts }) {
  const t = useTranslations();
  const { colleagues } = useCentre();
  const { region } = usePreferences();
  const says = useSaying();
  const { at, due } = facts.case;
  const read = useAsked(`${facts.case.id} ${at.is} ${due?.since} ${facts.notes.length}`, history);
  if (read.is === 'loading') return <Skeleton rows={4} />;
  if (read.is === 'failed') return <Failed problem={read.problem} onAgain={read.again} />;
  return (
    <ol className={styles.lines}>
      {read.body.lines.map((line, n) => {
        const Icon = icons[line.is];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: what has happened keeps its place
          <li key={n} className={styles.line}>
            <span className={styles.icon} data-is={line.is}>
              <Icon size={16} />
            </span>
            <span className={styles.what}>
              {says(line)}
              <small>
                {[line.by && (colleagues[line.by]?.name ?? t('colleague')), `${dayOf(line.at, region)}, ${timeOfDay(line.at, region)}`]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </span>
          </li>
        );
      })}
    </ol>
  );
}
const history = (key: string) => api.caseHistory(key.split(' ')[0] ?? '');

/** What a line of the history says. */
function useSaying() {
  const t = useTranslations();
  const { colleagues, queues, dispositions } = useCentre();
  const { language } = usePreferences();
  const stateText = useCaseState();
  const agent = (id: string | undefined): string => colleagues[id ?? '']?.name ?? t('colleague');
  const queue = (id: string | undefined): string => textIn(queues[id ?? '']?.label ?? id ?? '', language);
  return (line: HistoryLine): string => {
    switch (line.is) {
      case 'came':
      case 'went':
        return t(`cases.told.${line.is}`, { who: line.who, subject: line.subject });
      case 'note':
        return t('cases.told.note', { text: line.text });
      case 'taken':
      case 'kept':
        return t(`cases.told.${line.is}`, { agent: agent(line.agent) });
      case 'takenOver':
        return t('cases.told.takenOver', { agent: agent(line.agent), from: agent(line.from) });
      case 'transferred': {
        const to = line.to?.queue === undefined ? agent(line.to?.agent) : queue(line.to.queue);
        return [t('cases.told.transferred', { to }), line.comment].filter(Boolean).join(': ');
      }
      case 'queue':
        return t('cases.told.queue', { queue: queue(line.queue) });
      case 'reviewed':
        return [t(line.approved ? 'cases.told.approved' : 'cases.told.sentBack'), line.comment].filter(Boolean).join(': ');
      case 'failed':
        return t('cases.told.failed', { said: line.said });
      case 'disposed':
      case 'noted':
      case 'unanswered':
        return t(`cases.told.${line.is}`, { reason: textIn(dispositions[line.reason]?.label ?? line.reason, language) });
      case 'state':
        return t('cases.told.state', { state: stateText(line.now) });
      case 'pressed':
        return t(`cases.told.${line.pace}`);
      case 'split':
        return t('cases.told.split', { number: String(line.number) });
      default:
        return t(`cases.told.${line.is}`);
    }
  };
}
