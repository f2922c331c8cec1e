import { type RefObject, useEffect, useRef } from 'react';
import { onTick } from './clock.web.ts';
import { readPreferences } from './preferences.web.ts';
import { duration, inWords, isPressing, left, share, urgency } from './time.ts';
import styles from './timer.module.css';

/** Writes into an element at every tick, without rendering. [DT19] */
function useTicking<E extends HTMLElement>(write: (element: E, now: number) => void, ...facts: readonly unknown[]): RefObject<E | null> {
  const ref = useRef<E>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the facts are what `write` is made from
  useEffect(() => onTick((now) => ref.current && write(ref.current, now)), facts);
  return ref;
}
/** As the agent wants to read it: 12:03 or 12 min. [DT62] */
function told(ms: number): string {
  const { timers, language } = readPreferences();
  return timers === 'words' ? inWords(ms, language) : duration(ms);
}
const put = (element: HTMLElement, text: string): void => {
  if (element.textContent !== text) element.textContent = text;
};

/** How long since. */
export function Since({ at, className }: { readonly at: number; readonly className?: string | undefined }) {
  const ref = useTicking<HTMLTimeElement>((e, now) => put(e, told(now - at)), at);
  return <time ref={ref} className={`${styles.timer} ${className ?? ''}`} aria-hidden="true" />;
}

interface UntilProps {
  readonly at: number;
  readonly className?: string | undefined;
  readonly presses?: boolean;
}
/** How long until; with `presses` its last ten seconds stand out. [WX-15.4] */
export function Until({ at, className, presses = false }: UntilProps) {
  const ref = useTicking<HTMLTimeElement>(
    (e, now) => {
      put(e, left(at, now, told));
      e.dataset.last = String(presses && isPressing(at, now));
    },
    at,
    presses,
  );
  return <time ref={ref} className={`${styles.timer} ${className ?? ''}`} aria-hidden="true" />;
}

/** A bar that empties until a deadline; in the last five seconds it changes its pattern and says a word. */
export function DeadlineBar({
  from,
  until,
  word,
}: {
  readonly from: number;
  readonly until: number;
  readonly word: (seconds: number) => string;
}) {
  const ref = useTicking<HTMLDivElement>(
    (e, now) => {
      e.style.setProperty('--left', String(1 - share(from, until, now)));
      const seconds = Math.max(0, Math.ceil((until - now) / 1000));
      const last = seconds <= 5;
      e.dataset.last = String(last);
      if (e.lastElementChild instanceof HTMLElement) put(e.lastElementChild, last ? word(seconds) : '');
    },
    from,
    until,
  );
  return (
    <div ref={ref} className={styles.bar} aria-hidden="true">
      <span className={styles.fill} />
      <span className={styles.word} />
    </div>
  );
}

/** Since when it is the agent's turn; `data-level` tells how pressing it is, and so does the icon. */
export function Turn({
  since,
  replySeconds,
  children,
}: {
  readonly since: number;
  readonly replySeconds: number;
  readonly children: React.ReactNode;
}) {
  const ref = useTicking<HTMLSpanElement>(
    (e, now) => {
      e.dataset.level = urgency(since, replySeconds, now);
      if (e.lastElementChild instanceof HTMLElement) put(e.lastElementChild, told(now - since));
    },
    since,
    replySeconds,
  );
  return (
    <span ref={ref} className={styles.turn}>
      {children}
      <time className={styles.timer} aria-hidden="true" />
    </span>
  );
}
