import { useEffect } from 'react';
import { useDesk, useLive } from './deskContext.web.tsx';

const looksMs = 1000;

/** Tells the customer how far I have read, once it has stood for a second in a window that I look at; anew on a new line. 0: nothing. [DT192] */
export function useTellRead(id: string, to: number): void {
  const live = useLive();
  const { up } = useDesk().line;
  useEffect(() => {
    if (!to || !up) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const looks = (): boolean => document.hasFocus() && !document.hidden;
    const look = (): void => {
      clearTimeout(timer);
      if (looks()) timer = setTimeout(() => looks() && live.tellRead(id, to), looksMs);
    };
    look();
    window.addEventListener('focus', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('focus', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, [live, id, to, up]);
}
