import { useEffect, useState } from 'react';
import { usePreferences } from './preferences.web.ts';

const asked = '(min-width: 700px)';
const forced = '(min-width: 700px) and (max-width: 999.98px)';
const room = () => ({ may: matchMedia(asked).matches, must: matchMedia(forced).matches });

/** Whether the list is only icons: the agent wants it so, or the window leaves no room. Below 700 px it has the window for itself. */
export function useNarrow(): boolean {
  const { listNarrow } = usePreferences();
  const [{ may, must }, setRoom] = useState(room);
  useEffect(() => {
    const queries = [matchMedia(asked), matchMedia(forced)];
    const look = (): void => setRoom(room());
    for (const query of queries) query.addEventListener('change', look);
    return () => {
      for (const query of queries) query.removeEventListener('change', look);
    };
  }, []);
  return must || (may && listNarrow);
}
