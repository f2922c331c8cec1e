import type { Device } from '@patchbay/agents/agent.ts';
import type { AgentId } from '@patchbay/base/decision.ts';
import { ownerOf } from '@patchbay/interactions/interaction.ts';
import type { Cause } from '@patchbay/voice/call.ts';
import { type Call, customerLeg, dialled, type Leg, legOf } from '@patchbay/voice/call.ts';
import { browserOf, nameAtEdge } from '@patchbay/voice/names.ts';
import type { Dial } from '@patchbay/voice/sip/edge.ts';
import { type Following, type Line, type LineId, waitingRoom } from './line.ts';
import type { Wired } from './wired.ts';

/** Where a leg is reached: a phone or number over the edge, a browser that sits in its lobby, or nowhere. */
type Reached = { readonly dial: Dial['to']; readonly secure: boolean } | { readonly browser: LineId } | { readonly nowhere: Cause };

/** Somebody's line rings from now on: written down first. Answers why it cannot; null: it rings. */
export async function ring(
  w: Wired,
  call: Following,
  leg: Leg,
  browsers: ReadonlySet<string>,
): Promise<{ line: Line; cause: Cause | null }> {
  const { state, tenant, id: interaction } = call;
  const base = { tenant, leg, interaction, stage: 'rings', offer: null, answer: null, place: null } as const;
  if (!state) throw new Error('nothing is known of this call');
  const reached = await reachedAt(w, call, leg, browsers);
  if ('browser' in reached) return { line: { ...base, id: reached.browser, way: 'browser' }, cause: null };
  const line: Line = { ...base, id: w.next(), way: 'out' };
  if ('nowhere' in reached) return { line, cause: reached.nowhere };
  call.lines.set(leg, line);
  const sdp = await w.media.offer(line.id, waitingRoom(interaction, line.id), reached.secure);
  line.place = waitingRoom(interaction, line.id);
  await w.keep(line);
  await w.sip.dial(line.id, { to: reached.dial, shown: shownTo(state, leg), sdp });
  return { line, cause: null };
}

async function reachedAt(w: Wired, { tenant, state }: Following, leg: Leg, browsers: ReadonlySet<string>): Promise<Reached> {
  if (leg === customerLeg) return outside(w, tenant, (state && dialled(state.work.line)) ?? null);
  const agent = leg as string as AgentId;
  const device: Device = await w.device(tenant, agent);
  if (device.is === 'phone') {
    const phone = nameAtEdge(device.phone, tenant);
    return { dial: { phone }, secure: await w.secure(phone) };
  }
  if (device.is === 'external') return outside(w, tenant, device.number);
  const browser = browserOf(tenant, agent) as LineId;
  return device.is === 'browser' && browsers.has(browser) ? { browser } : { nowhere: 'notRegistered' };
}
function outside(w: Wired, tenant: Following['tenant'], number: string | null): Reached {
  const trunk = w.trunk(tenant);
  if (number === null || trunk === undefined) return { nowhere: 'failed' };
  return { dial: { number, trunk: nameAtEdge(trunk.key, tenant) }, secure: trunk.secure };
}

/** What the phone that rings shows: of a customer the number, of a colleague the name; a customer sees the number of the queue. */
function shownTo(state: Call, leg: Leg): string {
  const { line } = state.work;
  const caller = line.colleague !== null && leg === legOf(line.colleague) ? ownerOf(state) : (line.number ?? line.colleague);
  return (leg === customerLeg ? line.shown : caller) ?? 'anonymous';
}
