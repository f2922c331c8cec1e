import { counted } from '@patchbay/logs/shown.ts';
import { api } from './api.web.ts';
import { build } from './build.web.ts';

const tellMs = 5 * 60_000;
let counts: Readonly<Record<string, number>> = {};

/** Counts that a code was shown; the server is told now and then, and nothing else about it. [LG5] */
export function noteShown(code: string): void {
  counts = counted(counts, code);
}

/** Tells the server from now on which codes were shown; answers how to stop. What it did not get is told with the next. */
export function keepTelling(): () => void {
  const tell = async (): Promise<void> => {
    const shown = Object.entries(counts).map(([code, times]) => ({ code, times }));
    if (!shown.length) return;
    const told = counts;
    counts = {};
    const answer = await api.tellShown({ build, shown: shown.slice(0, 50) });
    if (answer.is === 'unreached') counts = { ...told, ...counts };
  };
  const hidden = (): void => void (document.hidden && tell());
  const timer = setInterval(() => void tell(), tellMs);
  document.addEventListener('visibilitychange', hidden);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', hidden);
  };
}
