import type { Api, Told } from './api.ts';
import { bridge, type Heard } from './bridge.ts';

/** How apps give their web views a way to be told: iOS, Android, React Native. */
interface Native {
  readonly webkit?: { readonly messageHandlers?: { readonly patchbay?: { postMessage(word: object): void } } };
  readonly PatchbayHost?: { postMessage(text: string): void };
  readonly ReactNativeWebView?: { postMessage(text: string): void };
}

const root = document.documentElement;
const native = globalThis as Native;
const framed = window.parent !== window;
const api = (globalThis as never as { readonly patchbay: Api }).patchbay;

/** The launcher stays until the chat is there: where that fails it says so, and is the way to try again. */
addEventListener('patchbay', () => document.querySelector('patchbay-launcher')?.remove(), { once: true });
const spoken = bridge({
  framed,
  allowed: (root.dataset['origins'] ?? '').split(' ').map((origin) => (origin === 'self' ? location.origin : origin)),
  api,
  send(word, origin) {
    if (framed) return window.parent.postMessage(word, origin);
    const text = JSON.stringify(word);
    native.webkit?.messageHandlers?.patchbay?.postMessage(word);
    native.PatchbayHost?.postMessage(text);
    native.ReactNativeWebView?.postMessage(text);
  },
});
const fromOf = ({ source }: MessageEvent): Heard['from'] => {
  if (source === window.parent && framed) return 'parent';
  return (source === window || source === null) && !framed ? 'inside' : 'strange';
};
if (root.dataset['patchbay'] === 'embed') {
  addEventListener('message', (event) => spoken.hear({ data: read(event.data), origin: event.origin, from: fromOf(event) }));
  addEventListener('patchbay', (event) => spoken.changed((event as CustomEvent<Told>).detail));
}
if (root.dataset['patchbay'] === 'page') void navigator.serviceWorker?.register('/chat/worker.js').catch(() => {}); // where it may not, nothing but the page for no network is missing
const code = new URLSearchParams(location.hash.slice(1)).get('go');
if (code && root.dataset['patchbay'] === 'page') void goOn(code);
else api.open();
addEventListener('hashchange', () => location.reload()); // another code, where the page is open already

/** The chat of another device goes on here. [WI67] */
async function goOn(code: string) {
  const { redeem } = (await import(/* @vite-ignore */ new URL('go-on.js', import.meta.url).href)) as typeof import('./go-on.web.ts');
  await redeem(code);
  api.open();
}

/** Apps that can only send texts send JSON. */
function read(data: unknown): unknown {
  if (typeof data !== 'string') return data;
  try {
    return JSON.parse(data);
  } catch {
    return null; // not for us
  }
}
