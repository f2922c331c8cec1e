import { useEffect } from 'react';
import { checksOf } from './checking.ts';
import { useLive } from './deskContext.web.tsx';
import { lastCheck, measure } from './measuring.web.ts';

const quietMs = 3000;

/** Checks the system once after signing in, without a word; what fails shows in the header. What the agent checks counts more. [DT76] */
export function useQuietCheck(): void {
  const live = useLive();
  useEffect(() => {
    const check = async (): Promise<void> => {
      const measured = await measure(live);
      if (lastCheck.get() === null) lastCheck.set(checksOf(measured));
    };
    const timer = setTimeout(() => void check(), quietMs);
    return () => clearTimeout(timer);
  }, [live]);
}
