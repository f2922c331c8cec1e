import { setTimeout as pause } from 'node:timers/promises';
import { type Board, callOf, forget, oops } from './board.ts';
import type { Following, Line } from './line.ts';
import { ends, over } from './seating.node.ts';

/** After so many ms it is tried again; then the line is given up: nobody hears anything on it. */
const PAUSES = [100, 200, 400, 800, 1600, 3200];

/** An engine began anew and knows this line no longer: its sound is brought back, and the peer, who hears a short silence, stays on the line. [VO118] */
export async function revives(b: Board, line: Line): Promise<void> {
  line.silent = (line.silent ?? 0) + 1;
  if (line.silent > 1) return; // whoever is at it begins once more
  const call = callOf(b, line.tenant, line.interaction);
  if (line.way === 'out' && line.stage === 'rings') return ringsAnew(b, call, line);
  for (const wait of PAUSES) {
    line.silent = 1;
    const again = await attempt(b, line).then(
      () => (line.silent ?? 0) > 1,
      (error: unknown) => (oops(b)(error), true),
    );
    if (line.stage === 'gone') return;
    if (!again) return revived(b, call, line);
    await pause(wait);
  }
  await b.w.sip.hangUp(line.id).catch(oops(b));
  if (b.lines.has(line.id)) over(b, call, line, 'failed');
}

async function attempt({ w }: Board, line: Line): Promise<void> {
  const offer = await w.media.revive(line.id);
  if (offer === null) return;
  const answer = await w.sip.reoffer(line.id, offer);
  if (answer === null) throw new Error(`${line.id} does not take another session`);
  line.answer = offer;
  await w.media.accept(line.id, answer);
}

async function revived(b: Board, call: Following, line: Line): Promise<void> {
  line.silent = 0;
  await b.w.keep(line);
  await b.settle(call);
}

/** What rang when its engine died rings once more, as another line. */
export async function ringsAnew(b: Board, call: Following, line: Line): Promise<void> {
  forget(b, call, line);
  await ends(b, line);
  await b.settle(call);
}
