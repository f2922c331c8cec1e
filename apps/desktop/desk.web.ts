import type { Frame } from '@patchbay/base/stream.ts';
import { frameLine } from '@patchbay/logs/logbook.ts';
import { aloneIn } from './alone.ts';
import { type Answer, api, newKey } from './api.web.ts';
import { type Attachments, keepAttaching } from './attachments.web.ts';
import { readCanned } from './canned.web.ts';
import { type Cell, cell } from './cell.ts';
import { ahead } from './clock.web.ts';
import { connect } from './connection.web.ts';
import { type Command, type Desk, opened, read, saidIn, tidy, versionOf, without } from './desk.ts';
import { type Drafting, draftName, keepDrafting } from './drafting.web.ts';
import { drafts } from './drafts.ts';
import { finishing } from './finishing.ts';
import { type Happening, happenings } from './happenings.ts';
import { type Change, keepReading } from './loading.web.ts';
import { log } from './logging.web.ts';
import { noteLoss } from './measuring.web.ts';
import { confirmed } from './outbox.ts';
import { keepPreferences } from './preferences.web.ts';
import { problemOf } from './problem.ts';
import { type Page, type Place, pathOf, placeOf } from './routes.ts';
import { keepSending, type Sending } from './sending.web.ts';
import type { Ended, Me } from './session.ts';
import { lost, receive, typingLasts } from './store.ts';
import { typist } from './typist.web.ts';

/** The desktop of one signed-in person: what it knows, and what can be asked of it. */
export interface LiveDesk {
  readonly me: Me;
  readonly state: Cell<Desk>;
  readonly drafts: Drafting;
  readonly outgoing: Sending;
  readonly attachments: Attachments;
  /** Sends a command about a thing; why it failed is shown where the button is. */
  readonly ask: (command: Command, subject: string) => Promise<Answer<unknown>>;
  readonly change: Change;
  readonly select: (interaction: string | null) => void;
  /** Another page of the desktop. */
  readonly go: (page: Page) => void;
  /** Opens the help, at a code if one is named. */
  readonly openHelp: (code: string | null) => void;
  /** Opens the contacts, or one of them. */
  readonly openContacts: (contact: string | null) => void;
  readonly older: (interaction: string) => Promise<void>;
  /** A message that was not sent goes back into the field, before what is there. */
  readonly takeBack: (interaction: string, message: string) => void;
  /** Tells others that I write; `inside`: a note, of which the customer hears nothing. */
  readonly typing: (interaction: string, on: boolean, inside: boolean) => void;
  /** Tells the customer that I have read so far. [DT192] */
  readonly tellRead: (interaction: string, to: number) => void;
  /** Tells the server that a person uses this desktop. [DT75] */
  readonly used: () => void;
  readonly watch: (run: (happening: Happening) => void) => () => void;
  readonly close: () => void;
}

const patience = 8000;

/** Opens the desktop of a person; `signedOut` is called when the session is over, with the reason. */
export function openDesk(me: Me, signedOut: (ended: Ended) => void): LiveDesk {
  const seenKey = `patchbay.seen.${me.id}`;
  const state = cell(opened(me, placeOf(location.pathname), JSON.parse(localStorage.getItem(seenKey) ?? '{}'), Date.now()));
  const change: Change = (by) => state.set({ ...state.get(), ...by(state.get()) });
  const watchers = new Set<(happening: Happening) => void>();

  const onFrame = (frame: Frame): void => {
    const line = frameLine({ ...frame });
    if (line) log('frame', line);
    const before = state.get().mirror;
    const mirror = receive(before, frame, Date.now());
    ahead.set(mirror.ahead);
    change((desk) => ({ mirror, outbox: confirmed(desk.outbox, saidIn(frame)) }));
    if (frame.f === 'typing') setTimeout(() => change((desk) => ({ mirror: { ...desk.mirror } })), typingLasts + 50);
    drafting.hear(frame);
    for (const happening of happenings(before, mirror)) for (const run of watchers) run(happening);
    if (mirror.signedOut !== null) signedOut(mirror.signedOut);
  };
  const onLine = (up: boolean): void => {
    if (!up && state.get().line.up) noteLoss();
    if (up !== state.get().line.up) log('line', up ? 'up' : 'down');
    change((desk) =>
      up ? { line: { up } } : { line: desk.line.up ? { up: false, since: Date.now() } : desk.line, mirror: lost(desk.mirror) },
    );
    if (!up)
      void api
        .session()
        .then((answer) => answer.is === 'refused' && answer.status === 401 && signedOut({ why: 'signIn.expired', named: {} }));
  };
  const connection = connect({ position: () => state.get().mirror.position, onFrame, onLine });
  const stopViewing = keepViewing(state, (interaction) => connection.send({ f: 'viewing', interaction }));
  const reading = keepReading(state, change, () => {
    change((desk) => ({ mirror: { ...desk.mirror, position: null } }));
    connection.again();
  });
  const outgoing = keepSending(state, change, me.id);
  const attachments = keepAttaching(state, change, outgoing);
  const shelf = drafts(localStorage, me.id);
  shelf.tidy(Date.now());
  void readCanned();
  const drafting = keepDrafting(state, change, shelf);
  const stopPreferring = keepPreferences(me.id);
  const stopMarking = keepMarking(state, change, seenKey);
  const goTo = (place: Place): void =>
    change((desk) => ({
      ...{ page: place.page, selected: place.interaction, contact: place.contact },
      seenBefore: place.interaction ? (desk.seen[place.interaction] ?? null) : null,
    }));
  const follow = (): void => goTo(placeOf(location.pathname));
  window.addEventListener('popstate', follow);
  const send: LiveDesk['ask'] = (command, subject) => ask(state, change, { command, subject, key: newKey() });
  const select: LiveDesk['select'] = (interaction) => {
    if (state.get().selected === interaction && state.get().page === 'work') return;
    if (leavesAlone(null)) return change(() => ({ selected: null })); // it is given back
    history.pushState(null, '', pathOf({ page: 'work', interaction, contact: null }));
    change((desk) => ({
      ...tidy(desk, interaction),
      page: 'work',
      selected: interaction,
      seenBefore: interaction ? (desk.seen[interaction] ?? null) : null,
      flashed: null,
    }));
  };
  /** Ready in after-call work: what can be finished is, what lacks a disposition is asked for it. [DT260] */
  const finish = async (command: Command, subject: string): Promise<Answer<unknown>> => {
    const { mirror, selected } = state.get();
    const { submit, ask: lacking } = finishing(mirror, typeof command['channel'] === 'string' ? command['channel'] : null, selected);
    const field = document.activeElement;
    if (submit.length && field instanceof HTMLTextAreaElement) field.blur(); // notes are saved when they are left
    const answer = await send(command, subject);
    if (answer.is !== 'ok') return answer;
    for (const { id, reason } of submit) void send({ type: 'submitWrapUp', interaction: id, reason }, id);
    if (lacking) {
      select(lacking);
      change(() => ({ asked: lacking }));
    }
    return answer;
  };

  return {
    me,
    state,
    drafts: drafting,
    outgoing,
    attachments,
    change,
    ask: (command, subject) => (command.type === 'setReady' ? finish(command, subject) : send(command, subject)),
    select,
    go(page) {
      if (leavesAlone(pathOf({ page, interaction: null, contact: null }))) return;
      if (state.get().page === page) return;
      history.pushState(null, '', pathOf({ page, interaction: null, contact: null }));
      goTo({ page, interaction: null, contact: null });
    },
    openHelp(code) {
      if (leavesAlone(code ? `/help#${code}` : '/help')) return;
      history.pushState(null, '', code ? `/help#${code}` : '/help');
      goTo({ page: 'help', interaction: null, contact: null });
      window.dispatchEvent(new HashChangeEvent('hashchange'));
    },
    openContacts(contact) {
      if (leavesAlone(pathOf({ page: 'contacts', interaction: null, contact }))) return;
      const place: Place = { page: 'contacts', interaction: null, contact };
      history.pushState(null, '', pathOf(place));
      goTo(place);
    },
    older: reading.older,
    takeBack(interaction, message) {
      const text = [state.get().outbox.find(({ id }) => id === message)?.text, drafting.read(interaction, 'reply')?.text]
        .filter(Boolean)
        .join('\n');
      drafting.write(interaction, 'reply', { text, caret: text.length, at: Date.now() });
      outgoing.discard(message);
      const name = draftName(interaction, 'reply');
      change((desk) => ({ redrawn: { ...desk.redrawn, [name]: (desk.redrawn[name] ?? 0) + 1 } }));
    },
    typing: typist((interaction, on, inside) => connection.send({ f: 'typing', interaction, on, ...(inside && { note: true }) })),
    tellRead: (interaction, to) => connection.send({ f: 'received', interaction, to, read: to }),
    used: () => connection.send({ f: 'used' }),
    watch(run) {
      watchers.add(run);
      return () => watchers.delete(run);
    },
    close() {
      connection.close();
      reading.stop();
      outgoing.stop();
      attachments.stop();
      drafting.stop();
      stopMarking();
      stopViewing();
      stopPreferring();
      window.removeEventListener('popstate', follow);
    },
  };
}

/** A window that shows one conversation alone goes nowhere else: another page opens beside it. [DT185] */
function leavesAlone(path: string | null): boolean {
  const alone = aloneIn(location.pathname);
  if (!alone) return false;
  if (path) window.open(path, '_blank', 'noopener');
  return true;
}

interface Asked {
  readonly command: Command;
  readonly subject: string;
  /** The same for another try, so that it happens once. */
  readonly key: string;
}
/** One command: its button is busy until the event has come, at most 8 s after the answer. [DT22] */
async function ask(state: Cell<Desk>, change: Change, asked: Asked): Promise<Answer<unknown>> {
  const { command, subject, key } = asked;
  const name = `${command.type}:${subject}`;
  const version = versionOf(state.get().mirror, subject);
  change((desk) => ({ busy: { ...desk.busy, [name]: { subject, version } }, problems: without(desk.problems, subject) }));
  const answer = await api.command(command, key);
  const done = (): void => change((desk) => ({ busy: without(desk.busy, name) }));
  if (answer.is === 'ok') setTimeout(done, patience);
  else {
    const problem = problemOf(answer, command.type, () => void ask(state, change, asked));
    change((desk) => ({ busy: without(desk.busy, name), problems: { ...desk.problems, [subject]: problem } }));
  }
  return answer;
}

/** What is selected in a visible tab is read. */
function keepMarking(state: Cell<Desk>, change: Change, key: string): () => void {
  const mark = (): void => {
    const desk = state.get();
    const seen = document.hidden ? desk.seen : read(desk);
    if (seen === desk.seen) return;
    localStorage.setItem(key, JSON.stringify(seen));
    change(() => ({ seen }));
  };
  const unsubscribe = state.subscribe(mark);
  document.addEventListener('visibilitychange', mark);
  return () => {
    unsubscribe();
    document.removeEventListener('visibilitychange', mark);
  };
}

/** Tells which conversation is open here, anew after each loss of the line. [DT184] */
function keepViewing(state: Cell<Desk>, tell: (interaction: string | null) => void): () => void {
  let told: string | null = null;
  const look = (): void => {
    const { mirror, page, selected } = state.get();
    const now = mirror.current && page === 'work' && !document.hidden ? selected : null;
    if (now === told) return;
    told = now;
    if (mirror.current) tell(now);
  };
  const unsubscribe = state.subscribe(look);
  document.addEventListener('visibilitychange', look);
  return () => {
    unsubscribe();
    document.removeEventListener('visibilitychange', look);
  };
}
