import type { VisitorView } from '@patchbay/chat/visitor.ts';
import { commander, insistently } from '../command.ts';
import { type Conversation, empty, fold, typingLasts } from '../conversation.ts';
import type { Absence, Answer, Look, VisitorFrame, Wait } from '../frames.ts';
import { type Line, openLine } from '../line.ts';
import { alarm, type Memory, nothingKept, type Outside, type Socket, type SocketEvents } from '../outside.ts';
import { passOffice } from '../pass.ts';

/** What the device gives: a browser, Node and React Native have all of it. */
export interface Device {
  readonly fetch: typeof globalThis.fetch;
  socket(url: string): WebSocketLike;
  now(): number;
  random(): number;
  after(ms: number, run: () => void): () => void;
  /** At least 128 random bits, 8 to 64 characters. */
  id(): string;
}
/** As much of a WebSocket as is needed. */
export interface WebSocketLike {
  readonly readyState: number;
  onopen: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
  send(text: string): void;
  close(): void;
}
/** Keeps the key with which the same customer comes back: a secret, so in the safe of the device. */
export interface Keychain {
  read(): string | null;
  write(key: string): void;
}
export interface Options {
  /** Where Patchbay is: https://patchbay.example */
  readonly server: string;
  /** `tenant/widget` */
  readonly widget: string;
  readonly language?: string;
  /** A token of your site or app that says who the customer is, asked for before each chat; null: nobody in particular. */
  readonly identity?: () => Promise<string | null>;
  /** Left out: the customer is a new one each time. */
  readonly keychain?: Keychain;
}

/** What an app knows of its chat. */
export interface Picture {
  /** The chat, with all its lines; null: there is none. */
  readonly chat: VisitorView | null;
  /** The name of who is typing; null: nobody, or nobody in particular. */
  readonly typing: { readonly name: string | null } | null;
  /** There has been no connection for a while. */
  readonly lost: boolean;
  /** The server lets nobody in: why, in words. */
  readonly refused: string | null;
}
/** How it stands before a chat: how the widget looks and asks, whether one can begin, and how long it waits. */
export interface Entrance {
  readonly look: Look;
  readonly away: Absence | null;
  readonly wait: Wait;
}
/** What came of it: done, or why not. `unreachable`: it may be asked again under the same key. */
export type Result<T = unknown> = Answer<T>;

/** The customer's side of one chat, for an app. Whatever is told goes once, also over a line that comes and goes. [SV77] */
export interface Client {
  enter(): Promise<Result<Entrance>>;
  start(chat: { readonly form?: Fields; readonly data?: Fields; readonly text?: string; readonly page?: string }): Promise<Result>;
  say(text: string): Promise<Result>;
  typing(on: boolean): void;
  leave(): Promise<Result>;
  rate(stars: number, comment?: string): Promise<Result>;
  /** Any other command of docs/customer-api.md about this chat. */
  tell(command: { readonly type: string; readonly [field: string]: unknown }): Promise<Result>;
  picture(): Picture;
  /** Calls at every change; answers how to stop that. */
  watch(changed: (picture: Picture) => void): () => void;
  /** Ends the connection, not the chat: the next client with the same keychain goes on with it. */
  close(): void;
}
type Fields = Readonly<Record<string, string>>;

const patienceMs = 15_000;
const open = 1;

/** Opens the customer's side of a chat on a device. */
export function openClient(options: Options, device: Device): Client {
  const outside = outsideOf(options, device);
  const pass = passOffice(outside, options.widget);
  const insist = insistently(outside, commander(outside, pass));
  const watchers = new Set<(picture: Picture) => void>();
  let conversation: Conversation = empty;
  let [lost, refused]: [boolean, string | null] = [false, null];
  let line: Line | null = null;
  const typist = alarm(outside);
  const picture = (): Picture => ({ chat: conversation.view, typing: conversation.typing, lost, refused });
  const changed = () => {
    for (const watcher of watchers) watcher(picture());
  };
  const connect = () => {
    if (line) return line.wake();
    line = openLine(outside, pass, {
      frame(frame) {
        const folded = fold(conversation, frame, device.now());
        conversation = folded.conversation;
        if (frame.f === 'typing') typist.set(typingLasts, () => ((conversation = { ...conversation, typing: null }), changed()));
        if (folded.ask) line?.wake();
        changed();
      },
      up() {
        [lost, refused] = [false, null];
        changed();
      },
      lost() {
        lost = true;
        changed();
      },
      refused(why) {
        [line, refused] = [null, why.is === 'refused' ? why.text : null];
        changed();
      },
    });
  };
  const tell: Client['tell'] = (command) => insist({ interaction: conversation.view?.interaction, ...command }, device.id());
  return {
    async enter() {
      const got = await pass();
      if (got.is !== 'done') return got;
      connect();
      const { look, away, wait } = got.body;
      return { is: 'done', body: { look, away, wait } };
    },
    async start(chat) {
      const { language = 'en' } = options;
      const answer = await insist({ type: 'startChat', language, ...chat }, device.id());
      if (answer.is === 'done') connect();
      return answer;
    },
    say(text) {
      const id = device.id();
      return insist({ type: 'message', interaction: conversation.view?.interaction, id, text }, id);
    },
    typing: (on) => line?.say({ f: 'typing', interaction: conversation.view?.interaction, on }),
    leave: () => tell({ type: 'leave' }),
    rate: (stars, comment = '') => tell({ type: 'rate', stars, comment }),
    tell,
    picture,
    watch(watcher) {
      watchers.add(watcher);
      return () => void watchers.delete(watcher);
    },
    close() {
      typist.off();
      line?.close();
      line = null;
      watchers.clear();
    },
  };
}

function outsideOf({ server, language = 'en', identity, keychain }: Options, device: Device): Outside {
  const { now, random, id, after } = device;
  const headers = { 'content-type': 'application/json', 'accept-language': language };
  return {
    ...{ now, random, id, after },
    page: () => '',
    post: (path, body, more) =>
      post(device, server + path, { method: 'POST', headers: { ...headers, ...more }, body: JSON.stringify(body) }),
    connect: (on) => connected(device.socket(`${server.replace(/^http/, 'ws')}/api/stream`), on),
    alone: (run) => run(),
    memory: memoryOf(keychain),
    drafts: { form: () => ({}), keepForm: () => {}, message: () => '', keepMessage: () => {} },
    proof: { give: () => {}, has: () => identity !== undefined, take: async () => (await identity?.()) ?? null, complain: () => {} },
  };
}

async function post({ fetch }: Device, url: string, init: RequestInit): Promise<Answer> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(patienceMs) });
    if (response.status >= 500) return { is: 'unreachable' };
    const body = (await response.json()) as { refused?: string; text?: string; with?: { seconds?: number } };
    if (response.ok) return { is: 'done', body };
    const { refused: why = '', text = '', with: named } = body;
    return { is: 'refused', status: response.status, why, text, seconds: Number(named?.seconds) || 0 };
  } catch {
    return { is: 'unreachable' }; // no connection, no answer in time, or one that is not ours: it is asked again under its key
  }
}

function connected(socket: WebSocketLike, on: SocketEvents): Socket {
  socket.onopen = () => on.opened();
  socket.onclose = () => on.closed();
  socket.onmessage = ({ data }: { readonly data: unknown }) => on.frame(JSON.parse(String(data)) as VisitorFrame);
  return { send: (frame) => socket.readyState === open && socket.send(JSON.stringify(frame)), close: () => socket.close() };
}

/** Only the key to come back with outlives the app. */
function memoryOf(keychain: Keychain | undefined): Memory {
  let kept = { ...nothingKept, resume: keychain?.read() ?? null };
  return {
    read: () => kept,
    write(part) {
      kept = { ...kept, ...part };
      if (part.resume) keychain?.write(part.resume);
    },
    unsent: () => [],
    put: () => {},
    drop: () => {},
  };
}
