import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from './button.web.tsx';
import styles from './cases.module.css';
import type { CaseFacts, CaseWork } from './casing.ts';
import { isBusy, without } from './desk.ts';
import { useCentre, useDesk, useLive } from './deskContext.web.tsx';
import { AlertIcon } from './icons.web.ts';
import { Modal } from './modal.web.tsx';
import { Trouble } from './trouble.web.tsx';

interface HandsProps {
  readonly facts: CaseFacts;
  readonly again: () => void;
}

/** Who works on a case now, other than me: asked to let me have it, or taken over from by whoever may. [DT430] */
export function CaseHands({ facts, again }: HandsProps) {
  const live = useLive();
  return facts.works
    .filter(({ owner }) => owner !== null && owner !== live.me.id)
    .map((work) => <One key={work.id} work={work} again={again} />);
}

function One({ work, again }: { readonly work: CaseWork; readonly again: () => void }) {
  const t = useTranslations();
  const desk = useDesk();
  const live = useLive();
  const { colleagues } = useCentre();
  const [sure, setSure] = useState(false);
  const name = colleagues[work.owner ?? '']?.name ?? t('colleague');
  const problem = desk.problems[work.id];
  const handles = colleagues[live.me.id]?.mails ?? false;
  const asked = work.asked?.by === live.me.id ? work.asked : null;
  const does = async (type: 'relieve' | 'askFor'): Promise<void> => {
    setSure(false);
    const answer = await live.ask({ type, interaction: work.id }, work.id);
    again();
    if (answer.is === 'ok' && type === 'relieve') live.select(work.id);
  };
  return (
    <>
      <div className={styles.strip} role="status">
        {t(work.doing === 'writing' ? 'cases.hands.writes' : 'cases.hands.works', { name })}
        {asked && t(asked.kept ? 'cases.hands.kept' : 'cases.hands.asked', { name })}
        {handles && live.me.may.includes('seeAllWork') && (
          <Button onPress={() => setSure(true)} busy={isBusy(desk, 'relieve', work.id)}>
            {t('cases.hands.takeOver')}
          </Button>
        )}
        {handles && !live.me.may.includes('seeAllWork') && (!work.asked || work.asked.kept) && (
          <Button onPress={() => void does('askFor')} busy={isBusy(desk, 'askFor', work.id)}>
            {t('cases.hands.ask')}
          </Button>
        )}
      </div>
      {problem && (
        <div className={styles.problem} role="alert">
          <AlertIcon size={16} />
          <Trouble problem={problem} onClose={() => live.change((d) => ({ problems: without(d.problems, work.id) }))} />
        </div>
      )}
      {sure && (
        <Modal title={t('cases.hands.sure', { name })} onClose={() => setSure(false)}>
          <p>{t('cases.hands.what', { name })}</p>
          <p className={styles.doors}>
            <Button kind="primary" onPress={() => void does('relieve')}>
              {t('cases.hands.takeOver')}
            </Button>
            <Button onPress={() => setSure(false)}>{t('cases.hands.leave')}</Button>
          </p>
        </Modal>
      )}
    </>
  );
}
