import type { AgentId, TenantId } from '@patchbay/base/decision.ts';
import { customerLeg, type Leg, legOf } from '@patchbay/voice/call.ts';
import type { MediaEvent } from '@patchbay/voice/media/media.ts';
import { browserAt, inRoom, namedAtEdge } from '@patchbay/voice/names.ts';
import type { SipEvent } from '@patchbay/voice/sip/edge.ts';
import { answeredMeans, refusedAs } from '@patchbay/voice/told.ts';
import { type Board, callOf, deviceIs, forget, happened, oops } from './board.ts';
import { tellsHook } from './hook.node.ts';
import { belongs, type Following, isGone, type Line, type LineId, waitingRoom } from './line.ts';
import { revives, ringsAnew } from './reviving.node.ts';
import { over } from './seating.node.ts';

/** What happens at the edge. */
export function heard(b: Board, event: SipEvent): void {
  const { sip, media } = b.w;
  if (event.is === 'invited') return void invited(b, event).catch(oops(b));
  if (event.is === 'ended') b.leaving.ended(event.leg);
  const line = b.lines.get(event.leg);
  if (!line) return;
  const call = callOf(b, line.tenant, line.interaction);
  if (event.is === 'answered') void answered(b, line, event.sdp).catch((error) => (oops(b)(error), sip.hangUp(line.id)));
  if (event.is === 'connected' && event.sdp !== null && line.offer === null) void media.accept(line.id, event.sdp).catch(oops(b));
  if (event.is === 'offered') void offered(b, line, event.sdp).catch(oops(b));
  if (event.is === 'digit') void digit(b, line, event.digit);
  if (event.is === 'ended') ended(b, call, line, event.cause);
}

function ended(b: Board, call: Following, line: Line, cause: (SipEvent & { readonly is: 'ended' })['cause']): void {
  if (line.interaction === '') return forget(b, call, line);
  if (cause !== 'edge') return over(b, call, line, cause);
  if (line.way === 'out' && line.stage === 'rings') return void ringsAnew(b, call, line).catch(oops(b));
  over(b, call, line, 'failed');
}

async function invited(b: Board, event: SipEvent & { readonly is: 'invited' }): Promise<void> {
  const { w } = b;
  const { key: name, tenant } = namedAtEdge('trunk' in event.source ? event.source.trunk : event.source.phone);
  const id = event.leg as LineId;
  const base = { tenant: tenant as TenantId, leg: customerLeg, way: 'in', interaction: '', stage: 'invited' } as const;
  const line: Line = { ...base, id, offer: event.sdp, answer: null, place: null };
  b.lines.set(id, line);
  await w.sip.ring(id);
  const phone = 'phone' in event.source ? { phone: name } : {};
  const answer = await w.tell({ say: 'invited', tenant: base.tenant, key: id, ...phone, from: event.from, to: event.to });
  if ('refused' in answer || answer.interaction === undefined) {
    b.lines.delete(id);
    w.say(`calls: ${name} called ${event.to}, which takes no calls`);
    return 'refused' in answer ? w.sip.reject(id, refusedAs(answer), answer.text) : w.sip.reject(id, 'noAnswer');
  }
  const call = callOf(b, base.tenant, answer.interaction);
  const leg = answer.agent === undefined ? customerLeg : legOf(answer.agent);
  if (isGone(line))
    return happened(b, call, [{ by: 'outside', ...(leg === customerLeg ? { type: 'customerLeft' } : { type: 'partyLeft', leg }) }]); // while we asked
  belongs(call, line, leg);
  await b.settle(call);
}

async function answered(b: Board, line: Line, sdp: string): Promise<void> {
  const { media, keep } = b.w;
  const call = callOf(b, line.tenant, line.interaction);
  await media.accept(line.id, sdp);
  if (isGone(line)) return;
  line.stage = 'up';
  line.place ??= waitingRoom(line.interaction, line.id);
  tellsHook(b, line);
  await keep(line);
  if (call.state) await happened(b, call, answeredMeans(call.state, line.leg));
  await b.settle(call);
}

async function offered(b: Board, line: Line, sdp: string | null): Promise<void> {
  const { media, sip, keep } = b.w;
  const answer = sdp === null ? line.answer : await media.retake(line.id, sdp).catch((error: unknown) => (oops(b)(error), null));
  await sip.agree(line.id, answer);
  if (sdp !== null && answer !== null) await keep(line); // from where they speak now
}

const digit = (b: Board, line: Line, pressed: string) =>
  happened(b, { tenant: line.tenant, id: line.interaction }, [{ by: 'outside', type: 'digitPressed', leg: line.leg, digit: pressed }]);

/** What happens in the rooms. */
export function noticed(b: Board, event: MediaEvent): void {
  if (event.is === 'played') return played(b, event.room);
  const line = b.lines.get(event.leg);
  if (event.is === 'digit') return line && void digit(b, line, event.digit);
  if (event.is === 'silent') return line && void revives(b, line).catch(oops(b));
  if (event.is === 'lost') browserLost(b, event.leg as string as LineId, line);
}
function browserLost(b: Board, id: LineId, line: Line | undefined): void {
  if (!b.browsers.delete(id)) return;
  const { tenant, agent } = browserAt(id);
  void deviceIs(b, tenant as TenantId, agent as AgentId, 'deviceLost');
  if (line)
    void happened(b, { tenant: line.tenant, id: line.interaction }, [{ by: 'outside', type: 'deviceLost', agent: agent as AgentId }]);
}
function played(b: Board, name: string): void {
  const { interaction, room } = inRoom(name);
  const call = b.calls.get(interaction);
  const leg = /^alone\/(.+)$/.exec(room)?.[1];
  if (call && leg !== undefined) void happened(b, call, [{ by: 'outside', type: 'promptEnded', leg: leg as Leg }]);
}
