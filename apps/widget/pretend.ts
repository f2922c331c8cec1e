import type { InteractionId } from '@patchbay/base/decision.ts';
import type { VisitorView } from '@patchbay/chat/visitor.ts';
import type { Filled } from './form.ts';
import type { Answer, Look, VisitorFrame } from './frames.ts';
import { type Kept, nothingKept, type Outside, type SocketEvents, type Unsent } from './outside.ts';
import { proofs } from './proof.ts';

/** A browser and a server for tests: time passes when told, sockets and answers do what the test says. */
export function pretend() {
  let now = 1_000_000;
  let count = 0;
  let kept: Kept = nothingKept;
  const unsent = new Map<string, Unsent>();
  const timers = new Set<{ readonly at: number; readonly run: () => void }>();
  const drafts = { form: {} as Filled, message: '' };
  const posts: Posted[] = [];
  const complaints: string[] = [];
  const sockets: PretendSocket[] = [];
  const it = {
    posts,
    complaints,
    sockets,
    /** The answer to each post; the test replaces it. */
    answer: ((post: Posted) => welcome(post)) as (post: Posted) => Answer,
    kept: () => kept,
    unsent: () => [...unsent.keys()],
    commands: () => posts.filter((p) => p.path === '/api/commands'),
    line: () => {
      const last = sockets.at(-1);
      if (!last) throw new Error('Nobody has connected.');
      return last;
    },
    /** Lets everything that waits for nothing happen. */
    settle: async () => {
      for (let n = 0; n < 40; n++) await Promise.resolve();
    },
    async pass(ms: number) {
      const end = now + ms;
      await it.settle();
      for (;;) {
        const due = [...timers].filter((t) => t.at <= end).sort((a, b) => a.at - b.at)[0];
        if (!due) break;
        timers.delete(due);
        now = due.at;
        due.run();
        await it.settle();
      }
      now = end;
    },
  };
  const outside: Outside = {
    now: () => now,
    random: () => 0,
    id: () => `id-${String(++count).padStart(8, '0')}`,
    page: () => 'https://shop.example/tents',
    after(ms, run) {
      const timer = { at: now + ms, run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    async post(path, body, headers = {}) {
      const post = { path, body: body as Record<string, unknown>, headers };
      posts.push(post);
      return it.answer(post);
    },
    connect(on) {
      const socket = { on, said: [] as Record<string, unknown>[], closed: false };
      sockets.push(socket);
      return { send: (frame) => socket.said.push(frame as Record<string, unknown>), close: () => void (socket.closed = true) };
    },
    alone: (run) => run(),
    memory: {
      read: () => kept,
      write: (part) => void (kept = { ...kept, ...part }),
      unsent: () => [...unsent.values()],
      put: (message) => void unsent.set(message.id, message),
      drop: (id) => void unsent.delete(id),
    },
    drafts: {
      form: () => drafts.form,
      keepForm: (filled) => void (drafts.form = filled),
      message: () => drafts.message,
      keepMessage: (text) => void (drafts.message = text),
    },
    proof: proofs((why) => complaints.push(String(why))),
  };
  return Object.assign(it, { outside, hears: (frame: VisitorFrame) => it.line().on.frame(frame) });
}
export interface Posted {
  readonly path: string;
  readonly body: Record<string, unknown>;
  readonly headers: Readonly<Record<string, string>>;
}
interface PretendSocket {
  readonly on: SocketEvents;
  readonly said: Record<string, unknown>[];
  closed: boolean;
}

export const interaction = 'i1' as InteractionId;
export const look: Look = {
  key: 'shop',
  title: 'Chat with us',
  welcome: 'Hello!',
  colour: '#0B6E69',
  form: [{ field: 'name', required: true }],
};
export const view: VisitorView = { interaction, version: 2, stage: 'waiting', agent: null, position: 1, wait: null, entries: [] };

let tokens = 0;
/** What a server in good health answers. */
export function welcome({ path }: Posted): Answer {
  if (path === '/api/visitors')
    return { is: 'done', body: { token: `token-${++tokens}`, expiresAt: 1_900_000, resume: 'resume', widget: look } };
  return { is: 'done', body: { ok: true, interaction } };
}
