import { randomUUID } from 'node:crypto';
import { type VisitorView, visitorEvolve } from '@patchbay/chat/visitor.ts';
import type { Reply } from './agent.node.ts';
import { type Upload, upload } from './upload.node.ts';
import { type Frame, openWire, type Waiting, type Wire, waiting } from './wire.node.ts';

/** A customer who uses the public API as the widget does. */
export class ApiCustomer {
  readonly #url: string;
  readonly name: string;
  #token = '';
  #resume: string | undefined;
  #wire: Wire | null = null;
  view: VisitorView | null = null;
  position: number | null = null;
  readonly #waiting: Waiting;

  readonly #widget: string;

  constructor(url: string, name: string, widget = 'demo/shop') {
    this.#url = url;
    this.name = name;
    this.#widget = widget;
    this.#waiting = waiting(name, () => this.view);
  }

  /** Opens the widget: a token and the stream. */
  async visits(): Promise<this> {
    await this.renews();
    await this.connects();
    return this;
  }
  async renews(): Promise<Reply> {
    const reply = await this.request('POST', '/api/visitors', { widget: this.#widget, ...(this.#resume && { resume: this.#resume }) });
    if (reply.status !== 200) return reply;
    this.#token = String(reply.body['token']);
    this.#resume = String(reply.body['resume']);
    return reply;
  }
  get token(): string {
    return this.#token;
  }
  /** Answers what the server says first: a token has its time. */
  async connects(): Promise<string> {
    const wire = await openWire(this.#url, { hello: { token: this.#token }, told: (frame) => this.#told(frame) });
    this.#wire = wire;
    const greeted = this.#waiting.until('the state of my chat', () =>
      wire.frames.find((f) => ['chat', 'nothing', 'expired'].includes(f.f)),
    );
    const { f } = await Promise.race([
      greeted,
      wire.closed.then((code) => Promise.reject(new Error(`${this.name} was cut off (${code}).`))),
    ]);
    return f;
  }
  losesTheLine(): void {
    this.#wire?.cut();
  }
  /** Connects again whenever the line is lost, until it is done: when the chat is over, if nothing else is said. */
  keepsConnected(again: (open: () => Promise<unknown>) => Promise<void>, done = () => this.view?.stage === 'over'): void {
    void this.#wire?.closed.then(async () => {
      if (done()) return;
      await again(async () => {
        if ((await this.connects()) !== 'expired') return;
        await this.renews();
        await this.connects();
      });
      this.keepsConnected(again, done);
    });
  }
  async startsChat(text = 'Hello', form: Record<string, string> = {}): Promise<string> {
    const reply = await this.asks({
      type: 'startChat',
      form: { name: this.name, subject: 'A question', ...form },
      text,
      page: 'http://localhost/demo',
    });
    if (reply.status !== 200) throw new Error(`${this.name} could not start a chat: ${reply.status} ${JSON.stringify(reply.body)}`);
    await this.#waiting.until('my chat', () => this.view ?? undefined);
    return String(reply.body['interaction']);
  }
  async says(text: string, id: string = randomUUID()): Promise<Reply> {
    const reply = await this.asks({ type: 'message', interaction: this.view?.interaction, id, text }, id);
    if (reply.status !== 200) throw new Error(`${this.name}: "${text}" was answered ${reply.status} ${JSON.stringify(reply.body)}`);
    return reply;
  }
  leaves(): Promise<Reply> {
    return this.asks({ type: 'leave', interaction: this.view?.interaction });
  }
  asks(command: object, key: string = randomUUID()): Promise<Reply> {
    return this.request('POST', '/api/commands', command, { authorization: `Bearer ${this.#token}`, 'idempotency-key': key });
  }
  async request(method: string, path: string, body?: object, headers: Record<string, string> = {}): Promise<Reply> {
    const response = await fetch(this.#url + path, {
      method,
      headers: { ...(body && { 'content-type': 'application/json' }), ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text ? (JSON.parse(text) as Record<string, unknown>) : {} };
  }
  /** Sends a file to this customer's chat, without showing it yet. */
  uploads(file: Upload): Promise<Reply> {
    const at = { interaction: this.view?.interaction, ...file };
    return upload(this.#url, { authorization: `Bearer ${this.#token}` }, at);
  }
  /** Sends a file and shows it in a message. */
  async shows(file: Omit<Upload, 'interaction'>, alt = ''): Promise<string> {
    const { status, body } = await this.uploads(file);
    if (status !== 200) throw new Error(`${this.name} could not send ${file.name}: ${status} ${JSON.stringify(body)}`);
    const { id } = body['file'] as { id: string };
    const shown = await this.asks({ type: 'file', interaction: this.view?.interaction, id: randomUUID(), file: id, alt });
    if (shown.status !== 200) throw new Error(`${this.name} could not show ${file.name}: ${shown.status} ${JSON.stringify(shown.body)}`);
    return id;
  }
  sees<T>(what: string, find: (customer: this) => T | undefined, seconds?: number): Promise<T> {
    return this.#waiting.until(what, () => find(this), seconds);
  }
  hears(text: string, seconds?: number) {
    return this.sees(`the message "${text}"`, () => this.view?.entries.find((e) => e.type === 'said' && e.text === text), seconds);
  }
  /** The messages of the chat in the order this customer sees them. */
  get said(): readonly { readonly id: string; readonly text: string; readonly from: string }[] {
    return (this.view?.entries ?? []).flatMap((e) => (e.type === 'said' ? [{ id: e.id, text: e.text, from: e.from }] : []));
  }
  get frames(): readonly Frame[] {
    return this.#wire?.frames ?? [];
  }

  #told(frame: Frame): void {
    if (frame.f === 'chat') {
      this.view = frame['view'] as VisitorView;
      this.position = this.view.position;
    }
    if (frame.f === 'entries') {
      const { from, to, entries, interaction } = frame as never as {
        from: number;
        to: number;
        entries: VisitorView['entries'];
        interaction: VisitorView['interaction'];
      };
      const mine =
        this.view?.interaction === interaction
          ? this.view
          : { interaction, version: 0, stage: 'waiting' as const, agent: null, position: null, wait: null, entries: [] };
      if (from > mine.version) this.#wire?.send({ f: 'hello', token: this.#token });
      else
        this.view = visitorEvolve(
          mine,
          to,
          entries.filter((e) => e.n > mine.version),
        );
    }
    if (frame.f === 'place') this.position = frame['position'] as number | null;
    this.#waiting.look();
  }
}
