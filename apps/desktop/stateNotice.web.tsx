import { type Chosen, isSet } from '@patchbay/agents/agent.ts';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { announce } from './announcer.web.ts';
import styles from './banner.module.css';
import { useDesk, useLive } from './deskContext.web.tsx';
import { AlertIcon } from './icons.web.ts';
import { myState } from './states.ts';
import { useReasonText, useSetBy } from './stateWords.web.ts';

/** What was done to my state by somebody else, or that my reason lasts too long; told once, and in sight until I close it. [AG13] [AG19] */
export function StateNotice() {
  const t = useTranslations();
  const { mirror } = useDesk();
  const live = useLive();
  const setBy = useSetBy();
  const reasonText = useReasonText();
  const [closed, setClosed] = useState('');
  const chosen = myState(mirror)?.chosen;
  const about = chosen ? aboutOf(chosen) : null;
  const text = chosen && about === 'forced' ? `${t(`state.${chosen.is}`)}. ${setBy(chosen)}` : '';
  const warning = chosen?.is === 'notReady' && about === 'overstayed' ? t('state.overstayed', { reason: reasonText(chosen.reason) }) : '';
  const shown = text || warning || (chosen?.is === 'loggedOff' && about === 'lost' ? `${t('state.loggedOff')}. ${setBy(chosen)}` : '');
  const key = `${about} ${chosen?.since}`;
  useEffect(() => {
    if (shown) announce.assertive({ kind: 'state', text: shown }, String);
  }, [shown]);
  if (!shown || closed === key) return null;
  return (
    <div className={styles.banner} data-rung="silent">
      <AlertIcon size={16} />
      <span>{shown}</span>
      {about === 'overstayed' && (
        <button type="button" className={styles.turnOn} onClick={() => void live.ask({ type: 'setReady' }, live.me.id)}>
          {t('idle.goReady')}
        </button>
      )}
      <button type="button" className={styles.turnOn} onClick={() => setClosed(key)}>
        {t('close')}
      </button>
    </div>
  );
}

function aboutOf(chosen: Chosen): 'forced' | 'overstayed' | 'lost' | null {
  if (chosen.by === 'supervisor' && !(chosen.is === 'notReady' && chosen.warnAt === null)) return 'forced';
  if (chosen.is === 'notReady' && chosen.warnAt === null) return 'overstayed';
  return chosen.is === 'loggedOff' && isSet(chosen.since) && chosen.reason !== undefined ? 'lost' : null;
}
