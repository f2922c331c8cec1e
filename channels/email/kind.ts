import type { Kind } from '@patchbay/base/subject.ts';
import { type Case, type CaseEvent, caseDue, evolveCase } from './case.ts';
import type { Email, EmailEvent } from './email.ts';
import { evolve } from './evolve.ts';
import { due } from './timers.ts';

/** How a piece of work is stored and folded. */
export const emailKind: Kind<Email, EmailEvent> = { name: 'interaction', table: 'interactions', evolve, due };
/** How a case is stored and folded. */
export const caseKind: Kind<Case, CaseEvent> = { name: 'case', table: 'email_cases', evolve: evolveCase, due: caseDue };
