import type { AgentId } from '@patchbay/base/decision.ts';
import { ownerOf } from '@patchbay/interactions/interaction.ts';
import { customerLeg, type Leg, legOf } from '@patchbay/voice/call.ts';
import { type Effect, effects } from '@patchbay/voice/effects.ts';
import type { Place } from '@patchbay/voice/media/media.ts';
import { roomOf } from '@patchbay/voice/names.ts';
import { desired, type Picture, type Seat } from '@patchbay/voice/picture.ts';
import { meaningOf } from '@patchbay/voice/told.ts';
import { type Board, deviceIs, forget, happened, lobbyOf, oops } from './board.ts';
import { tellsHook } from './hook.node.ts';
import { isWanted } from './leaving.node.ts';
import { actualOf, type Following, isGone, type Line, placeOf } from './line.ts';
import { ring } from './ringing.node.ts';

/** One round: what the call's picture wants and the engines do not have is carried out. [VO71] */
export async function round(b: Board, call: Following): Promise<void> {
  if (!call.state) return;
  const wanted = desired(call.state);
  for (const [leg, line] of call.lines) if (!wanted.legs.has(leg)) await release(b, call, line);
  for (const effect of effects(wanted, actualOf(call, wanted, b.w.media.sounds()))) await carryOut(b, call, wanted, effect);
}

async function carryOut(b: Board, call: Following, wanted: Picture, effect: Effect): Promise<void> {
  const { media } = b.w;
  if (effect.do === 'ring') return isTheirTurn(call, effect.leg) ? rings(b, call, effect.leg) : undefined;
  if (effect.do === 'move') return moves(b, call, effect.leg, effect);
  if (effect.do === 'hush') return media.hush(roomOf(call.id, effect.room));
  if (effect.do !== 'play') return; // bridges and recordings are not there yet
  const somebody = [...wanted.legs].some(([leg, { room }]) => room === effect.room && isThere(call, leg));
  if (somebody) await media.play(roomOf(call.id, effect.room), effect.sounds);
}
const isThere = ({ lines }: Following, leg: Leg): boolean => ['up', 'invited'].includes(lines.get(leg)?.stage ?? '');

/** Whoever calls lifts their phone first; then it rings at the other end. [VO111] */
function isTheirTurn({ state, lines }: Following, leg: Leg): boolean {
  const owner = state && ownerOf(state);
  if (!state || state.work.doing.doing !== 'dialing' || !owner || leg === legOf(owner)) return true;
  return lines.get(legOf(owner))?.stage === 'up';
}

async function rings(b: Board, call: Following, leg: Leg): Promise<void> {
  if (call.lines.has(leg)) return;
  const rung = await b.leaving.turn(call, leg);
  try {
    if (!isWanted(call, leg)) return; // given up while we waited
    const { line, cause } = await ring(b.w, call, leg, b.browsers);
    call.lines.set(leg, line);
    b.lines.set(line.id, line);
    if (cause !== null) over(b, call, line, cause);
  } catch (error) {
    oops(b)(error);
    const line = call.lines.get(leg);
    if (line) over(b, call, line, 'failed');
  } finally {
    rung();
  }
}

async function moves(b: Board, call: Following, leg: Leg, seat: Seat): Promise<void> {
  if (!call.lines.has(leg) && leg !== customerLeg) await rings(b, call, leg); // a caller who is gone is told by the end of the line
  const line = call.lines.get(leg);
  if (!line || line.stage === 'vain' || (line.stage === 'rings' && line.way !== 'browser')) return;
  const lifted = line.stage === 'invited' && leg !== customerLeg;
  try {
    await sits(b, line, placeOf(call.id, seat));
  } catch (error) {
    return stumbled(b, call, line, error);
  }
  if (lifted) {
    tellsHook(b, line);
    void b.settle(call); // whom they called rings now
  }
  if (call.state?.work.troubles.some((t) => t.leg === leg)) void happened(b, call, [{ by: 'outside', type: 'moved', leg }]);
}
async function sits({ w }: Board, line: Line, place: Place): Promise<void> {
  if (line.stage === 'invited') await takes(w, line, place);
  else await w.media.move(line.id, place);
  if (isGone(line)) return; // while we were at it; its end has seen to the rest
  line.place = place;
  line.stage = 'up';
  await w.keep(line);
}
async function stumbled(b: Board, call: Following, line: Line, error: unknown): Promise<void> {
  oops(b)(error);
  if (line.stage === 'invited') return b.w.sip.reject(line.id, 'failed');
  if (line.stage !== 'gone') void happened(b, call, [{ by: 'outside', type: 'moveFailed', leg: line.leg }]);
}

/** A caller is answered and sits down. */
async function takes({ media, keep, sip }: Board['w'], line: Line, place: Place): Promise<void> {
  const sdp = line.offer === null ? await media.offer(line.id, place) : await media.take(line.id, line.offer, place);
  line.answer = sdp;
  line.place = place;
  if (isGone(line)) return media.drop(line.id);
  await keep(line);
  await sip.answer(line.id, sdp);
}

/** Nobody needs this line any more. */
export async function release(b: Board, call: Following, line: Line): Promise<void> {
  const { stage } = line;
  forget(b, call, line);
  if (stage === 'vain') return;
  if (line.way === 'browser') return lobby(b, line);
  await ends(b, line, line.way === 'out' && stage === 'rings');
  if (stage !== 'up') return;
  tellsHook(b, line);
  if (line.leg !== customerLeg) void happened(b, call, [{ by: 'outside', type: 'onHook', agent: line.leg as string as AgentId }]);
}
const lobby = (b: Board, line: Line): Promise<void> =>
  b.browsers.has(line.id) ? b.w.media.move(line.id, lobbyOf(line.id)).catch(oops(b)) : Promise.resolve();

/** Ends everything of a line: its signalling, its sound, its row. `rang`: at a phone, which is busy until it has heard of it. */
export async function ends(b: Board, line: Line, rang = false): Promise<void> {
  b.leaving.begins(line);
  await b.w.sip.hangUp(line.id).catch(oops(b));
  if (!rang) b.leaving.ended(line.id);
  await b.w.media.drop(line.id).catch(oops(b));
  await b.w.forget(line).catch(oops(b));
}

/** A line is over, and not by us. */
export function over(b: Board, call: Following, line: Line, cause: Parameters<typeof meaningOf>[1]['cause']): void {
  const wasUp = line.stage === 'up';
  const { facts, failed: broken } = call.state
    ? meaningOf(call.state, { leg: line.leg, wasUp, cause })
    : { facts: [{ by: 'outside', type: 'customerLeft' }] as const, failed: null };
  forget(b, call, line);
  const rang = !wasUp && line.leg !== customerLeg;
  if (rang) call.lines.set(line.leg, { ...line, stage: 'vain' });
  void b.w.media.drop(line.id).catch(oops(b));
  void b.w.forget(line).catch(oops(b));
  if (broken) {
    b.failed.set(`${call.tenant} ${broken}`, { tenant: call.tenant, agent: broken });
    void deviceIs(b, call.tenant, broken, 'deviceLost');
  }
  if (wasUp) tellsHook(b, line);
  void happened(b, call, facts);
}
