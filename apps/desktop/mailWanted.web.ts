import { type Cell, cell } from './cell.ts';

/** Whom somebody wants to write to, from wherever an address stands. */
export interface Recipient {
  readonly to: string;
  readonly contact?: string;
  /** The conversation in which it stands: of the same case, if it is of the same customer. */
  readonly beside?: string;
}
/** Whom a new mail is wanted for; null: nobody. */
export const wantedMail: Cell<Recipient | null> = cell<Recipient | null>(null);
/** Asks for which queue somebody is written to, and begins the mail. [DT433] */
export const openMail = (whom: Recipient): void => wantedMail.set(whom);
