import { cell } from './cell.ts';

/** Server's clock minus ours in ms; set by the frames of the stream. */
export const ahead = cell(0);
/** The time of the server, as well as we know it. */
export const serverNow = (): number => Date.now() + ahead.get();

type Write = (now: number) => void;
const writers = new Set<Write>();
let timer: ReturnType<typeof setInterval> | undefined;
const every = 250;

/** Calls `write` with the server's time now and four times a second: one timer for all, and no rendering. Answers how to stop. [DT19] */
export function onTick(write: Write): () => void {
  writers.add(write);
  write(serverNow());
  timer ??= setInterval(tick, every);
  return () => {
    writers.delete(write);
    if (writers.size) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** All are told the time now; windows whose own timers sleep are woken by another one. */
export function tick(): void {
  const now = serverNow();
  for (const write of writers) write(now);
}
