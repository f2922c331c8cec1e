import { randomUUID } from 'node:crypto';
import type { Agent as AgentState } from '@patchbay/agents/agent.ts';
import { evolve as evolveAgent } from '@patchbay/agents/evolve.ts';
import { type EventsFrame, fits, type Position, type SubjectFrame } from '@patchbay/base/stream.ts';
import type { Chat, ChatEvent } from '@patchbay/chat/chat.ts';
import { evolve as evolveChat } from '@patchbay/chat/evolve.ts';
import { evolve as evolveEmail } from '@patchbay/email/evolve.ts';
import type { SentFile } from '@patchbay/files/file.ts';
import { evolve as evolveCall } from '@patchbay/voice/evolve.ts';
import { type Upload, upload } from './upload.node.ts';
import { type Frame, openWire, type Waiting, type Wire, waiting } from './wire.node.ts';

/** An answer of the API. */
export interface Reply {
  readonly status: number;
  readonly body: Record<string, unknown>;
}
interface Known {
  version: number;
  state: unknown;
}

/** What folds a thing: of interactions the channel says it. */
function evolveOf(kind: string, state: unknown, event: unknown): (state: never, event: never) => unknown {
  if (kind === 'agent') return evolveAgent;
  const { channel } = (state ?? (event as { readonly initial?: unknown }).initial ?? {}) as { readonly channel?: string };
  if (channel === 'email') return evolveEmail;
  return channel === 'voice' ? evolveCall : evolveChat;
}

/** An agent who uses the public API as a desktop does: a picture folded from the stream, and commands. */
export class ApiAgent {
  readonly #url: string;
  readonly login: string;
  readonly #password: string;
  cookie = '';
  #wire: Wire | null = null;
  #position: Position | undefined;
  readonly #known = new Map<string, Known>();
  readonly #said = new Map<string, { n: number; text: string; from: string; id: string }[]>();
  readonly #files = new Map<string, SentFile>();
  readonly #waiting: Waiting;
  #asking: Promise<unknown> = Promise.resolve();
  readonly #wakers = new Set<() => void>();
  signedOut: string | null = null;
  /** When this desktop signs out by itself. */
  ending: number | null = null;
  #gone = false;
  /** Contacts of which something has changed. */
  readonly contactNews: string[] = [];

  constructor(url: string, login: string, password: string) {
    this.#url = url;
    this.login = login;
    this.#password = password;
    this.#waiting = waiting(login, () => Object.fromEntries(this.#known));
  }

  async signsIn(more: object = {}): Promise<Reply> {
    const reply = await this.request('POST', '/api/session', { tenant: 'demo', login: this.login, password: this.#password, ...more });
    return reply;
  }
  /** Opens the desktop: the stream, and logged on. */
  async opens(): Promise<this> {
    await this.connects();
    if (!this.me || this.me.channels.chat?.is === 'loggedOff') await this.does({ type: 'logOn' });
    await this.#waiting.until('my own state', () => this.me);
    return this;
  }
  async connects(): Promise<void> {
    const wire = await openWire(this.#url, {
      cookie: this.cookie,
      hello: { position: this.#position },
      told: (frame) => this.#told(frame),
    });
    this.#wire = wire;
    const greeted = this.#waiting.until('a snapshot', () => wire.frames.find((f) => f.f === 'snapshot' || f.f === 'resumed'));
    await Promise.race([greeted, wire.closed.then((code) => Promise.reject(new Error(`${this.login} was cut off (${code}).`)))]);
  }
  /** Somebody moves the pointer. */
  uses(): void {
    this.#wire?.send({ f: 'used' });
  }
  losesTheLine(): void {
    this.#wire?.cut();
  }
  /** Connects again whenever the line is lost, and reads what was said meanwhile, until this agent goes home. */
  keepsConnected(again: (open: () => Promise<unknown>) => Promise<void>): void {
    void this.#wire?.closed.then(async () => {
      if (this.#gone) return;
      await again(() => this.connects());
      this.keepsConnected(again);
      for (const id of this.#said.keys()) await again(() => this.reads(id));
    });
  }
  /** Closes the desktop for good. */
  goesHome(): void {
    this.#gone = true;
    this.losesTheLine();
  }
  /** Resolves at the next frame or `wake`. */
  changes(): Promise<void> {
    return new Promise((resolve) => {
      this.#wakers.add(resolve);
    });
  }
  wake(): void {
    for (const wake of this.#wakers) wake();
    this.#wakers.clear();
  }
  async goesReady(): Promise<void> {
    await this.does({ type: 'setReady' });
    await this.#waiting.until('ready', () => (this.me?.channels.chat?.is === 'ready' ? true : undefined));
  }

  /** Sends a command; a refusal is an error unless expected. */
  async does(command: object, key: string = randomUUID()): Promise<Reply> {
    const reply = await this.asks(command, key);
    if (reply.status !== 200)
      throw new Error(`${this.login}: ${JSON.stringify(command)} was answered ${reply.status} ${JSON.stringify(reply.body)}`);
    return reply;
  }
  asks(command: object, key: string = randomUUID()): Promise<Reply> {
    return this.request('POST', '/api/commands', command, { 'idempotency-key': key });
  }
  async request(method: string, path: string, body?: object, headers: Record<string, string> = {}): Promise<Reply> {
    const response = await fetch(this.#url + path, {
      method,
      headers: { ...(body && { 'content-type': 'application/json' }), cookie: this.cookie, ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
    const cookie = response.headers.get('set-cookie');
    if (cookie) this.cookie = cookie.split(';')[0] ?? '';
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    return { status: response.status, body: text && isJson ? (JSON.parse(text) as Record<string, unknown>) : {} };
  }
  /** Sends a file, without showing it yet. */
  uploads(file: Upload): Promise<Reply> {
    return upload(this.#url, { cookie: this.cookie }, file);
  }
  /** Sends a file and shows it in a message. */
  async shows(file: Upload, alt = ''): Promise<string> {
    const { status, body } = await this.uploads(file);
    if (status !== 200) throw new Error(`${this.login} could not send ${file.name}: ${status} ${JSON.stringify(body)}`);
    const { id } = body['file'] as { id: string };
    await this.does({ type: 'sendFile', interaction: file.interaction, id: randomUUID(), file: id, alt });
    return id;
  }

  /** My own states and load. */
  get me(): AgentState | undefined {
    return this.#known.get(`agent ${this.login}`)?.state as AgentState | undefined;
  }
  /** Another agent, for whoever sees all work. */
  agent(login: string): AgentState | undefined {
    return this.#known.get(`agent ${login}`)?.state as AgentState | undefined;
  }
  chat(id: string): Chat | undefined {
    return this.#known.get(`interaction ${id}`)?.state as Chat | undefined;
  }
  /** Where this desktop would resume. */
  get position(): Position | undefined {
    return this.#position;
  }
  /** Resolves with the code when the stream is closed. */
  get closed(): Promise<number> {
    if (!this.#wire) throw new Error(`${this.login} has no stream.`);
    return this.#wire.closed;
  }
  get chats(): readonly Chat[] {
    return [...this.#known].filter(([name]) => name.startsWith('interaction')).map(([, { state }]) => state as Chat);
  }
  /** The messages of a chat as this desktop has seen them. */
  said(id: string): readonly { readonly n: number; readonly text: string; readonly from: string; readonly id: string }[] {
    return [...(this.#said.get(id) ?? [])].sort((a, b) => a.n - b.n);
  }
  /** A file as a message of a chat has shown it. */
  file(interaction: string, id: string): SentFile | undefined {
    return this.#files.get(`${interaction} ${id}`);
  }
  sees<T>(what: string, find: (agent: this) => T | undefined, seconds?: number): Promise<T> {
    return this.#waiting.until(what, () => find(this), seconds);
  }
  /** Waits for an offer, of this customer if named, and answers its id. */
  seesOffer(customer?: string, seconds?: number): Promise<string> {
    const offered = (i: Chat) =>
      i.at.stage === 'offered' && i.at.agent === this.login && i.channel === 'chat' && (!customer || i.work.form['name'] === customer);
    return this.sees(`an offer${customer ? ` of ${customer}` : ''}`, () => this.chats.find(offered)?.id, seconds);
  }
  accepts(interaction: string) {
    return this.does({ type: 'accept', interaction });
  }
  rejects(interaction: string) {
    return this.does({ type: 'reject', interaction });
  }
  says(interaction: string, text: string, id: string = randomUUID()) {
    return this.does({ type: 'say', interaction, id, text }, id);
  }
  ends(interaction: string) {
    return this.does({ type: 'end', interaction });
  }
  wrapsUp(interaction: string, reason: string) {
    return this.does({ type: 'submitWrapUp', interaction, reason });
  }
  hears(interaction: string, text: string, seconds?: number) {
    return this.sees(`the message "${text}"`, () => this.said(interaction).find((m) => m.text === text), seconds);
  }

  /** Everything this desktop was told on its last line. */
  get frames(): readonly Frame[] {
    return this.#wire?.frames ?? [];
  }

  #told(frame: Frame): void {
    if (frame.f === 'snapshot') {
      this.#known.clear();
      for (const subject of frame['subjects'] as SubjectFrame[]) this.#put(subject);
    }
    if (frame.f === 'subject') this.#put(frame as unknown as SubjectFrame);
    if (frame.f === 'events') this.#happened(frame as unknown as EventsFrame);
    if ('position' in frame) this.#position = frame['position'] as Position;
    if (frame.f === 'contact') this.contactNews.push(String(frame['id']));
    if (frame.f === 'ending') this.ending = frame['at'] as number | null;
    if (frame.f === 'signedOut') this.signedOut = String(frame['why']);
    this.#waiting.look();
    this.wake();
  }
  #put({ kind, id, version, state }: Pick<SubjectFrame, 'kind' | 'id' | 'version' | 'state'>): void {
    const known = this.#known.get(`${kind} ${id}`);
    if (!known || known.version < version) this.#known.set(`${kind} ${id}`, { version, state });
  }
  #happened(frame: EventsFrame): void {
    const name = `${frame.kind} ${frame.id}`;
    if (frame.kind === 'interaction') this.#hear(frame);
    const known = this.#known.get(name);
    const fit = fits(known?.version, frame);
    if (fit === 'drop') return;
    if (fit === 'ask') {
      this.#asking = this.#asking.then(() => this.#ask(frame));
      return;
    }
    const fresh = frame.events.slice((known?.version ?? 0) - frame.from);
    const fold = (state: unknown, event: unknown): unknown => evolveOf(frame.kind, state, event)(state as never, event as never);
    this.#known.set(name, { version: frame.to, state: fresh.reduce<unknown>(fold, known?.state) });
  }
  #hear(frame: EventsFrame): void {
    const list = this.#said.get(frame.id) ?? [];
    this.#said.set(frame.id, list);
    for (const event of frame.events as readonly ChatEvent[])
      if (event.type === 'chat.said' && event.file) this.#files.set(`${frame.id} ${event.file.id}`, event.file);
    frame.events.forEach((event, index) => this.#hearOne(list, frame.from + index + 1, event as ChatEvent));
  }
  #hearOne(list: { n: number; text: string; from: string; id: string }[], n: number, event: ChatEvent): void {
    if (event.type === 'chat.said' && !list.some((m) => m.n === n)) list.push({ n, id: event.id, text: event.text, from: event.from.is });
  }
  async #ask(frame: EventsFrame): Promise<void> {
    const { id } = frame;
    if (frame.kind === 'agent') return this.#wire?.send({ f: 'hello' }); // as the desktop: a new snapshot
    const reply = await this.request('GET', `/api/interactions/${id}`).catch(() => null); // the line: asked again
    if (!reply) return this.#gone ? undefined : this.#ask(frame);
    const { status, body } = reply;
    if (status === 200) this.#put(body as never);
    this.#waiting.look();
    this.wake();
  }
  /** What this desktop folded from events, and the same things as the server has them now; equal once all has arrived. */
  async verifies(): Promise<{ readonly folded: object; readonly fresh: object }> {
    const fresh: Record<string, unknown> = {};
    const folded: Record<string, unknown> = {};
    for (const { id } of this.chats) {
      const { body } = await this.request('GET', `/api/interactions/${id}`);
      const version = Number(body['version']);
      await this.sees(`version ${version} of ${id}`, () =>
        (this.#known.get(`interaction ${id}`)?.version ?? 0) >= version ? true : undefined,
      );
      fresh[id] = body['state'];
      folded[id] = this.chat(id);
    }
    return { folded, fresh };
  }
  /** Reads the transcript as the desktop does when a conversation is opened. */
  async reads(id: string): Promise<void> {
    const { status, body } = await this.request('GET', `/api/interactions/${id}/timeline?limit=500`);
    if (status === 404) return; // no longer ours to see
    const list = this.#said.get(id) ?? [];
    this.#said.set(id, list);
    for (const { n, event } of body['entries'] as { n: number; event: ChatEvent }[]) this.#hearOne(list, n, event);
    this.#waiting.look();
    this.wake();
  }
}
