import { z } from 'zod';
import { key, text, told } from './fields.ts';

/** A field of a form: a variable of the case data of its queue. */
const field = z.strictObject({
  variable: key,
  /** Whoever fills it in is told while it is empty; nothing waits for it. */
  required: z.boolean().default(false),
  hint: text.optional(),
});
/** A form that agents fill in beside an interaction, page by page; what it holds are values of the case data. */
export const form = z.strictObject({
  pages: z
    .array(z.strictObject({ title: text.optional(), text: told(null), fields: z.array(field).max(20).default([]) }))
    .min(1)
    .max(10),
});
export type Form = z.output<typeof form>;

/** What is wrong with the fields of a form in a queue with this case data; each in plain words. */
export function strangeFields(
  { pages }: Form,
  variables: readonly { readonly key: string; readonly secure: boolean }[],
): readonly string[] {
  const all = pages.flatMap(({ fields }) => fields.map(({ variable }) => variable));
  const twice = all.filter((one, n) => all.indexOf(one) !== n).map((one) => `The form asks for "${one}" twice.`);
  const none = all.length === 0 ? ['A form needs at least one field.'] : [];
  const strange = all.flatMap((one) => {
    const known = variables.find((variable) => variable.key === one);
    if (!known) return [`This queue has no variable "${one}" in its case data.`];
    return known.secure ? [`The secure variable "${one}" is never put into a form.`] : [];
  });
  return [...none, ...twice, ...strange];
}
