import type { Chosen } from '@patchbay/agents/agent.ts';
import { textIn } from '@patchbay/configuration/text.ts';
import { useTranslations } from 'use-intl';
import { useCentre } from './deskContext.web.tsx';
import { usePreferences } from './preferences.web.ts';
import type { ChannelRow } from './states.ts';
import { timeOfDay } from './time.ts';

const own = ['signIn', 'declined', 'missed', 'afterWork', 'connection', 'device', 'recovered', 'away', 'tookOver', 'rest'] as const;

/** The words for a reason: one of the list, the centre's name for one of the system's, or ours. [BP-15.3] */
export function useReasonText(): (reason: string) => string {
  const t = useTranslations();
  const { reasons, systemReasons } = useCentre();
  const { language } = usePreferences();
  return (reason) => {
    const system = own.find((name) => reason === `system.${name}`);
    if (!system) return textIn(reasons[reason]?.label ?? reason, language);
    const named = systemReasons[system];
    return named ? textIn(named, language) : t(`reason.${system}`);
  };
}

/** What people are called here. */
export function useColleague(): (id: string) => string {
  const { colleagues } = useCentre();
  return (id) => colleagues[id]?.name ?? id;
}

/** Who set a state, since when, and why if it was not me. [DT29, UX-18] */
export function useSetBy(): (chosen: Chosen) => string {
  const t = useTranslations();
  const colleague = useColleague();
  const { region } = usePreferences();
  return (chosen) => {
    const time = timeOfDay(chosen.since, region);
    if (chosen.by === 'agent') return t('state.byYou', { time });
    if (chosen.by === 'supervisor') return t('state.bySupervisor', { time, name: colleague(chosen.who), why: chosen.why });
    return t('state.bySystem', { time, why: causeOf(chosen) });
  };
}

function causeOf(chosen: Chosen): string {
  if (chosen.is === 'missed') return 'missed';
  const reason = 'reason' in chosen ? chosen.reason : undefined;
  if (reason?.startsWith('system.')) return reason.slice('system.'.length);
  return chosen.is === 'notReady' ? 'chosen' : 'other';
}

/** What follows the present work, in words; null: nothing does. */
export function useNextText(): (next: ChannelRow['next']) => string | null {
  const t = useTranslations();
  const reasonText = useReasonText();
  return (next) => {
    if (!next) return null;
    if (next.is === 'rest') return reasonText('system.rest');
    return next.is === 'notReady' ? reasonText(next.reason) : t(next.is === 'ready' ? 'state.ready' : 'state.manual');
  };
}
