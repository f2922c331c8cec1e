import type { Kind } from '@patchbay/base/subject.ts';
import type { Email, EmailEvent } from './email.ts';
import { evolve } from './evolve.ts';
import { due } from './timers.ts';

/** How a piece of work on a case is stored and folded. */
export const emailKind: Kind<Email, EmailEvent> = { name: 'interaction', table: 'interactions', evolve, due };
