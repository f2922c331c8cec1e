import type { Control } from '@patchbay/chat/controls.ts';
import type { Interaction, Participation } from '@patchbay/interactions/interaction.ts';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from './button.web.tsx';
import { isBusy } from './desk.ts';
import { useDesk, useLive } from './deskContext.web.tsx';
import { DispositionPicker } from './dispositionPicker.web.tsx';
import { WrapUpIcon } from './icons.web.ts';
import { Notes, useNotes } from './notes.web.tsx';
import { Until } from './timer.web.tsx';
import type { Verbs } from './verbs.web.ts';
import styles from './wrapUp.module.css';

interface StripProps {
  readonly id: string;
  readonly item: Interaction<unknown>;
  readonly part: Extract<Participation, { stage: 'active' | 'wrapUp' }>;
  readonly buttons: Readonly<Record<'extendWrapUp' | 'submitWrapUp', Control>>;
  readonly verbs: Verbs;
  readonly why: (key: string | null) => string | null;
  /** What else can be done when it is over. */
  readonly more?: ReactNode;
}

/** Disposition and notes from the first second; the countdown and the way out when the conversation is over. [DT32] */
export function WrapUpStrip({ id, item, part, buttons, verbs, why, more }: StripProps) {
  const t = useTranslations();
  const desk = useDesk();
  const live = useLive();
  const notes = useNotes(id, item.notes);
  const [picked, setPicked] = useState<string | null>(null);
  const [missing, setMissing] = useState(false);
  const reason = picked ?? part.reason;
  const wrapUp = part.stage === 'wrapUp';

  const pick = (next: string | null): void => {
    setPicked(next);
    setMissing(false);
    if (next !== part.reason) void live.ask({ type: 'chooseReason', interaction: id, reason: next }, id);
  };
  const asked = wrapUp && desk.asked === id;
  useEffect(() => {
    if (!asked) return;
    live.change(() => ({ asked: null }));
    setMissing(true);
    document.querySelector<HTMLElement>('[data-wrap-up] input')?.focus();
  }, [asked, live]);
  const submit = async (): Promise<void> => {
    if (!reason) {
      setMissing(true);
      document.querySelector<HTMLElement>('[data-wrap-up] input')?.focus();
      return;
    }
    await notes.save();
    verbs.submitWrapUp(id, reason);
  };
  return (
    <section className={styles.strip} data-wrap-up={wrapUp} aria-label={t('wrapUp.title')}>
      {wrapUp && (
        <div className={styles.finish}>
          <span className={styles.clock}>
            <WrapUpIcon size={16} />
            {t('wrapUp.title')}
            {part.until !== null ? <Until at={part.until} presses /> : null}
            <small>{part.until === null ? t('wrapUp.extended') : t('wrapUp.auto')}</small>
          </span>
          {more}
          {buttons.extendWrapUp.visible && part.until !== null && (
            <Button
              onPress={() => void live.ask({ type: 'extendWrapUp', interaction: id }, id)}
              why={why(buttons.extendWrapUp.why)}
              busy={isBusy(desk, 'extendWrapUp', id)}
            >
              {t('wrapUp.extend')}
            </Button>
          )}
          <span data-submit-wrap-up>
            <Button
              kind="primary"
              keys="Ctrl+Enter"
              onPress={() => void submit()}
              why={why(buttons.submitWrapUp.why)}
              busy={isBusy(desk, 'submitWrapUp', id)}
            >
              {t('wrapUp.submit')}
            </Button>
          </span>
        </div>
      )}
      <div className={styles.fields} data-wrap-up>
        <DispositionPicker reasons={item.policy.reasons} chosen={reason} missing={missing && !reason} onPick={pick} />
        <Notes notes={notes} savedAt={desk.savedAt[id]} />
      </div>
    </section>
  );
}
