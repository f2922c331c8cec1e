/** @jsxImportSource preact */
import type { Late } from '../late.web.tsx';
import type { Picture } from '../picture.ts';
import type { Visit } from '../visit.ts';
import type { Say } from '../words.ts';

/** What every view is drawn from, and what can be done. */
export interface Common {
  readonly picture: Picture;
  readonly say: Say;
  readonly language: 'en' | 'de';
  readonly visit: Visit;
  readonly late: Late;
}

const paths = {
  attach: 'm20 11-8.5 8.5a5 5 0 0 1-7-7L13 4a3.5 3.5 0 0 1 5 5l-8.5 8.5a2 2 0 0 1-3-3L14 7',
  fold: 'm6 9 6 6 6-6',
  leave: 'M10 4H4v16h6m-1-8h11m-4-4 4 4-4 4',
  place: 'M12 21s7-6 7-11a7 7 0 0 0-14 0c0 5 7 11 7 11m0-8.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5',
  send: 'M5 12h14M13 6l6 6-6 6',
  sent: 'm5 12 5 5L20 7',
  wrong: 'M12 8v5m0 3v.01M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18',
};

/** A drawing of lines in the colour of its text; without a label it is only a picture. */
export const Icon = ({ name, label }: { readonly name: keyof typeof paths; readonly label?: string }) => (
  <svg class="icon" viewBox="0 0 24 24" role="img" aria-label={label} aria-hidden={!label}>
    <path d={paths[name]} />
  </svg>
);

/** What went wrong, where it went wrong. */
export const Trouble = ({ text, id }: { readonly text: string; readonly id?: string }) => (
  <p class="trouble" id={id} role={id ? undefined : 'alert'}>
    <Icon name="wrong" />
    <span>{text}</span>
  </p>
);
