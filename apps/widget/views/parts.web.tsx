/** @jsxImportSource preact */
import type { Late } from '../late.web.tsx';
import type { Picture } from '../picture.ts';
import type { Visit } from '../visit.ts';
import type { Say } from '../words.ts';
import { wrong } from './icons.ts';

/** What every view is drawn from, and what can be done. */
export interface Common {
  readonly picture: Picture;
  readonly say: Say;
  readonly language: 'en' | 'de';
  readonly visit: Visit;
  readonly late: Late;
}

/** A drawing of lines in the colour of its text; without a label it is only a picture. */
export const Icon = ({ path, label }: { readonly path: string; readonly label?: string }) => (
  <svg class="icon" viewBox="0 0 24 24" role="img" aria-label={label} aria-hidden={!label}>
    <path d={path} />
  </svg>
);

/** What went wrong, where it went wrong. */
export const Trouble = ({ text, id }: { readonly text: string; readonly id?: string }) => (
  <p class="trouble" id={id} role={id ? undefined : 'alert'}>
    <Icon path={wrong} />
    <span>{text}</span>
  </p>
);
