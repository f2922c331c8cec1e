import { z } from 'zod';
import { strangeVariables, templateOf } from './address.ts';
import type { Centre } from './centre.ts';
import { key, text } from './fields.ts';
import { form, strangeFields } from './form.ts';

/** Information that shows itself when an interaction arrives: a page of another system, or a form. */
export const screenPop = z
  .strictObject({
    key,
    label: text,
    when: z.enum(['offer', 'accept']).default('accept'),
    /** In a tab of the desktop, or in a window of its own. */
    show: z.enum(['tab', 'window']).default('tab'),
    /** A page of an origin of `agents.screenPopOrigins`; `{data.order}` and the like are filled in. */
    address: z
      .string()
      .max(2000)
      .refine(
        (one) => templateOf(one) !== null,
        'Write an address such as "https://crm.example/orders/{data.order}", with variables only behind the host.',
      )
      .optional(),
    /** Variables of the queue that the page may fill by a message. */
    takes: z.array(key).max(20).default([]),
    /** What agents fill in; its fields are variables of the queue. */
    form: form.optional(),
  })
  .refine((one) => (one.address === undefined) !== (one.form === undefined), 'Write an address or a form.')
  .refine((one) => !one.form || one.show === 'tab', 'A form stands in a tab.')
  .refine((one) => one.takes.length === 0 || (one.address !== undefined && one.show === 'tab'), 'Only a page in a tab hands values over.');

/** What is wrong with the screen-pops of a centre: addresses that lead where nobody has allowed it, or name what they may not; forms likewise. */
export const strangeAddresses = ({
  queues,
  agents,
}: Centre): readonly { readonly path: readonly (string | number)[]; readonly reason: string }[] =>
  Object.entries(queues).flatMap(([k, { screenPops, variables }]) =>
    screenPops.flatMap(({ address, form, takes }, n) => {
      const path = ['queues', k, 'screenPops', n];
      if (form) return strangeFields(form, variables).map((reason) => ({ path: [...path, 'form'], reason }));
      const template = templateOf(address ?? '');
      if (!template) return [];
      const allowed = agents.screenPopOrigins.includes(template.origin);
      const elsewhere = allowed ? [] : ['Name the origin of this address in agents.screenPopOrigins.'];
      return [
        ...[...elsewhere, ...strangeVariables(template, variables)].map((reason) => ({ path: [...path, 'address'], reason })),
        ...strangelyTaken(takes, variables).map((reason) => ({ path: [...path, 'takes'], reason })),
      ];
    }),
  );

/** What a page may fill is what agents may write, and never secure. */
const strangelyTaken = (takes: readonly string[], variables: Centre['queues'][string]['variables']): readonly string[] =>
  takes.flatMap((one) => {
    const known = variables.find((variable) => variable.key === one);
    if (!known) return [`This queue has no variable "${one}" in its case data.`];
    if (known.secure) return [`The secure variable "${one}" is never filled by a page.`];
    return known.editable ? [] : [`Nobody may write the variable "${one}".`];
  });
