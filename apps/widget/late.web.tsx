/** @jsxImportSource preact */
import type { SentFile } from '@patchbay/files/file.ts';
import { type createElement, h, type VNode } from 'preact';
import { type Common, Trouble } from './views/parts.web.tsx';
import type { Say, Words } from './words.ts';

/** A part of the chat that is fetched when it is needed. [WI17] */
export type LateName = 'form' | 'talk' | 'end' | 'files' | 'away' | 'place' | 'mail' | 'ways';
/** What a late part is given once. */
export interface Kit {
  readonly say: Say;
  readonly language: string;
  /** Draws everything anew: what the part remembers has changed. */
  redraw(): void;
  /** Has a screen reader say it, once. [WI13] */
  announce(news: string): void;
}
/** What the file of a late part exports. */
export interface LatePart {
  use(make: typeof createElement): void;
  readonly css: string;
  part(kit: Kit): LateView;
}
/** Draws a part; `files` draws one file where it is given one. */
type LateView = (common: Common & { readonly file?: SentFile }) => VNode | null;
/** Fetches and keeps the late parts of one page. */
export type Late = (name: LateName) => LateView;

interface Lender extends Omit<Kit, 'say'> {
  /** Says the words of the late parts too, once they are there. */
  speak(words: Words): Say;
  style(css: string): void;
}

/** Where the words of a part stand; those of others with the app's. */
const wordsOf: Readonly<Partial<Record<LateName, readonly string[]>>> = {
  ...{ end: ['more'], files: ['more'], place: ['more'] },
  ...{ away: ['more', 'reach'], mail: ['more', 'reach'], ways: ['more', 'reach'] },
};
const addressOfApp = import.meta.url;
/** Where the app came from is where the chat is. */
export const { origin: server } = new URL(addressOfApp);

/** Draws a late part, or that it is on its way, or that it could not be fetched. */
export function lateParts({ speak, style, ...kit }: Lender): Late {
  const views = new Map<LateName, LateView>();
  const waits: LateView = ({ say }) => <p class="loading">{say('loading')}</p>;
  const load = async (name: LateName) => {
    views.set(name, waits);
    try {
      const [{ use: lend, css, part }, ...more] = await Promise.all([
        fetched<LatePart>(name),
        ...(wordsOf[name] ?? []).map((file) => fetched<{ readonly words: Words }>(`${file}.${kit.language}`)),
      ]);
      lend(h);
      style(css);
      views.set(name, part({ ...kit, say: speak(Object.assign({}, ...more.map(({ words }) => words))) }));
    } catch {
      // No line, or a part of an older version that is gone: said where it would have been, with a way to try again.
      views.set(
        name,
        failed(() => void load(name)),
      );
    }
    kit.redraw();
    if (name === 'form' && !views.has('talk')) void load('talk'); // the customer is about to need it
  };
  return (name) => (common) => {
    if (!views.has(name)) void load(name);
    return views.get(name)?.(common) ?? null;
  };
}

const failed =
  (again: () => void): LateView =>
  ({ say }) => (
    <div class="form">
      <Trouble text={say('unreachable')} />
      <button class="button" data-first onClick={again}>
        {say('again')}
      </button>
    </div>
  );

/** A part by its name; asked again after a failure under another address, since browsers remember failed modules. */
let tries = 0;
export const fetched = <T,>(name: string): Promise<T> =>
  import(/* @vite-ignore */ new URL(`${name}.js?${tries}`, addressOfApp).href).catch((error) => {
    tries++;
    throw error;
  });
