import { isRefused, type Refusal } from '@patchbay/base/decision.ts';
import type { Asking, Scene } from '@patchbay/base/execute.node.ts';
import { type Change, changed, type Subject } from '@patchbay/base/subject.ts';
import { type Case, type CaseCommand, decideCase } from '@patchbay/email/case.ts';
import { caseKind } from '@patchbay/email/kind.ts';
import type { Signed } from '@patchbay/users/sessions.node.ts';
import type { SeenCase } from './mail-access.node.ts';
import type { Site } from './site.node.ts';

/** Whoever asks, and a case as they see it. */
export interface OnCase {
  readonly site: Site;
  readonly signed: Signed;
  readonly asking: Asking;
  readonly seen: SeenCase;
}

/** A case with what a command makes of it. */
export function eventsOn(stored: Subject<Case>, command: CaseCommand, { now }: Pick<Scene, 'now'>): Change | Refusal {
  const events = decideCase(stored.state, command, now);
  return isRefused(events) ? events : (changed(caseKind, stored, events) as Change);
}
