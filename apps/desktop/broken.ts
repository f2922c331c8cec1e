import { codeOf } from '@patchbay/help/codes.ts';

/** A part of the desktop that was not there to be shown: its file could not be fetched. */
export class NotLoaded extends Error {
  override readonly name = 'NotLoaded';
}

/** What is said in the place of a part that has failed. */
export interface Broken {
  readonly code: string;
  /** The key of what to do about it. */
  readonly what: 'failed' | 'notLoaded' | 'failedAgain';
  /** Loading the whole desktop anew is offered too: another try has not helped. */
  readonly reload: boolean;
}

/** What to say of a part that failed with this error, after so many tries. [DT170] */
export function brokenBy(error: unknown, tries: number): Broken {
  if (error instanceof NotLoaded) return { code: codeOf('desktop.unreached') ?? '', what: 'notLoaded', reload: tries > 0 };
  return { code: codeOf('desktop.broken') ?? '', what: tries > 0 ? 'failedAgain' : 'failed', reload: tries > 0 };
}
