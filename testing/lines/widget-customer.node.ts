import { randomUUID } from 'node:crypto';
import type { Answer, VisitorFrame } from '@patchbay/widget/frames.ts';
import { type Kept, nothingKept, type Outside, type Socket, type SocketEvents, type Unsent } from '@patchbay/widget/outside.ts';
import type { Picture } from '@patchbay/widget/picture.ts';
import { proofs } from '@patchbay/widget/proof.ts';
import { openVisit } from '@patchbay/widget/visit.ts';
import { WebSocket } from 'ws';
import { waiting } from '../wire.node.ts';

/** A customer whose every step is the real widget's own; only its page is missing. */
export interface WidgetCustomer {
  readonly picture: Picture;
  /** Fills in the form and starts the chat, as often as it takes. */
  startsChat(name: string, subject: string): Promise<void>;
  /** Writes without waiting for anything. */
  writes(text: string): void;
  sees<T>(what: string, find: (picture: Picture) => T | undefined): Promise<T>;
  leavesThePage(): void;
}

/** The widget's pauses are made for people; a test has none to spare. */
const faster = 40;
/** Seconds after which something is stuck. A machine that does much else, and this last, takes minutes over a chat of seconds. */
const patience = 600;

/** Opens the widget of the demo shop over this line. `now` is the clock of the server. */
export function widgetCustomer(url: string, now: () => number): WidgetCustomer {
  let picture: Picture | undefined;
  const hears = waiting('a customer', () => picture);
  let away = false;
  const visit = openVisit(outside(url, now), { widget: 'demo/shop', language: 'en', visible: true }, (next) => {
    picture = next;
    hears.look();
  });
  const drawn = () => picture as Picture;
  const form = { name: '', subject: '' };
  /** What a customer does who sees that something did not work: presses the button again. */
  const insists = () => {
    if (away) return;
    const { phase, conversation } = drawn();
    if (phase === 'failed') visit.retry();
    else if (phase === 'form' && form.name) visit.start(form);
    const failed = conversation.outbox.find((message) => message.is === 'failed');
    if (failed) visit.again(failed.id);
  };
  const insisting = setInterval(insists, 30);
  visit.open();
  return {
    get picture() {
      return drawn();
    },
    async startsChat(name, subject) {
      Object.assign(form, { name, subject });
      insists();
      await hears.until('the chat', () => (picture?.phase === 'chat' ? true : undefined), patience);
    },
    writes: (text) => visit.write(text),
    sees: (what, find) => hears.until(what, () => picture && find(picture), patience),
    leavesThePage() {
      away = true;
      clearInterval(insisting);
    },
  };
}

function outside(url: string, now: () => number): Outside {
  let kept: Kept = nothingKept;
  let last: Promise<unknown> = Promise.resolve();
  const unsent = new Map<string, Unsent>();
  return {
    now,
    random: Math.random,
    id: randomUUID,
    page: () => 'http://localhost/demo',
    after(ms, run) {
      const timer = setTimeout(run, ms / faster);
      return () => clearTimeout(timer);
    },
    post: (path, body, headers = {}) => post(url + path, body, headers),
    connect: (on) => connect(url, on),
    alone(run) {
      const mine = last.then(run, run);
      last = mine.catch(() => undefined); // whoever comes next does not care
      return mine;
    },
    memory: {
      read: () => kept,
      write: (part) => void (kept = { ...kept, ...part }),
      unsent: () => [...unsent.values()],
      put: (message) => void unsent.set(message.id, message),
      drop: (id) => void unsent.delete(id),
    },
    drafts: { form: () => ({}), keepForm: () => undefined, message: () => '', keepMessage: () => undefined },
    proof: proofs(() => undefined),
  };
}

async function post(url: string, body: unknown, headers: Readonly<Record<string, string>>): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    if (response.status >= 500) return { is: 'unreachable' };
    const answer = (await response.json()) as { readonly refused?: string; readonly text?: string };
    if (response.ok) return { is: 'done', body: answer };
    return { is: 'refused', status: response.status, why: answer.refused ?? '', text: answer.text ?? '', seconds: 0 };
  } catch {
    return { is: 'unreachable' }; // the line: nobody knows whether it arrived
  }
}

function connect(url: string, on: SocketEvents): Socket {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/api/stream`);
  socket.on('open', () => on.opened());
  socket.on('message', (data) => on.frame(JSON.parse(String(data)) as VisitorFrame));
  socket.on('error', () => undefined); // a broken line also closes, and that is told
  socket.on('close', () => on.closed());
  return { send: (frame) => socket.readyState === WebSocket.OPEN && socket.send(JSON.stringify(frame)), close: () => socket.close() };
}
