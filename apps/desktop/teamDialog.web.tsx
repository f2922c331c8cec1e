import { type Agent, teamOf } from '@patchbay/agents/agent.ts';
import { textIn } from '@patchbay/configuration/text.ts';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { isBusy } from './desk.ts';
import { useCentre, useDesk, useLive } from './deskContext.web.tsx';
import { Modal } from './modal.web.tsx';
import { usePreferences } from './preferences.web.ts';
import styles from './talk.module.css';
import { Trouble } from './trouble.web.tsx';

/** In which of my teams I work; another one is chosen while nothing is open. [DT391] */
export function TeamDialog({ agent, onClose }: { readonly agent: Agent; readonly onClose: () => void }) {
  const t = useTranslations();
  const live = useLive();
  const desk = useDesk();
  const { teams } = useCentre();
  const { language } = usePreferences();
  const me = live.me.id;
  const [wished, setWished] = useState<string | null>(null);
  const busy = isBusy(desk, 'chooseTeam', me);
  const now = (busy && wished) || teamOf(agent); // what was chosen stands at once
  const open = agent.work.length > 0;
  const problem = desk.problems[me];
  const choose = (team: string): void => {
    setWished(team);
    void live.ask({ type: 'chooseTeam', team }, me);
  };
  return (
    <Modal title={t('teams.title')} onClose={onClose}>
      <div className={styles.dialog}>
        {problem && (
          <p className={styles.problem} role="alert">
            <Trouble problem={problem} />
          </p>
        )}
        <fieldset className={styles.choices} aria-busy={busy} disabled={open} aria-describedby="team-hint">
          <legend>{t('teams.workIn')}</legend>
          {(agent.profile.teams ?? []).map((team) => (
            <label key={team} className={styles.choice}>
              <input type="radio" name="team" checked={team === now} onChange={() => choose(team)} />
              {textIn(teams[team] ?? team, language)}
            </label>
          ))}
        </fieldset>
        <p id="team-hint">{t(open ? 'teams.later' : 'teams.hint')}</p>
      </div>
    </Modal>
  );
}
