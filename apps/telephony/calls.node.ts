import { setTimeout as pause } from 'node:timers/promises';
import type { AgentId, TenantId } from '@patchbay/base/decision.ts';
import { ownerOf } from '@patchbay/interactions/interaction.ts';
import { type Call, customerLeg, legOf } from '@patchbay/voice/call.ts';
import type { CallNow, Whose } from '@patchbay/voice/door.ts';
import type { MediaEvent } from '@patchbay/voice/media/media.ts';
import { browserOf } from '@patchbay/voice/names.ts';
import type { SipEvent } from '@patchbay/voice/sip/edge.ts';
import { type Board, callOf, deviceIs, happened, lobbyOf, oops } from './board.ts';
import { heard, noticed } from './hearing.node.ts';
import { rightsHooks } from './hook.node.ts';
import { watchLeaving } from './leaving.node.ts';
import { belongs, type Following, type Line, type LineId } from './line.ts';
import { ends, release, round } from './seating.node.ts';
import type { Wired } from './wired.ts';

/** Follows the calls: makes of the engines what the picture of each wants, one thing after the other, and tells what happens on the lines. */
export interface Calls extends Pick<Board, 'failed'> {
  readonly heard: (event: SipEvent) => void;
  readonly noticed: (event: MediaEvent) => void;
  /** Every call that is open: lines of any other belong to nobody. */
  readonly all: (calls: readonly CallNow[], offHook: readonly Whose[]) => void;
  readonly changed: (call: CallNow) => void;
  /** Goes on with the line of a predecessor. [VO116] */
  readonly restored: (line: Line) => void;
  /** Ends the line of a predecessor that was not up. */
  readonly abandoned: (line: Line) => void;
  readonly press: (interaction: string, agent: AgentId, digits: string) => Promise<void>;
  /** How many calls and lines it knows. */
  readonly count: () => { readonly calls: number; readonly lines: number };
  /** An agent's browser sits down, or again; resolves with our answer. */
  readonly audio: (tenant: TenantId, agent: AgentId, offer: string) => Promise<string | null>;
}

const pressMs = 250;

export function openCalls(w: Wired): Calls {
  const calls: Board['calls'] = new Map();
  const known = { calls, lines: new Map(), browsers: new Set<string>(), failed: new Map(), leaving: watchLeaving(calls) };
  const b: Board = { w, ...known, settle: (call) => settle(b, call) };
  return {
    failed: b.failed,
    heard: (event) => heard(b, event),
    noticed: (event) => noticed(b, event),
    changed: (call) => changed(b, call),
    all(open, offHook) {
      rightsHooks(b, offHook);
      const known = new Set(open.map(({ id }) => id as string));
      for (const call of b.calls.values()) if (!known.has(call.id) && call.state?.at.stage !== 'closed') void abandon(b, call);
      for (const call of open) changed(b, call);
      for (const call of open) missing(b, call);
    },
    restored(line) {
      if (line.way === 'browser') b.browsers.add(line.id);
      if (line.interaction === '') return; // in its lobby
      callOf(b, line.tenant, line.interaction).lines.set(line.leg, line);
      b.lines.set(line.id, line);
    },
    abandoned: (line) => void ends(b, line),
    count: () => ({ calls: b.calls.size, lines: b.lines.size }),
    press: (interaction, agent, digits) => press(b, b.calls.get(interaction), agent, digits),
    audio: (tenant, agent, offer) => audio(b, tenant, agent, offer),
  };
}

/** One round after the other, until nothing has changed meanwhile. */
async function settle(b: Board, call: Following): Promise<void> {
  call.again = true;
  if (call.busy) return;
  call.busy = true;
  while (call.again) {
    call.again = false;
    await round(b, call).catch(oops(b));
  }
  call.busy = false;
  if (call.state?.at.stage === 'closed' && call.lines.size === 0) b.calls.delete(call.id);
}

function changed(b: Board, { tenant, id, version, state }: CallNow): void {
  if (state.at.stage === 'closed' && !b.calls.has(id)) return;
  const call = callOf(b, tenant, id);
  if (version <= call.version) return;
  call.state = state;
  call.version = version;
  begun(b, call, state);
  void settle(b, call);
}

/** An agent who began it at the phone is on the line already. [VO140] */
function begun(b: Board, call: Following, state: Call): void {
  const line = state.work.line.begun === undefined ? undefined : b.lines.get(state.work.line.begun);
  const owner = ownerOf(state);
  if (line?.stage === 'invited' && line.interaction === '' && owner) belongs(call, line, legOf(owner));
}

/** Who called and did not outlive our predecessor is not there any more. */
function missing(b: Board, { tenant, id, state }: CallNow): void {
  const there = state.work.parties.some((p) => p.leg === customerLeg) && state.work.doing.doing !== 'dialing';
  if (there && !b.calls.get(id)?.lines.has(customerLeg)) void happened(b, { tenant, id }, [{ by: 'outside', type: 'customerLeft' }]);
}
async function abandon(b: Board, call: Following): Promise<void> {
  for (const line of call.lines.values()) await release(b, call, line);
  b.calls.delete(call.id);
}

async function press(b: Board, call: Following | undefined, agent: AgentId, digits: string): Promise<void> {
  const isOther = (l: Line) => l.stage === 'up' && l.leg !== legOf(agent) && l.way !== 'browser';
  const others = [...(call?.lines.values() ?? [])].filter(isOther);
  for (const key of digits) {
    if (key !== ',') await Promise.all(others.map(({ id }) => b.w.media.press(id, key).catch(oops(b))));
    await pause(key === ',' ? pressMs * 4 : pressMs);
  }
}

async function audio(b: Board, tenant: TenantId, agent: AgentId, offer: string): Promise<string | null> {
  const id = browserOf(tenant, agent) as LineId;
  const line = b.lines.get(id);
  const answer = await b.w.media.takeBrowser(id, offer, (line?.stage === 'up' && line.place) || lobbyOf(id));
  b.browsers.add(id);
  void deviceIs(b, tenant, agent, 'deviceRecovered');
  for (const call of b.calls.values())
    if (call.state && isLost(call.state, agent)) void happened(b, call, [{ by: 'outside', type: 'deviceRecovered', agent }]);
  return answer;
}

const isLost = (i: Call, agent: AgentId): boolean => i.work.parties.some((p) => p.is === 'agent' && p.agent === agent && p.lost !== null);
