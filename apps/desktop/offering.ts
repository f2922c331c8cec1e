import type { Chat } from '@patchbay/chat/chat.ts';
import type { Text } from '@patchbay/configuration/text.ts';
import type { Interaction } from '@patchbay/interactions/interaction.ts';
import type { QueueLabel } from './session.ts';

/** One line of an offer: a variable of the queue, or what fills it up when there are few. */
export type OfferLine =
  | { readonly is: 'variable'; readonly key: string; readonly label: Text; readonly value: Text }
  | { readonly is: 'number' | 'page'; readonly value: string };

const least = 3;
const most = 6;

/** What an offer tells beside name, queue and waiting time: up to 6 variables that are meant for it, never a secure one; few are filled up. [CD6] */
export function offerLines({ data = {}, work }: Pick<Chat, 'data' | 'work'>, queue: QueueLabel | undefined): readonly OfferLine[] {
  const variables = variablesOf(data, queue);
  const { phone } = work.form;
  const filling: readonly OfferLine[] = [
    ...(phone ? [{ is: 'number', value: phone } as const] : []),
    ...(work.page ? [{ is: 'page', value: work.page } as const] : []),
  ];
  return variables.length >= least ? variables.slice(0, most) : [...variables, ...filling].slice(0, Math.max(least, variables.length));
}

type Variable = Extract<OfferLine, { readonly is: 'variable' }>;
const variablesOf = (data: NonNullable<Chat['data']>, queue: QueueLabel | undefined): readonly Variable[] =>
  Object.entries(queue?.variables ?? {}).flatMap(([key, { label, offer, secure, choices }]): readonly Variable[] => {
    const value = data[key]?.value;
    return offer && !secure && value ? [{ is: 'variable', key, label, value: choices[value] ?? value }] : [];
  });

/** What a call tells beside its number: up to 6 variables that are meant for the offer. */
export const callLines = ({ data = {} }: Pick<Interaction<unknown>, 'data'>, queue: QueueLabel | undefined): readonly Variable[] =>
  variablesOf(data, queue).slice(0, most);
