import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { offHookIn } from '@patchbay/agents/hook.node.ts';
import type { Committed } from '@patchbay/base/bus.ts';
import { type AgentId, type InteractionId, isRefused, type Refusal, type TenantId } from '@patchbay/base/decision.ts';
import { act } from '@patchbay/interactions/act.node.ts';
import { openInteractions } from '@patchbay/interactions/store.node.ts';
import type { CallCommand } from '@patchbay/voice/asked.ts';
import type { Call } from '@patchbay/voice/call.ts';
import type { Answered, CallNow, ToServer, ToTelephony, Whose } from '@patchbay/voice/door.ts';
import { type WebSocket, WebSocketServer } from 'ws';
import { actAsAgent } from './agents.node.ts';
import { invited } from './invited.node.ts';
import { keepAlive } from './keep-alive.node.ts';
import type { Site } from './site.node.ts';
import { spoken } from './words.node.ts';

/** The door for the telephony process: it hears of every call, and tells what happens on the lines. */
export interface Door {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Presses keys for whoever is on the other side of a call. */
  press(interaction: string, agent: AgentId, digits: string): void;
  /** An agent's browser offers its voice; null: nobody can take it. */
  audio(tenant: TenantId, agent: AgentId, offer: string): Promise<string | null>;
  close(): void;
}

type Asked = Exclude<ToServer, { readonly say: 'answer' }>;
const patienceMs = 10_000;
const largest = 256 * 1024;

/** Opens the door for whoever knows the secret; the one who came last is the one. */
export function openDoor(site: Site, secret: string): Door {
  const server = new WebSocketServer({ noServer: true, maxPayload: largest, clientTracking: true });
  const waiting = new Map<number, (sdp: string | null) => void>();
  let current: WebSocket | null = null;
  let asked = 0;
  const say = (socket: WebSocket, message: ToTelephony) => socket.send(JSON.stringify(message));

  server.on('connection', (socket: WebSocket) => {
    current?.close();
    current = socket;
    const stop = followCalls(site, (message) => say(socket, message));
    socket.on('error', (error) => site.log.warn({ reason: error.message }, 'the line to the telephony process broke'));
    socket.on('message', (data) => {
      const message = JSON.parse(String(data)) as ToServer;
      if (message.say === 'answer') waiting.get(message.n)?.(message.answer.sdp);
      else void answered(site, message).then((answer) => say(socket, { say: 'answer', n: message.n, answer }));
    });
    socket.once('close', () => {
      stop();
      if (current === socket) current = null;
    });
  });
  const stops = keepAlive(server);
  return {
    upgrade(request, socket, head) {
      if (isSecret(request.headers.authorization ?? '', `Bearer ${secret}`))
        return server.handleUpgrade(request, socket, head, (ws) => server.emit('connection', ws, request));
      socket.once('error', () => socket.destroy()); // whoever asked is gone already
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    },
    press: (interaction, agent, digits) => void (current && say(current, { say: 'press', interaction, agent, digits })),
    async audio(tenant, agent, offer) {
      if (!current) return null;
      const n = (asked += 1);
      const { promise, resolve } = Promise.withResolvers<string | null>();
      waiting.set(n, resolve);
      const timer = setTimeout(() => resolve(null), patienceMs);
      say(current, { say: 'audio', n, tenant, agent, offer });
      return promise.finally(() => {
        clearTimeout(timer);
        waiting.delete(n);
      });
    },
    close() {
      stops();
      for (const socket of server.clients) socket.terminate();
      server.close();
    },
  };
}

const digest = (text: string) => createHash('sha256').update(text).digest();
const isSecret = (said: string, secret: string): boolean => timingSafeEqual(digest(said), digest(secret));

/** Every call that is open, then what changes; repeats are dropped by their versions. Answers how to stop. */
function followCalls(site: Site, say: (message: ToTelephony) => void): () => void {
  let early: CallNow[] | null = [];
  const stop = site.k.bus.subscribe((committed) => {
    for (const call of callsIn(committed)) {
      if (early) early.push(call);
      else say({ say: 'call', call });
    }
  });
  Promise.all([openCalls(site), phonesOffHook(site)]).then(
    ([calls, offHook]) => {
      say({ say: 'calls', calls, offHook });
      for (const call of early ?? []) say({ say: 'call', call });
      early = null;
    },
    (error: unknown) => site.log.error(error, 'the calls could not be told'),
  );
  return stop;
}
const callsIn = ({ tenant, changes }: Committed): readonly CallNow[] =>
  changes
    .filter(({ kind, state }) => kind.name === 'interaction' && (state as Call).channel === 'voice')
    .map(({ id, from, events, state }) => ({ tenant, id: id as InteractionId, version: from + events.length, state: state as Call }));

async function openCalls(site: Site): Promise<readonly CallNow[]> {
  const all = [...(site.centres.tenants() as ReadonlySet<TenantId>)].map(async (tenant) =>
    (await openInteractions(site.k.db.as(tenant), tenant))
      .filter(({ state }) => state.channel === 'voice')
      .map(({ id, version, state }) => ({ tenant, id: id as InteractionId, version, state: state as Call })),
  );
  return (await Promise.all(all)).flat();
}

async function phonesOffHook(site: Site): Promise<readonly Whose[]> {
  const all = [...(site.centres.tenants() as ReadonlySet<TenantId>)].map(async (tenant) =>
    (await offHookIn(site.k.db.as(tenant), tenant)).map((agent) => ({ tenant, agent })),
  );
  return (await Promise.all(all)).flat();
}

/** Carries out what the telephony process tells. What cannot be done now is said again by it, so a failure is an answer too. */
async function answered(site: Site, message: Asked): Promise<Answered> {
  try {
    const answer = await carriedOut(site, message);
    return isRefused(answer) ? { ...said(site, message, answer), refused: answer.refused } : (answer as Answered);
  } catch (error) {
    site.log.error(error, 'what happened on a line could not be noted');
    return { refused: 'requests.failed' };
  }
}

/** What a desk phone can show of a refusal, in the language of the centre. [VO140] */
function said(site: Site, message: Asked, refusal: Refusal): { readonly text?: string } {
  if (message.say !== 'invited' || message.phone === undefined) return {};
  return { text: spoken(refusal, site.centres.of(message.tenant)?.tenant.language).text };
}

function carriedOut(site: Site, message: Asked) {
  const { tenant } = message;
  switch (message.say) {
    case 'invited':
      return invited(site, message);
    case 'device':
      return actAsAgent(
        site,
        { tenant, by: 'system' },
        { agent: message.agent, command: { by: 'outside', type: message.is, channel: 'voice' } },
      );
    case 'happened': {
      const { interaction, command } = message;
      return act(site.k, site.channels, { tenant, by: whoDid(command) }, { interaction: interaction as InteractionId, command });
    }
  }
}
/** Who lifts or declines at a desk phone is an agent. */
function whoDid({ by, ...command }: CallCommand): string {
  if (typeof by === 'object') return by.agent;
  return 'agent' in command && command.type === 'pickedUp' ? command.agent : 'customer';
}
