import type { AgentId, TenantId } from '@patchbay/base/decision.ts';
import { ownerOf } from '@patchbay/interactions/interaction.ts';
import type { CallCommand } from '@patchbay/voice/asked.ts';
import { type Call, customerLeg, type Leg, legOf } from '@patchbay/voice/call.ts';
import type { CallNow } from '@patchbay/voice/door.ts';
import { type Effect, effects } from '@patchbay/voice/effects.ts';
import type { MediaEvent, Place } from '@patchbay/voice/media/media.ts';
import { browserOf, inRoom, namedAtEdge, roomOf } from '@patchbay/voice/names.ts';
import { desired, type Picture, type Seat } from '@patchbay/voice/picture.ts';
import type { SipEvent } from '@patchbay/voice/sip/edge.ts';
import { answeredMeans, meaningOf } from '@patchbay/voice/told.ts';
import { actualOf, type Following, type Line, type LineId, placeOf, waitingRoom } from './line.ts';
import { ring } from './ringing.node.ts';
import type { Wired } from './wired.ts';

/** Follows the calls: makes of the engines what the picture of each wants, one thing after the other, and tells what happens on the lines. */
export interface Calls {
  readonly heard: (event: SipEvent) => void;
  readonly noticed: (event: MediaEvent) => void;
  /** Every call that is open: lines of any other belong to nobody. */
  readonly all: (calls: readonly CallNow[]) => void;
  readonly changed: (call: CallNow) => void;
  /** Goes on with the line of a predecessor; `alive`: its signalling and its sound are there. [VO116] */
  readonly restored: (line: Line, alive: boolean) => void;
  readonly press: (interaction: string, agent: AgentId, digits: string) => Promise<void>;
  /** An agent's browser sits down, or again; resolves with our answer. */
  readonly audio: (tenant: TenantId, agent: AgentId, offer: string) => Promise<string | null>;
  /** Agents whose phone could not be reached: asked again until it is there. */
  readonly failed: Map<string, { readonly tenant: TenantId; readonly agent: AgentId }>;
}

const pressMs = 250;

export function openCalls(w: Wired): Calls {
  const calls = new Map<string, Following>();
  const lines = new Map<string, Line>();
  const browsers = new Set<string>();
  const failed: Calls['failed'] extends Map<infer K, infer V> ? Map<K, V> : never = new Map();
  const oops = (error: unknown) => w.say(`calls: ${error instanceof Error ? error.message : String(error)}`);

  const callOf = (tenant: TenantId, id: string): Following => {
    const known = calls.get(id) ?? { tenant, id, state: null, version: -1, lines: new Map<Leg, Line>(), busy: false, again: false };
    calls.set(id, known);
    return known;
  };
  const happened = async ({ tenant, id }: { readonly tenant: TenantId; readonly id: string }, facts: readonly CallCommand[]) => {
    for (const command of facts) await w.tell({ say: 'happened', tenant, interaction: id, command });
  };
  const deviceIs = (tenant: TenantId, agent: AgentId, is: 'deviceLost' | 'deviceRecovered') => w.tell({ say: 'device', tenant, agent, is });

  /** One round after the other, until nothing has changed meanwhile. */
  async function settle(call: Following): Promise<void> {
    call.again = true;
    if (call.busy) return;
    call.busy = true;
    while (call.again) {
      call.again = false;
      await round(call).catch(oops);
    }
    call.busy = false;
    if (call.state?.at.stage === 'closed' && call.lines.size === 0) calls.delete(call.id);
  }

  async function round(call: Following): Promise<void> {
    if (!call.state) return;
    const wanted = desired(call.state);
    for (const [leg, line] of call.lines) if (!wanted.legs.has(leg)) await release(call, line);
    for (const effect of effects(wanted, actualOf(call, wanted, w.media.sounds()))) await carryOut(call, wanted, effect);
  }

  async function carryOut(call: Following, wanted: Picture, effect: Effect): Promise<void> {
    if (effect.do === 'ring') return isTheirTurn(call, effect.leg) ? rings(call, effect.leg) : undefined;
    if (effect.do === 'move') return moves(call, effect.leg, effect);
    if (effect.do === 'hush') return w.media.hush(roomOf(call.id, effect.room));
    if (effect.do !== 'play') return; // bridges and recordings are not there yet
    const somebody = [...wanted.legs].some(([leg, { room }]) => room === effect.room && isThere(call, leg));
    if (somebody) await w.media.play(roomOf(call.id, effect.room), effect.sounds);
  }
  const isThere = ({ lines }: Following, leg: Leg): boolean => ['up', 'invited'].includes(lines.get(leg)?.stage ?? '');

  /** Whoever calls lifts their phone first; then it rings at the other end. [VO111] */
  function isTheirTurn({ state, lines }: Following, leg: Leg): boolean {
    const owner = state && ownerOf(state);
    if (!state || state.work.doing.doing !== 'dialing' || !owner || leg === legOf(owner)) return true;
    return lines.get(legOf(owner))?.stage === 'up';
  }

  async function rings(call: Following, leg: Leg): Promise<void> {
    if (call.lines.has(leg)) return;
    try {
      const { line, cause } = await ring(w, call, leg, browsers);
      call.lines.set(leg, line);
      lines.set(line.id, line);
      if (cause !== null) over(call, line, cause);
    } catch (error) {
      oops(error);
      const line = call.lines.get(leg);
      if (line) over(call, line, 'failed');
    }
  }

  async function moves(call: Following, leg: Leg, seat: Seat): Promise<void> {
    if (!call.lines.has(leg) && leg !== customerLeg) await rings(call, leg); // a caller who is gone is told by the end of the line
    const line = call.lines.get(leg);
    if (!line || line.stage === 'vain' || (line.stage === 'rings' && line.way !== 'browser')) return;
    try {
      await sits(line, placeOf(call.id, seat));
    } catch (error) {
      return stumbled(call, line, error);
    }
    if (call.state?.work.troubles.some((t) => t.leg === leg)) void happened(call, [{ by: 'outside', type: 'moved', leg }]);
  }
  async function sits(line: Line, place: Place): Promise<void> {
    if (line.stage === 'invited') await takes(line, place);
    else await w.media.move(line.id, place);
    line.place = place;
    line.stage = 'up';
    await w.keep(line);
  }
  async function stumbled(call: Following, line: Line, error: unknown): Promise<void> {
    oops(error);
    if (line.stage === 'invited') return w.sip.reject(line.id, 'failed');
    if (line.stage !== 'gone') void happened(call, [{ by: 'outside', type: 'moveFailed', leg: line.leg }]);
  }

  /** A caller is answered and sits down. */
  async function takes(line: Line, place: Place): Promise<void> {
    const sdp = line.offer === null ? await w.media.offer(line.id, place) : await w.media.take(line.id, line.offer, place);
    line.answer = sdp;
    line.place = place;
    await w.keep(line);
    await w.sip.answer(line.id, sdp);
  }

  /** Nobody needs this line any more. */
  async function release(call: Following, line: Line): Promise<void> {
    const { stage } = line;
    forget(call, line);
    if (stage === 'vain') return;
    if (line.way === 'browser') return lobby(line);
    await w.sip.hangUp(line.id).catch(oops);
    await w.media.drop(line.id).catch(oops);
    await w.forget(line).catch(oops);
    if (stage === 'up' && line.leg !== customerLeg)
      void happened(call, [{ by: 'outside', type: 'onHook', agent: line.leg as string as AgentId }]);
  }
  const lobby = (line: Line): Promise<void> =>
    browsers.has(line.id) ? w.media.move(line.id, lobbyOf(line.id)).catch(oops) : Promise.resolve();
  function forget(call: Following, line: Line): void {
    line.stage = 'gone';
    lines.delete(line.id);
    if (call.lines.get(line.leg) === line) call.lines.delete(line.leg);
  }

  /** A line is over, and not by us. */
  function over(call: Following, line: Line, cause: Parameters<typeof meaningOf>[1]['cause']): void {
    const wasUp = line.stage === 'up';
    const { facts, failed: broken } = call.state
      ? meaningOf(call.state, { leg: line.leg, wasUp, cause })
      : { facts: [{ by: 'outside', type: 'customerLeft' }] as const, failed: null };
    forget(call, line);
    const rang = !wasUp && line.leg !== customerLeg;
    if (rang) call.lines.set(line.leg, { ...line, stage: 'vain' });
    void w.media.drop(line.id).catch(oops);
    void w.forget(line).catch(oops);
    if (broken) {
      failed.set(`${call.tenant} ${broken}`, { tenant: call.tenant, agent: broken });
      void deviceIs(call.tenant, broken, 'deviceLost');
    }
    void happened(call, facts);
  }

  async function invited(event: SipEvent & { readonly is: 'invited' }): Promise<void> {
    const { key: name, tenant } = namedAtEdge('trunk' in event.source ? event.source.trunk : event.source.phone);
    const id = event.leg as LineId;
    const base = { tenant: tenant as TenantId, leg: customerLeg, way: 'in', interaction: '', stage: 'invited' } as const;
    const line: Line = { ...base, id, offer: event.sdp, answer: null, place: null };
    lines.set(id, line);
    await w.sip.ring(id);
    const answer = await w.tell({ say: 'invited', tenant: base.tenant, key: id, from: event.from, to: event.to });
    if ('refused' in answer || answer.interaction === undefined) {
      lines.delete(id);
      w.say(`calls: ${name} called ${event.to}, which takes no calls`);
      return w.sip.reject(id, 'refused' in answer && answer.refused === 'voice.invalid' ? 'invalid' : 'noAnswer');
    }
    line.interaction = answer.interaction;
    const call = callOf(base.tenant, answer.interaction);
    if ((line.stage as Line['stage']) === 'gone') return happened(call, [{ by: 'outside', type: 'customerLeft' }]); // while we asked
    call.lines.set(customerLeg, line);
    await settle(call);
  }

  async function answered(line: Line, sdp: string): Promise<void> {
    const call = callOf(line.tenant, line.interaction);
    await w.media.accept(line.id, sdp);
    line.stage = 'up';
    line.place ??= waitingRoom(line.interaction, line.id);
    await w.keep(line);
    if (call.state) await happened(call, answeredMeans(call.state, line.leg));
    await settle(call);
  }

  async function offered(line: Line, sdp: string | null): Promise<void> {
    const answer = sdp === null ? line.answer : await w.media.retake(line.id, sdp).catch((error: unknown) => (oops(error), null));
    await w.sip.agree(line.id, answer);
  }

  const digit = (line: Line, pressed: string) =>
    happened({ tenant: line.tenant, id: line.interaction }, [{ by: 'outside', type: 'digitPressed', leg: line.leg, digit: pressed }]);

  function heard(event: SipEvent): void {
    if (event.is === 'invited') return void invited(event).catch(oops);
    const line = lines.get(event.leg);
    if (!line) return;
    const call = callOf(line.tenant, line.interaction);
    if (event.is === 'answered') void answered(line, event.sdp).catch((error) => (oops(error), w.sip.hangUp(line.id)));
    if (event.is === 'connected' && event.sdp !== null && line.offer === null) void w.media.accept(line.id, event.sdp).catch(oops);
    if (event.is === 'offered') void offered(line, event.sdp).catch(oops);
    if (event.is === 'digit') void digit(line, event.digit);
    if (event.is !== 'ended') return;
    if (line.interaction === '') return forget(call, line);
    over(call, line, event.cause);
  }

  function noticed(event: MediaEvent): void {
    if (event.is === 'played') return played(event.room);
    const line = lines.get(event.leg);
    if (event.is === 'digit') return line && void digit(line, event.digit);
    const [, tenant = '', agent = ''] = event.leg.split('/');
    if (event.is === 'up' || !browsers.has(event.leg)) return;
    browsers.delete(event.leg);
    void deviceIs(tenant as TenantId, agent as AgentId, 'deviceLost');
    if (line)
      void happened({ tenant: line.tenant, id: line.interaction }, [{ by: 'outside', type: 'deviceLost', agent: agent as AgentId }]);
  }
  function played(name: string): void {
    const { interaction, room } = inRoom(name);
    const call = calls.get(interaction);
    const leg = /^alone\/(.+)$/.exec(room)?.[1];
    if (call && leg !== undefined) void happened(call, [{ by: 'outside', type: 'promptEnded', leg: leg as Leg }]);
  }

  function changed({ tenant, id, version, state }: CallNow): void {
    if (state.at.stage === 'closed' && !calls.has(id)) return;
    const call = callOf(tenant, id);
    if (version <= call.version) return;
    call.state = state;
    call.version = version;
    void settle(call);
  }

  return {
    heard,
    noticed,
    changed,
    failed,
    all(open) {
      const known = new Set(open.map(({ id }) => id as string));
      for (const call of calls.values()) if (!known.has(call.id) && call.state?.at.stage !== 'closed') void abandon(call);
      for (const call of open) changed(call);
      for (const call of open) missing(call);
    },
    restored(line, alive) {
      const call = callOf(line.tenant, line.interaction);
      if (!alive) return void abandonLine(line);
      call.lines.set(line.leg, line);
      lines.set(line.id, line);
    },
    async press(interaction, agent, digits) {
      const others = [...(calls.get(interaction)?.lines.values() ?? [])].filter(
        (l) => l.stage === 'up' && l.leg !== legOf(agent) && l.way !== 'browser',
      );
      for (const key of digits)
        if (key === ',') await new Promise((resolve) => setTimeout(resolve, pressMs * 4));
        else {
          await Promise.all(others.map(({ id }) => w.media.press(id, key).catch(oops)));
          await new Promise((resolve) => setTimeout(resolve, pressMs));
        }
    },
    async audio(tenant, agent, offer) {
      const id = browserOf(tenant, agent) as LineId;
      const line = lines.get(id);
      const answer = await w.media.takeBrowser(id, offer, (line?.stage === 'up' && line.place) || lobbyOf(id));
      browsers.add(id);
      void deviceIs(tenant, agent, 'deviceRecovered');
      for (const call of calls.values())
        if (call.state && isLost(call.state, agent)) void happened(call, [{ by: 'outside', type: 'deviceRecovered', agent }]);
      return answer;
    },
  };

  /** Who called and did not outlive our predecessor is not there any more. */
  function missing({ tenant, id, state }: CallNow): void {
    const there = state.work.parties.some((p) => p.leg === customerLeg) && state.work.doing.doing !== 'dialing';
    if (there && !calls.get(id)?.lines.has(customerLeg)) void happened({ tenant, id }, [{ by: 'outside', type: 'customerLeft' }]);
  }
  async function abandon(call: Following): Promise<void> {
    for (const line of call.lines.values()) await release(call, line);
    calls.delete(call.id);
  }
  async function abandonLine(line: Line): Promise<void> {
    await w.sip.hangUp(line.id).catch(oops);
    await w.media.drop(line.id).catch(oops);
    await w.forget(line).catch(oops);
  }
}

const lobbyOf = (id: string) => ({ room: id, muted: true, group: 'agent' }) as const;
const isLost = (i: Call, agent: AgentId): boolean => i.work.parties.some((p) => p.is === 'agent' && p.agent === agent && p.lost !== null);
