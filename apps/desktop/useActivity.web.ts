import { isSet } from '@patchbay/agents/agent.ts';
import { useEffect } from 'react';
import { useLive } from './deskContext.web.tsx';
import { isAway, myState } from './states.ts';

/** When anybody last used any tab of this desktop. */
const key = 'patchbay.used';
/** When anybody last used any window of this desktop. */
export const lastUse = (): number => Number(localStorage.getItem(key) ?? 0);
const lookMs = 30_000;
const noteMs = 10_000;
const keepMs = 60_000;

/** Tells the server when nobody has used this desktop for a quarter of an hour, and when somebody does again. [AG24] */
export function useActivity(): void {
  const live = useLive();
  useEffect(() => {
    let noted = 0;
    let told = 0;
    const tell = (away: boolean): void => {
      const { mirror } = live.state.get();
      const agent = mirror.agent?.state;
      if (!agent || myState(mirror)?.chosen.is === 'loggedOff' || isSet(agent.away) === away) return;
      void live.ask({ type: 'setAway', away }, live.me.id);
    };
    const use = (): void => {
      keep();
      if (Date.now() - noted < noteMs) return;
      noted = Date.now();
      localStorage.setItem(key, String(noted));
      tell(false);
    };
    /** Once a minute, and at once when it would sign out. [DT75] */
    const keep = (): void => {
      if (Date.now() - told < keepMs && live.state.get().mirror.ending === null) return;
      told = Date.now();
      live.used();
    };
    use();
    const timer = setInterval(() => tell(isAway(Number(localStorage.getItem(key) ?? noted), Date.now())), lookMs);
    const events = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;
    for (const event of events) window.addEventListener(event, use, { passive: true });
    return () => {
      clearInterval(timer);
      for (const event of events) window.removeEventListener(event, use);
    };
  }, [live]);
}
