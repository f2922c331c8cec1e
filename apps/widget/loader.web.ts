import type { Language } from '@patchbay/base/words.ts';
import { type Api, type Chat, chatOf } from './api.ts';
import { textOn } from './colour.ts';
import css from './launcher.css?inline';
import type { Words } from './words.ts';

/** What the launcher shows; the app tells it. */
export interface Shown {
  readonly label: string;
  readonly open: boolean;
  readonly unread: number;
  readonly colour: string;
}
/** What the loader gives to the app. */
export interface Site {
  readonly widget: string;
  readonly language: Language;
  readonly words: Words;
  readonly launcher: HTMLElement;
  /** The colour of the launcher until the server tells another. */
  readonly colour: string;
  /** Where the launcher stands, as CSS says it for `inset`; empty: at the bottom right. [WI60] */
  readonly at: string;
  /** Where the browser keeps the chat: beyond the tab, or not. [WI65] */
  readonly store: 'localStorage' | 'sessionStorage';
  show(shown: Shown): void;
  textOn(colour: string): string;
}
/** What the app gives back: what a page can ask of it, and that the launcher was pressed. */
export interface App extends Api {
  toggle(): void;
}
/** What pages find in their window: the last chat, and each by its name. [WI22] */
interface Page {
  patchbay?: Chat;
  patchbays?: Record<string, Chat>;
}

const words = {
  en: ['Open chat', 'Cannot reach the chat.'],
  de: ['Chat öffnen', 'Der Chat ist nicht erreichbar.'],
} as const;
const svg = 'http://www.w3.org/2000/svg';
const script = document.currentScript as HTMLScriptElement;
const { widget, lang = '', colour = '#2457D6', at = '', keep } = script.dataset as Record<string, string> & { readonly widget: string };
const store = `${keep ? 'session' : 'local'}Storage` as const;
const language = ([lang, document.documentElement.lang, navigator.language].map((l) => l.slice(0, 2)).find((l) => l in words) ??
  'en') as Language;
const [label, unreachable] = words[language];

const button = document.createElement('button');
const badge = document.createElement('span');
const drawing = document.createElementNS(svg, 'path');
let arrived: (app: App) => void;
const there = new Promise<App>((done) => {
  arrived = done;
});
const page = window as Page & Window;
let app: Promise<App> | undefined;
let tries = 0;

const icon = document.createElementNS(svg, 'svg');
icon.setAttribute('viewBox', '0 0 24 24');
icon.append(drawing);
button.append(icon);
badge.role = 'status';
show({ label, colour });
button.onpointerenter = button.onfocus = hint;
button.onclick = press;
page.patchbays ??= {};
page.patchbay = page.patchbays[widget] ??= appear();

/** Draws the launcher, once for each widget, and answers how pages speak with the chat. [WI22] */
function appear(): Chat {
  if (document.body) draw();
  else addEventListener('DOMContentLoaded', draw);
  return chatOf(there, hint);
}

/** Draws the launcher; a chat that is open goes on by itself. [WI1] */
function draw() {
  const host = document.createElement('patchbay-launcher');
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  const shadow = host.attachShadow({ mode: 'open' });
  shadow.adoptedStyleSheets = [sheet];
  const root = document.createElement('div');
  root.style.inset = at;
  document.body.append(host);
  shadow.append(root);
  root.append(badge, button);
  try {
    // A chat is open, or its start is not confirmed.
    if (/"(chat|start)":["{]/.test(page[store][`patchbay:${widget}`])) hint();
  } catch {
    // Storage is forbidden here: nothing can have been kept.
  }
}

/** Fetches early; a failure shows when the launcher is pressed. */
function hint() {
  load().catch(() => {});
}

function press() {
  load().then(
    (app) => app.toggle(),
    () => {
      badge.textContent = unreachable;
    },
  );
}

/** The app and its words, fetched once; after a failure anew, under another address since browsers remember failed modules. */
function load(): Promise<App> {
  app ??= Promise.all([fetched('app'), fetched(`words.${language}`)]).then(([{ start }, { words }]) =>
    start({ widget, language, words, colour, at, store, launcher: button, show, textOn }),
  );
  app.then(arrived, () => {
    app = undefined;
    tries++;
  });
  return app;
}

function fetched(name: string): Promise<{ start(site: Site): App | Promise<App>; words: Words }> {
  return import(new URL(`${name}.js?${tries}`, script.src).href);
}

function show({ label, open = false, unread, colour }: Pick<Shown, 'label' | 'colour'> & Partial<Shown>) {
  button.ariaLabel = button.title = label;
  button.ariaExpanded = `${open}`;
  badge.textContent = unread && !open ? String(unread) : '';
  button.style.background = colour;
  button.style.color = textOn(colour);
  drawing.setAttribute('d', open ? 'm6 9 6 6 6-6' : 'M4 5h16v11H9.5L5 20v-4H4z');
}
