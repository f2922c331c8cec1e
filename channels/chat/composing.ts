/** What a key press tells; the fields of a KeyboardEvent that matter. */
export interface Press {
  readonly key: string;
  readonly keyCode: number;
  readonly isComposing: boolean;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  /** When it happened, ms. */
  readonly timeStamp: number;
}

/** Some browsers end a composition just before the Enter that confirmed it: within so many ms it is the same press. */
const sameTick = 30;

/** Whether this key press sends the message: Enter alone or with Ctrl, never while or just after characters are composed. [DT12] */
export function sends(press: Press, compositionEndedAt: number): boolean {
  if (press.key !== 'Enter' || press.shiftKey || press.altKey) return false;
  if (press.isComposing || press.keyCode === 229) return false;
  return press.timeStamp - compositionEndedAt > sameTick;
}
