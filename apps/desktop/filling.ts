import type { Data } from '@patchbay/interactions/variables.ts';
import type { FormOfPop } from './session.ts';

/** What is written in a form and not saved yet, with the revision that was there when writing began. [SP9] */
export type Filling = Readonly<Record<string, { readonly text: string; readonly rev: number }>>;

const saved = (data: Data, key: string): string => data[key]?.value ?? '';

/** What stands in a field: what is written, else what is saved. */
export const textOf = (filling: Filling, data: Data, key: string): string => filling[key]?.text ?? saved(data, key);

/** The form after something was written in a field; what is saved already is not written. */
export function written(filling: Filling, data: Data, key: string, text: string): Filling {
  const { [key]: before, ...others } = filling;
  if (text === saved(data, key)) return others;
  return { ...filling, [key]: { text, rev: before?.rev ?? data[key]?.rev ?? 0 } };
}

/** The form without what was saved, or let go. */
export const without = (filling: Filling, key: string): Filling => {
  const { [key]: _, ...others } = filling;
  return others;
};

/** What is written on one page or all, in the order of the form. */
export const unsaved = ({ pages }: FormOfPop, filling: Filling): readonly string[] =>
  pages.flatMap(({ fields }) => fields.flatMap(({ variable }) => (filling[variable] ? [variable] : [])));

/** The required fields that are empty, with their pages. */
export const missing = ({ pages }: FormOfPop, filling: Filling, data: Data): readonly { readonly page: number; readonly key: string }[] =>
  pages.flatMap(({ fields }, page) =>
    fields.flatMap(({ variable: key, required }) => (required && !textOf(filling, data, key).trim() ? [{ page, key }] : [])),
  );
