import { type Announcement, nextSaid } from './announcing.ts';

/** At most one sentence in this time, in each region. */
const pause = 2000;

/** Speaks through one live region that is there from the start. */
function region(politeness: 'polite' | 'assertive') {
  const element = document.createElement('div');
  element.setAttribute('aria-live', politeness);
  element.setAttribute('role', politeness === 'polite' ? 'status' : 'alert');
  element.className = 'unseen';
  document.body.append(element);
  let queue: readonly Announcement[] = [];
  let busy: ReturnType<typeof setTimeout> | undefined;
  let counted = (n: number): string => String(n);
  const next = (): void => {
    busy = undefined;
    const { say, rest } = nextSaid(queue, counted);
    queue = rest;
    element.replaceChildren(say ?? ''); // nothing said long ago stays in the page
    if (say === null) return;
    busy = setTimeout(next, pause);
  };
  return (announcement: Announcement, count: (n: number) => string): void => {
    counted = count;
    queue = [...queue, announcement];
    if (busy === undefined) next();
  };
}

/** The two regions of the page: `polite` waits, `assertive` interrupts. [DT21] */
export const announce = { polite: region('polite'), assertive: region('assertive') } as const;
