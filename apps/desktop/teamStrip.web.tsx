import { type Agent, teamOf } from '@patchbay/agents/agent.ts';
import { textIn } from '@patchbay/configuration/text.ts';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from './button.web.tsx';
import { useCentre, useDesk } from './deskContext.web.tsx';
import { TeamIcon } from './icons.web.ts';
import { later } from './later.web.tsx';
import { usePreferences } from './preferences.web.ts';
import styles from './talk.module.css';
import { asksForTeam, teamIsSaid } from './teams.ts';

const TeamDialog = later(() => import('./teamDialog.web.tsx').then((file) => file.TeamDialog));

/** Whoever signs in and is of several teams is asked in which they work, as soon as nothing is open. [DT391] */
export function TeamStrip() {
  const desk = useDesk();
  const { agent } = desk.mirror;
  const [said, setSaid] = useState(false);
  const [choosing, setChoosing] = useState(false);
  if (!agent || !desk.mirror.current || said) return null;
  if (!choosing && !asksForTeam(agent.state, sessionStorage)) return null;
  const over = (): void => {
    teamIsSaid(sessionStorage);
    setSaid(true);
  };
  return (
    <>
      <Ask agent={agent.state} onRight={over} onOther={() => setChoosing(true)} />
      {choosing && <TeamDialog agent={agent.state} onClose={over} />}
    </>
  );
}

function Ask({ agent, onRight, onOther }: { readonly agent: Agent; readonly onRight: () => void; readonly onOther: () => void }) {
  const t = useTranslations();
  const { teams } = useCentre();
  const { language } = usePreferences();
  const team = teamOf(agent) ?? '';
  return (
    <p className={styles.strip} data-is="told">
      <TeamIcon size={16} />
      <span>{t('teams.now', { team: textIn(teams[team] ?? team, language) })}</span>
      <Button onPress={onRight}>{t('talk.right')}</Button>
      <Button onPress={onOther}>{t('teams.other')}</Button>
    </p>
  );
}
