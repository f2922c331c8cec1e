import type { Language } from '@patchbay/base/words.ts';
import type { Call } from './api.ts';
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
  readonly server: string;
  readonly widget: string;
  readonly language: Language;
  readonly words: Words;
  readonly launcher: HTMLElement;
  /** What the page has asked before the chat was there. */
  readonly calls: readonly Call[];
  /** The colour of the launcher until the server tells another. */
  readonly colour: string;
  /** Where the launcher stands, as CSS says it for `inset`; empty: at the bottom right. [WI60] */
  readonly at: string;
  show(shown: Shown): void;
  textOn(colour: string): string;
}
/** What the app gives back: the launcher was pressed. */
export interface App {
  toggle(): void;
}

const words = {
  en: ['Open chat', 'The chat cannot be reached.'],
  de: ['Chat öffnen', 'Der Chat ist nicht erreichbar.'],
} as const;
const svg = 'http://www.w3.org/2000/svg';
const script = document.currentScript as HTMLScriptElement;
const { widget = '', lang = '', colour = '#2457D6', at = '' } = script.dataset;
const language = ([lang, document.documentElement.lang, navigator.language].find((l) => l.slice(0, 2) in words)?.slice(0, 2) ??
  'en') as Language;
const [label, unreachable] = words[language];

const button = document.createElement('button');
const badge = document.createElement('span');
const drawing = document.createElementNS(svg, 'path');
const calls: Call[] = [];
let app: Promise<App> | undefined;
let tries = 0;

const icon = document.createElementNS(svg, 'svg');
icon.setAttribute('viewBox', '0 0 24 24');
icon.append(drawing);
button.append(icon);
badge.role = 'status';
show({ label, open: false, unread: 0, colour });
button.onpointerenter = button.onfocus = hint;
button.onclick = press;
(window as { patchbay?: object }).patchbay = new Proxy(calls, {
  get:
    (_, name: string) =>
    (...given: unknown[]) =>
      calls.push([name, given]) && name === 'open' && hint(),
});
if (document.body) appear();
else addEventListener('DOMContentLoaded', appear);

/** Draws the launcher; a chat that is open goes on by itself. [WI1] */
function appear() {
  const host = document.createElement('patchbay-launcher');
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  const shadow = host.attachShadow({ mode: 'open' });
  shadow.adoptedStyleSheets = [sheet];
  const root = document.createElement('div');
  root.style.inset = at;
  root.append(badge, button);
  shadow.append(root);
  document.body.append(host);
  if (isOpen()) hint();
}

/** Fetches early; a failure shows when the launcher is pressed. */
function hint() {
  load().catch(() => {});
}

/** A chat is open, or its start is not confirmed. */
function isOpen() {
  try {
    return /"(chat|start)":["{]/.test(localStorage[`patchbay:${widget}`]);
  } catch {
    // Storage is forbidden here: nothing can have been kept.
    return false;
  }
}

async function press() {
  try {
    (await load()).toggle();
  } catch {
    badge.textContent = unreachable;
  }
}

/** The app and its words, fetched once; after a failure anew, under another address since browsers remember failed modules. */
function load(): Promise<App> {
  app ??= Promise.all([fetched('app'), fetched(`words.${language}`)]).then(([{ start }, { words }]) =>
    start({ server: new URL(script.src).origin, widget, language, words, colour, at, launcher: button, calls, show, textOn }),
  );
  app.catch(() => {
    app = undefined;
    tries++;
  });
  return app;
}

function fetched(name: string): Promise<{ start(site: Site): App | Promise<App>; words: Words }> {
  return import(new URL(`${name}.js?${tries}`, script.src).href);
}

function show({ label, open, unread, colour }: Shown) {
  button.ariaLabel = button.title = label;
  button.ariaExpanded = String(open);
  badge.textContent = unread && !open ? String(unread) : '';
  button.style.background = colour;
  button.style.color = textOn(colour);
  drawing.setAttribute('d', open ? 'm6 9 6 6 6-6' : 'M4 5h16v11H9.5L5 20v-4H4z');
}
