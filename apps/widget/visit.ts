import type { InteractionId } from '@patchbay/base/decision.ts';
import type { PushTarget } from '@patchbay/chat/push.ts';
import type { SentFile } from '@patchbay/files/file.ts';
import { commander, insistently } from './command.ts';
import { type Conversation, dismissed, fold, looked } from './conversation.ts';
import { doorkeeper, outdated } from './door.ts';
import { askedOf, type Filled, startChat, wrongIn } from './form.ts';
import type { Answer, VisitorFrame } from './frames.ts';
import { type Line, openLine } from './line.ts';
import { again, type Outbox, retried, wrote } from './outbox.ts';
import { alarm, nothingKept, type Outside } from './outside.ts';
import { type Pass, passOffice } from './pass.ts';
import { firstPicture, type Picture } from './picture.ts';
import type { ProofSource } from './proof.ts';
import { sender } from './sender.ts';
import { typingNotice } from './typing.ts';

/** Where the visit happens. */
export interface Place {
  readonly widget: string;
  readonly language: string;
  /** The customer looks at the page now. */
  readonly visible: boolean;
}
/** One customer at one widget on one page. */
export type Visit = ReturnType<typeof openVisit>;

/** Where a customer is, as the app that shows the chat knows it: degrees, and metres if it knows them. */
export interface Shared {
  readonly lat: number;
  readonly lng: number;
  readonly acc?: number;
  /** One of many, while it is shared. */
  readonly live?: boolean;
}

const echoMs = 5000;

/** Begins a visit where the last page left it; asks the server nothing unless a chat is open. [WI1] */
export function openVisit(outside: Outside, place: Place, draw: (picture: Picture) => void) {
  const { memory, drafts } = outside;
  const pass = passOffice(outside, place.widget);
  const insist = insistently(outside, commander(outside, pass));
  /** Where the app is told of messages while it is not connected. [WI42] */
  const register = insistently(outside, commander(outside, pass, '/api/push-tokens'));
  let pushed: PushTarget | null = null;
  let line: Line | null = null;
  let { visible } = place;
  let picture = firstPicture(outside);

  const set = (part: Partial<Picture>) => {
    picture = { ...picture, ...part };
    if (picture.open && visible) picture = { ...picture, conversation: see(picture.conversation) };
    draw(picture);
    acknowledge();
  };
  const see = (conversation: Conversation) => {
    const now = looked(conversation);
    if (now !== conversation) memory.write({ seen: now.seen });
    return now;
  };
  const talk = (conversation: Conversation, part: Partial<Picture> = {}) => {
    const left = new Set(conversation.outbox.map((m) => m.id));
    for (const { id } of picture.conversation.outbox) if (!left.has(id)) memory.drop(id);
    set({ ...part, conversation });
  };

  // What is on its way
  const send = sender(insist, {
    get: () => picture.conversation.outbox,
    set: (outbox) => talk({ ...picture.conversation, outbox }),
    arrived({ id }) {
      memory.drop(id);
      outside.after(echoMs, () => picture.conversation.outbox.some((m) => m.id === id) && line?.wake());
    },
  });
  const sendAll = (outbox: Outbox) => {
    talk({ ...picture.conversation, outbox });
    void send();
  };
  const preview = () => picture.look?.preview;
  const typing = typingNotice(
    outside,
    (on) =>
      line?.say({ f: 'typing', interaction: picture.conversation.view?.interaction, on, ...(on && preview() && { text: picture.draft }) }),
    preview,
  );
  /** How far we have got the chat and read it; said once, and again on a new line. [WI51] */
  let told = '';
  const acknowledge = () => {
    const { view, seen: read } = picture.conversation;
    const to = view?.entries.at(-1)?.n ?? 0;
    if (!view || told === (told = `${to} ${read}`)) return;
    line?.say({ f: 'received', interaction: view.interaction, to, read });
  };
  const typist = alarm(outside);

  // The line
  const connect = () => {
    if (line) return line.wake();
    line = openLine(outside, pass, {
      frame: heard,
      up() {
        told = '';
        set({ lost: false, look: memory.read().look });
        sendAll(retried(picture.conversation.outbox));
      },
      lost: () => set({ lost: true }),
      refused(trouble) {
        disconnect();
        set(picture.conversation.view ? { trouble, lost: true } : { trouble, phase: 'failed' });
      },
    });
  };
  const disconnect = () => {
    line?.close();
    line = null;
    set({ lost: false });
  };
  const heard = (frame: VisitorFrame) => {
    if (frame.f === 'nothing') return gone();
    const { conversation, ask } = fold(picture.conversation, frame, outside.now());
    if (frame.f === 'typing') typist.set(6000, () => talk({ ...picture.conversation, typing: null }));
    if (ask) line?.wake();
    const { view } = conversation;
    const begins = frame.f === 'chat' && view && picture.phase !== 'chat';
    if (begins) begun(view.interaction);
    talk(conversation, begins ? { phase: 'chat', trouble: null } : {});
    if (begins) void share();
    if (view?.stage === 'over') disconnect();
  };
  const begun = (chat: InteractionId) => {
    memory.write({ chat, start: null });
    drafts.keepForm({ ...drafts.form(), subject: '' });
  };
  /** The server knows no chat of ours (any more). */
  const gone = () => {
    const { view } = picture.conversation;
    if (picture.phase === 'starting') return;
    memory.write({ chat: null });
    disconnect();
    if (view) talk({ ...picture.conversation, view: { ...view, stage: 'over' } });
    else void enter();
  };

  /** Tells the server one more thing about this chat. */
  const tell = (what: { readonly type: string; readonly [field: string]: unknown }) =>
    insist({ interaction: picture.conversation.view?.interaction, ...what }, outside.id());

  // What the app or the page knows of the customer; it waits until there is a chat to tell it to.
  let shared: {
    readonly place?: Shared;
    readonly context?: Readonly<Record<string, string>>;
    readonly on?: boolean;
    readonly page?: string;
  } = {};
  const share = async (more: typeof shared = {}) => {
    shared = { ...shared, ...more };
    if (picture.phase !== 'chat' || picture.conversation.view?.stage === 'over') return;
    const { place, context, on, page } = shared;
    shared = {};
    if (context) void tell({ type: 'tellContext', values: context });
    if (page) void tell({ type: 'tellPage', page });
    if (on !== undefined) await tell({ type: 'shareLive', on });
    if (place) void tell({ type: 'locate', lat: place.lat, lng: place.lng, accuracy: place.acc ?? null, live: !!place.live });
  };

  /** The customer has gone to another page with their chat. [CH118] */
  const goes = () => void share({ page: outside.page().slice(0, 2000) });

  // The form, or a message where no chat can begin
  const enter = async (stale = outdated(outside)) => {
    set({ phase: 'opening', trouble: null, filled: drafts.form() });
    welcomed(await pass(stale));
  };
  const welcomed = (got: Answer<Pass>) => {
    leftOne = false;
    if (got.is !== 'done') return set({ phase: 'failed', trouble: got });
    const { away, look, identity, wait } = got.body;
    set({ phase: away ? 'away' : 'form', away, wait, back: false, way: null, look, identity, filled: drafts.form() });
    door.watch();
  };
  let leftOne = false;
  const door = doorkeeper(outside, pass, {
    phase: () => (picture.open && visible ? picture.phase : null),
    busy: () => Boolean(drafts.form().subject) || leftOne,
    welcomed,
    told: set,
  });
  const begin = async (body: unknown, key: string) => {
    memory.write({ start: { key, body } });
    set({ phase: 'starting', trouble: null, wrong: {} });
    const answer = await insist(body, key);
    if (answer.is === 'done') {
      memory.write({ chat: (answer.body as { readonly interaction: InteractionId }).interaction, start: null });
      return connect();
    }
    if (answer.is === 'unreachable') return set({ phase: 'form', trouble: answer });
    memory.write({ start: null });
    const got = answer.status === 409 ? await pass(memory.read().token ?? '') : answer;
    if (got.is === 'done' && got.body.away) return welcomed(got);
    set({ phase: 'form', trouble: answer });
  };
  const resume = () => {
    const { chat, start } = memory.read();
    if (chat) {
      connect();
      goes();
    } else if (start) void begin(start.body, start.key);
    return Boolean(chat || start);
  };

  if (resume()) set({ open: memory.read().open });
  void send();
  draw(picture);

  return {
    open() {
      memory.write({ open: true });
      set({ open: true });
      void door.look();
      if (picture.phase === 'failed' || (picture.phase === 'opening' && !line)) void (resume() || enter());
    },
    /** A chat that is over is put away with it. */
    minimise() {
      memory.write({ open: false, ...(picture.conversation.view?.stage === 'over' && { chat: null }) });
      typing.stop();
      set({ open: false, ending: 'no' });
    },
    fill: (filled: Filled) => drafts.keepForm(filled),
    /** Starts the chat, unless something has to be mended first. */
    start(filled: Filled) {
      const wrong = wrongIn(askedOf(picture.look?.form ?? [], picture.identity), filled);
      if (Object.keys(wrong).length) return set({ wrong, trouble: null });
      const body = startChat(filled, outside.page(), place.language);
      const { start } = memory.read();
      void begin(body, start && JSON.stringify(start.body) === JSON.stringify(body) ? start.key : outside.id());
    },
    typed(draft: string) {
      drafts.keepMessage(draft);
      set({ draft });
      if (draft && picture.conversation.view?.stage === 'chatting') typing.typed();
      else typing.stop();
    },
    write(text: string, file?: SentFile) {
      const { view, outbox } = picture.conversation;
      if (!view) return;
      const message = { id: outside.id(), interaction: view.interaction, text, ...(file && { file }), at: outside.now() };
      memory.put(message);
      if (!file) {
        drafts.keepMessage('');
        set({ draft: '' });
        typing.stop();
      }
      sendAll(wrote(outbox, message));
    },
    /** The customer has chosen files to send. */
    choose: (chosen: readonly File[]) => set({ chosen }),
    pass,
    again: (id: string) => sendAll(again(picture.conversation.outbox, id)),
    tell,
    /** Asks the customer something above the transcript, or no more. */
    ask: (what: Pick<Partial<Picture>, 'placing' | 'way'>) => set(what),
    goes,
    shareLocation: (place: Shared) => void share({ place }),
    shareLive: (on: boolean) => void share({ on }),
    context: (values: Readonly<Record<string, string>>) => void share({ context: { ...shared.context, ...values } }),
    askToEnd: (ask: boolean) => set({ ending: ask ? 'asking' : 'no' }),
    async leave() {
      set({ ending: 'asked' });
      const answer = await tell({ type: 'leave' });
      set({ ending: answer.is === 'done' ? 'no' : 'failed' });
      if (answer.is === 'done') outside.after(echoMs, () => line?.wake());
    },
    newChat() {
      memory.write({ chat: null, seen: 0 });
      disconnect();
      talk(dismissed(picture.conversation), { ending: 'no', wrong: {}, way: null });
      void enter();
    },
    newId: outside.id,
    /** Asks anew whether somebody is there. */
    lookAgain: () => void enter(memory.read().token ?? ''),
    /** The customer has left a message, and reads that it has arrived. */
    hasLeft: () => void (leftOne = true),
    /** The customer leaves a message though a chat can begin; `call`: to be called back. */
    rather(way: Picture['way'] = null) {
      leftOne = true;
      set({ phase: 'away', away: null, back: true, way, filled: drafts.form() });
    },
    identify(source: ProofSource) {
      outside.proof.give(source);
      if (picture.phase === 'form') void enter();
    },
    push: (to: PushTarget) => void register((pushed = to), outside.id()),
    forget() {
      if (pushed) void register({ ...pushed, on: false }, outside.id());
      pushed = null;
      memory.write(nothingKept);
      drafts.keepForm({});
      drafts.keepMessage('');
      disconnect();
      talk(
        { ...dismissed(picture.conversation), outbox: [] },
        { phase: 'opening', open: false, ending: 'no', filled: {}, draft: '', identity: null },
      );
    },
    retry: () => void (resume() || enter()),
    /** The customer looks at this page, or away from it. */
    looks(isVisible: boolean) {
      visible = isVisible;
      set({});
      if (!isVisible) return;
      line?.wake();
      void door.look();
    },
    /** The computer says that it is connected again, or no more. */
    wake() {
      line?.wake();
      sendAll(retried(picture.conversation.outbox));
    },
    /** Another tab has started a chat, or has seen more of it. */
    changedElsewhere() {
      const { chat, seen } = memory.read();
      const { view, dismissed: away } = picture.conversation;
      if (chat && chat === view?.interaction && seen > picture.conversation.seen) talk({ ...picture.conversation, seen });
      if (!chat || chat === away || chat === view?.interaction || (view && view.stage !== 'over')) return;
      if (view) talk(dismissed(picture.conversation));
      set({ phase: 'opening' });
      connect();
    },
  };
}
