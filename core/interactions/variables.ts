import { type Refusal, refuse } from '@patchbay/base/decision.ts';

/** A variable of the case data, as the queue declares it; the order is the one it is declared in. */
export interface Variable {
  readonly key: string;
  readonly type: 'text' | 'date' | 'choice' | 'number';
  readonly choices: readonly string[];
  readonly editable: boolean;
  /** The value is in no state, event, frame or log; whoever needs it asks for it, and that is noted. [CD4] */
  readonly secure: boolean;
}

/** A value of the case data. Of a secure one only whether there is any: `value` is then always null. */
export interface Datum {
  readonly value: string | null;
  readonly set: boolean;
  /** Counts the saves of this variable. */
  readonly rev: number;
  readonly by: string;
  readonly at: number;
}
export type Data = Readonly<Record<string, Datum>>;

/** A variable nobody has saved. */
export const nothingYet: Datum = { value: null, set: false, rev: 0, by: 'system', at: 0 };

/** The longest value, in characters. [CD1] */
export const longestValue = 256;

/** Why a value does not fit its variable. */
export function unfit({ type, choices }: Variable, value: string): Refusal | undefined {
  if (value === '') return undefined;
  if ([...value].length > longestValue) return refuse('data.tooLong', { most: longestValue });
  if (type === 'date' && !isDay(value)) return refuse('data.noDate');
  if (type === 'number' && !/^[-+]?\d{1,15}([.,]\d{1,6})?$/.test(value)) return refuse('data.noNumber');
  return type === 'choice' && !choices.includes(value) ? refuse('data.noChoice') : undefined;
}

function isDay(value: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** What a variable begins with, out of what the customer's page and form brought: only what is declared and fits. */
export function initialData(variables: readonly Variable[], brought: Readonly<Record<string, string>>, at: number): Data {
  const fit = variables.filter((v) => brought[v.key] && !unfit(v, brought[v.key] ?? ''));
  return Object.fromEntries(
    fit.map((v) => [v.key, { value: v.secure ? null : (brought[v.key] ?? null), set: true, rev: 1, by: 'customer', at }]),
  );
}
