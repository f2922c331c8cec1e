import type { Told } from './api.ts';
import css from './frame.css?inline';
import { markOf, restored, type Word, wordsFor } from './framing.ts';
import type { App, Site } from './loader.web.ts';
import { keptKey } from './memory.web.ts';
import { proofs } from './proof.ts';
import { speak, unreadText } from './words.ts';

/** What the chat in the frame says. */
interface Heard extends Told {
  readonly patchbay: 1;
  readonly type: string;
}

/** The chat in a frame of our server, for sites that want nothing of it in their page but the launcher: `data-mode="frame"`. [WI64] */
export function start({ widget, language, words, launcher, show, colour, at, store }: Site): App {
  const say = speak(words);
  const { origin: server } = new URL(import.meta.url);
  const key = keptKey(widget);
  const proof = proofs((why) => console.warn(why));
  const { host, holder, frame } = stage(say('chat'), at);
  let told: Told = restored(widget, read(store, key));
  let isReady = false;
  /** What was asked before the chat in the frame was there. */
  let early: readonly Word[] = [];

  const tell = (word: Word) => {
    if (isReady) frame.contentWindow?.postMessage({ patchbay: 1, ...word }, server);
    else early = [...early, word];
  };
  const draw = () => {
    frame.hidden = !told.open;
    const label = [say(told.open ? 'minimise' : 'open'), unreadText(told.unread, say)].filter(Boolean).join('. ');
    show({ label, open: told.open, unread: told.unread, colour });
  };
  const load = () => {
    if (frame.src) return;
    frame.src = `${server}/chat/${widget}?embed=1&lang=${language}`;
    holder.append(frame);
  };
  const identify = async () => {
    const token = proof.has() ? await proof.take() : null;
    if (token) tell({ type: 'identify', token });
  };
  const open = () => {
    if (!told.stage) void identify();
    load();
    told = { ...told, open: true };
    draw();
    if (isReady) tell({ type: 'open' });
    frame.focus();
  };
  const close = () => tell({ type: 'close' });

  const ready = () => {
    isReady = true;
    if (!told.open) close();
    for (const word of early) tell(word);
    early = [];
  };
  const changed = (now: Told) => {
    const folded = told.open && !now.open;
    told = now;
    write(store, key, markOf(told));
    draw();
    if (folded && document.activeElement === host) launcher.focus();
    dispatchEvent(new CustomEvent('patchbay', { detail: told }));
  };
  addEventListener('message', ({ source, origin, data }: MessageEvent<Heard | null>) => {
    if (source !== frame.contentWindow || origin !== server || data?.patchbay !== 1) return;
    if (data.type === 'ready') ready();
    if (data.type === 'state') changed({ widget, open: data.open, unread: data.unread, stage: data.stage });
  });
  frame.onload = () => frame.contentWindow?.postMessage({ patchbay: 1, type: 'hello' }, server);

  if (told.stage) load();
  draw();
  return {
    ...wordsFor(tell),
    open,
    close,
    identify(source) {
      proof.give(source);
      if (isReady && !told.stage) void identify();
    },
    toggle: () => (told.open ? close() : open()),
  };
}

function stage(title: string, at: string) {
  const host = document.createElement('patchbay-chat');
  const shadow = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  shadow.adoptedStyleSheets = [sheet];
  const holder = document.createElement('div');
  holder.className = 'holder';
  const [, right, bottom, left] = at.split(' ');
  if (left) holder.style.cssText = `--right:${right};--left:${left};--bottom:calc(${bottom} + 76px)`;
  const frame = document.createElement('iframe');
  frame.title = title;
  frame.allow = 'geolocation';
  shadow.append(holder);
  document.body.append(host);
  return { host, holder, frame };
}

function read(store: Site['store'], key: string): string | null {
  try {
    return window[store].getItem(key);
  } catch {
    return null; // storage is forbidden here: nothing can have been kept
  }
}
function write(store: Site['store'], key: string, mark: string | null): void {
  try {
    if (mark) window[store].setItem(key, mark);
    else window[store].removeItem(key);
  } catch {
    // Storage is forbidden here: the next page begins with the launcher.
  }
}
