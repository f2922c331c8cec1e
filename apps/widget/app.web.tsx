/** @jsxImportSource preact */
import { render } from 'preact';
import type { Told } from './api.ts';
import { unread } from './conversation.ts';
import { fetched, lateParts, server } from './late.web.tsx';
import type { App, Site } from './loader.web.ts';
import { keptKey } from './memory.web.ts';
import { browser } from './outside.web.ts';
import css from './panel.css?inline';
import type { Picture } from './picture.ts';
import { Panel } from './views/panel.web.tsx';
import { openVisit, type Visit } from './visit.ts';
import { speak, unreadText } from './words.ts';

/** The chat in the page, or in a frame where its tag wants that. [WI64] */
export function start(site: Site): App | Promise<App> {
  const framed = document.querySelector(`[data-widget="${site.widget}"][data-mode=frame]`);
  return framed ? fetched<{ start: typeof draws }>('frame').then(({ start }) => start(site)) : draws(site);
}

/** Draws the chat into a shadow root of its own and connects it with the launcher. */
function draws({ widget, language, words, launcher, show, textOn, colour, at, store }: Site): App {
  const say = speak(words);
  const { patchbay: kind, look = 'page' } = document.documentElement.dataset;
  const { shadow, root, body, announcer, style } = stage();
  if (kind) root.classList.add('page', look);
  const [, right, bottom, left] = at.split(' ');
  if (left) root.style.cssText = `--right:${right};--left:${left};--bottom:calc(${bottom} + 76px)`; // above the launcher
  let last: Picture | null = null;
  let visit: Visit | null = null;
  let focusWanted = false;
  let grabbed = false;
  const announce = (news: string) => void (announcer.textContent = announcer.textContent === news ? `${news}\u00a0` : news);
  const late = lateParts({ language, style, speak: (more) => speak({ ...words, ...more }), redraw: () => last && draw(last), announce });

  const draw = (picture: Picture) => {
    const before = last;
    const hadFocus = shadow.activeElement;
    last = picture;
    if (!visit) return;
    const brand = picture.look?.colour ?? colour;
    root.style.setProperty('--brand', brand);
    root.style.setProperty('--on', textOn(brand));
    const n = unread(picture.conversation);
    const label = [say(picture.open ? 'minimise' : 'open'), unreadText(n, say)].filter(Boolean).join('. ');
    show({ label, open: picture.open, unread: n, colour: brand });
    const detail = { widget, open: picture.open, unread: n, stage: picture.conversation.view?.stage ?? null } satisfies Told;
    dispatchEvent(new CustomEvent('patchbay', { detail }));
    render(
      <Panel picture={picture} say={say} language={language} visit={visit} late={late} minimise={kind === 'page' ? null : minimise} />,
      body,
    );
    if (picture.ending === 'no') grabbed = false;
    if (picture.wrong !== before?.wrong) focus('[aria-invalid=true]');
    else if (picture.ending === 'asking' && !grabbed) grabbed = Boolean(focus('[data-grab]'));
    else if (picture.open && (focusWanted || (hadFocus && !shadow.activeElement)))
      focusWanted = !focus('[data-first]') && Boolean(focus('.panel'));
  };
  const focus = (selector: string) => {
    const found = shadow.querySelector<HTMLElement>(selector);
    found?.focus();
    return found;
  };
  const minimise = () => {
    visit?.minimise();
    launcher.focus();
  };

  visit = openVisit(browser(server, widget, language, store), { widget, language, visible: !document.hidden }, draw);
  globalThis.navigation?.addEventListener('navigatesuccess', visit.goes); // pages that are never loaded anew
  if (last) draw(last);
  listen(visit, widget);
  const open = () => {
    focusWanted = document.hasFocus(); // a frame takes nobody's focus
    visit?.open();
  };
  const { minimise: close, identify, forget, shareLocation, shareLive, context, choose: attach, push, leave: end } = visit;
  return {
    ...{ open, close, identify, forget, shareLocation, shareLive, context, attach, push },
    end: () => void end(),
    toggle: () => (last?.open ? minimise() : open()),
  };
}

function stage() {
  const host = document.createElement('patchbay-chat');
  const shadow = host.attachShadow({ mode: 'open' });
  const style = (text: string) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, sheet];
  };
  style(css);
  const [root, body, announcer] = [document.createElement('div'), document.createElement('div'), document.createElement('p')];
  root.className = 'root';
  root.dir = document.dir || 'ltr'; // what the page says of itself, not how it is styled
  announcer.className = 'hidden';
  announcer.setAttribute('role', 'status');
  announcer.setAttribute('aria-live', 'polite');
  root.append(body, announcer);
  shadow.append(root);
  document.body.append(host);
  return { shadow, root, body, announcer, style };
}

function listen(visit: Visit, widget: string) {
  for (const change of ['online', 'offline']) addEventListener(change, visit.wake);
  addEventListener('storage', (event) => event.key === keptKey(widget) && visit.changedElsewhere());
  document.addEventListener('visibilitychange', () => visit.looks(!document.hidden));
}
