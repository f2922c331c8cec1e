/** What of a mail can be masked, as the server tells it. */
export interface ToMask {
  readonly subject: string;
  readonly text: string;
  /** There are pictures in its text itself. */
  readonly pictures: boolean;
  readonly suggestions: readonly { readonly is: 'card' | 'iban' | 'ssn'; readonly text: string }[];
}
/** What somebody has chosen. */
export interface MaskWanted {
  readonly mail: string;
  readonly texts: readonly string[];
  readonly files: readonly string[];
  readonly pictures: boolean;
}
interface Named {
  readonly id: string;
  readonly name: string;
}
/** What would be masked, and what would stay. */
export interface MaskPreview {
  readonly places: number;
  readonly mails: number;
  readonly around: readonly string[];
  readonly files: readonly Named[];
  readonly unseen: readonly Named[];
  readonly stays: boolean;
}

const fewest = 4;
/** Whether enough is selected to be told from anything else. */
export const isEnough = (text: string): boolean => [...text.replace(/\s/gu, '')].length >= fewest;

/** The texts with one more: what is within another one is masked with it. */
export function withText(texts: readonly string[], text: string): readonly string[] {
  const one = text.trim().slice(0, 2000);
  if (!isEnough(one) || texts.some((other) => other.includes(one))) return texts;
  return [...texts.filter((other) => !one.includes(other)), one].slice(0, 20);
}
