import type { Absence, Answer, Wait } from './frames.ts';
import { alarm, type Kept, type Outside } from './outside.ts';
import type { Pass, PassOffice } from './pass.ts';
import type { Picture } from './picture.ts';

/** What the door knows of the page before it. */
interface Before {
  /** What is shown; null: nobody looks. */
  phase(): Picture['phase'] | null;
  /** A message is being written, or one that has arrived is read. */
  busy(): boolean;
  /** The form, or the message in its place, is drawn anew. */
  welcomed(got: Answer<Pass>): void;
  told(what: { readonly away?: Absence | null; readonly wait: Wait; readonly back: boolean }): void;
}

const minute = 60_000;

/** The token that told whether a chat can begin, where that may have changed since. */
export function outdated({ memory, now }: Pick<Outside, 'memory' | 'now'>): string | undefined {
  const { token, away, turns } = memory.read();
  return away || (turns && turns <= now()) ? (token ?? '') : undefined;
}

/** Watches whether a chat can begin: the form changes with it, but never under somebody's hands. [WI40] */
export function doorkeeper(outside: Outside, pass: PassOffice, page: Before) {
  const later = alarm(outside);
  const watch = () => later.set(untilLook(outside.memory.read(), outside), look);
  const look = async () => {
    const before = page.phase();
    watch();
    const stale = outdated(outside);
    if (before !== 'away' && (before !== 'form' || stale === undefined)) return;
    const got = await pass(stale ?? outside.memory.read().token ?? '');
    if (page.phase() === before && got.is === 'done') tell(got, before);
    watch();
  };
  const tell = (got: Answer<Pass> & { readonly is: 'done' }, before: 'away' | 'form') => {
    const { away, wait } = got.body;
    if (!away === (before === 'form')) return page.told({ away, wait, back: false });
    if (page.busy()) page.told({ wait, back: !away });
    else page.welcomed(got);
  };
  return { watch, look };
}

/** How long until it is worth asking: when it opens or closes, not all at once; else in a minute. */
function untilLook({ away, turns }: Kept, { now, random }: Outside): number {
  const hours = !away || away.why === 'closed';
  return hours && turns && turns > now() ? Math.min(turns - now() + random() * 5000, 15 * minute) : minute;
}
