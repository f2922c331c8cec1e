import type { Kind } from '@patchbay/base/subject.ts';
import type { CallEvent } from './asked.ts';
import type { Call } from './call.ts';
import { evolve } from './evolve.ts';
import { due } from './timers.ts';

/** How a call is stored and folded. */
export const callKind: Kind<Call, CallEvent> = { name: 'interaction', table: 'interactions', evolve, due };
