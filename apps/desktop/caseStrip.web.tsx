import { textIn } from '@patchbay/configuration/text.ts';
import type { CaseAt } from '@patchbay/email/case.ts';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from './button.web.tsx';
import styles from './cases.module.css';
import { type CaseFacts, stepsFor } from './casing.ts';
import { without } from './desk.ts';
import { useCentre, useDesk, useLive } from './deskContext.web.tsx';
import { AlertIcon } from './icons.web.ts';
import { MenuButton } from './menuButton.web.tsx';
import { Modal } from './modal.web.tsx';
import { usePreferences } from './preferences.web.ts';
import { SlaBar } from './slaBar.web.tsx';
import { Trouble } from './trouble.web.tsx';

interface StripProps {
  readonly facts: CaseFacts;
  /** It is read anew after every step. */
  readonly again: () => void;
  readonly children?: ReactNode;
}

/** How a case stands, how much time is left for an answer, and what may be done with it. [DT280] */
export function CaseStrip({ facts, again, children }: StripProps) {
  const t = useTranslations();
  const desk = useDesk();
  const live = useLive();
  const does = useCaseSteps(facts.case.id, again);
  const stateText = useCaseState();
  const { pendingReasons } = useCentre();
  const { language } = usePreferences();
  const [merging, setMerging] = useState(false);
  const { case: one, clock } = facts;
  const problem = desk.problems[one.id];
  const supervises = live.me.may.includes('seeAllWork');
  const textOf = (step: string): string => {
    const [what = '', reason] = step.split(' ');
    return reason === undefined
      ? t(`cases.step.${what as 'merge'}`)
      : t('cases.step.wait', { reason: textIn(pendingReasons[reason]?.label ?? reason, language) });
  };
  const choose = (step: string): void => {
    const [type = '', reason] = step.split(' ');
    if (type === 'merge') setMerging(true);
    else void does(reason === undefined ? { type } : { type: 'waitCase', reason });
  };
  const steps = stepsFor(facts, supervises);
  return (
    <>
      <div className={styles.strip} role="group" aria-label={t('cases.stands')}>
        <span className={styles.chip} data-is={one.at.is}>
          {stateText(one.at)}
        </span>
        {clock && <SlaBar clock={clock} />}
        {facts.mayChange && steps.length > 0 && (
          <MenuButton label={t('cases.change')} kind="quiet" items={steps.map((key) => ({ key, text: textOf(key) }))} onChoose={choose}>
            {t('cases.change')}
          </MenuButton>
        )}
        {children}
      </div>
      {problem && (
        <div className={styles.problem} role="alert">
          <AlertIcon size={16} />
          <Trouble problem={problem} onClose={() => live.change((d) => ({ problems: without(d.problems, one.id) }))} />
        </div>
      )}
      {facts.merged.map(({ id, number, subject }) => (
        <p key={id} className={styles.merged}>
          {t('cases.mergedIn', { number: String(number), subject })}
          {supervises && (
            <Button kind="quiet" more={String(number)} onPress={() => void does({ type: 'unmergeCase', case: id })}>
              {t('cases.unmerge')}
            </Button>
          )}
        </p>
      ))}
      {merging && (
        <Merge
          number={one.number}
          onMerge={(into) => {
            setMerging(false);
            void does({ type: 'mergeCase', into });
          }}
          onClose={() => setMerging(false)}
        />
      )}
    </>
  );
}

/** Asks something of a case, and reads it anew. */
export function useCaseSteps(id: string, again: () => void) {
  const live = useLive();
  return async (command: { readonly type: string; readonly [field: string]: string | number | boolean }) => {
    const answer = await live.ask({ case: id, ...command }, id);
    again();
    return answer;
  };
}

/** The words for how a case stands. */
export function useCaseState() {
  const t = useTranslations();
  const { pendingReasons } = useCentre();
  const { language } = usePreferences();
  return (at: CaseAt): string =>
    at.is === 'pending'
      ? t('cases.waits', { reason: textIn(pendingReasons[at.reason]?.label ?? at.reason, language) })
      : t(`cases.is.${at.is}`);
}

interface MergeProps {
  readonly number: number;
  readonly onMerge: (into: number) => void;
  readonly onClose: () => void;
}
function Merge({ number, onMerge, onClose }: MergeProps) {
  const t = useTranslations();
  const [typed, setTyped] = useState('');
  const [missing, setMissing] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const into = Number(/^#?(\d{1,12})$/.exec(typed.trim())?.[1] ?? 0);
    setMissing(into === 0);
    if (into) onMerge(into);
  };
  return (
    <Modal title={t('cases.mergeTitle', { number: String(number) })} onClose={onClose}>
      <form className={styles.merge} onSubmit={submit}>
        <p>{t('cases.mergeHint')}</p>
        <label>
          {t('cases.mergeInto')}
          <input
            data-autofocus
            inputMode="numeric"
            value={typed}
            maxLength={13}
            aria-invalid={missing}
            aria-describedby="merge-missing"
            onChange={({ target }) => setTyped(target.value)}
          />
        </label>
        <p id="merge-missing" role="alert" className={styles.missing}>
          {missing && t('cases.mergeMissing')}
        </p>
        <button type="submit" className={styles.submit}>
          {t('cases.mergeDo')}
        </button>
      </form>
    </Modal>
  );
}
