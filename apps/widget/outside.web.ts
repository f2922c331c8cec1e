import { draftsOf } from './drafts.web.ts';
import type { Answer, VisitorFrame } from './frames.ts';
import type { Site } from './loader.web.ts';
import { memoryOf, storeOf } from './memory.web.ts';
import type { Outside, Socket, SocketEvents } from './outside.ts';
import { partyLine } from './party.ts';
import { proofs } from './proof.ts';
import { tabsOf } from './tabs.web.ts';

const patience = 15_000;

/** The browser, as a visit needs it. `server` is the origin the loader came from. */
export function browser(server: string, widget: string, language: string, store: Site['store']): Outside {
  const after: Outside['after'] = (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  };
  const direct: Outside['connect'] = (on) => connect(`${server.replace(/^http/, 'ws')}/api/stream`, on);
  const tabs = store === 'localStorage' ? tabsOf(widget) : null; // else every tab is a customer of its own
  return {
    now: () => Date.now(),
    random: () => Math.random(),
    id: newId,
    page: () => location.href,
    after,
    post: (path, body, headers) =>
      post(server + path, body, { 'content-type': 'application/json', 'accept-language': language, ...headers }),
    connect: tabs ? partyLine(direct, tabs, { after }) : direct,
    alone: (run) => (navigator.locks ? navigator.locks.request(`patchbay:${widget}`, run) : run()),
    memory: memoryOf(
      widget,
      storeOf(() => window[store]),
    ),
    drafts: draftsOf(widget),
    proof: proofs((why) => console.warn('Patchbay:', why)),
  };
}

async function post(url: string, body: unknown, headers: Readonly<Record<string, string>>): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
      credentials: 'omit',
      signal: AbortSignal.timeout(patience),
    });
    if (response.status >= 500) return { is: 'unreachable' };
    const text = await response.text();
    const answer: unknown = text ? JSON.parse(text) : {};
    return response.ok ? { is: 'done', body: answer } : refused(response.status, answer as Refused);
  } catch {
    // No connection, no answer in time, or an answer that is not ours (the page of a proxy): the caller repeats it under its key.
    return { is: 'unreachable' };
  }
}

interface Refused {
  readonly refused?: string;
  readonly text?: string;
  readonly with?: { readonly seconds?: number };
}
const refused = (status: number, { refused = '', text = '', with: named }: Refused): Answer => ({
  is: 'refused',
  status,
  why: refused,
  text,
  seconds: Number(named?.seconds) || 0,
});

function connect(url: string, on: SocketEvents): Socket {
  const socket = new WebSocket(url);
  socket.onopen = on.opened;
  socket.onclose = on.closed;
  socket.onmessage = ({ data }) => on.frame(JSON.parse(data as string) as VisitorFrame);
  return { send: (frame) => socket.readyState === WebSocket.OPEN && socket.send(JSON.stringify(frame)), close: () => socket.close() };
}

/** 128 random bits in 32 characters; `randomUUID` is missing on pages without https. */
const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0')).join('');
