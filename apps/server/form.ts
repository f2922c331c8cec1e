import { type Refusal, refuse } from '@patchbay/base/decision.ts';

type Form = Readonly<Record<string, string | undefined>>;

/** The form a chat begins with: of the fields the widget asks, and what the site has signed in place of what was typed; or what is missing. [CH42] */
export function formOf(
  asked: readonly { readonly field: string; readonly required: boolean }[],
  typed: Form,
  identity: { readonly name: string; readonly email: string | null } | undefined,
): Readonly<Record<string, string>> | Refusal {
  const signed = Object.entries(identity ?? {}).flatMap(([field, text]): [string, string][] => (text ? [[field, text]] : []));
  const told = { ...typed, ...Object.fromEntries(signed) };
  const missing = asked.find(({ field, required }) => required && !told[field]);
  if (missing) return refuse('widget.missing', { field: missing.field });
  const wanted = new Set([...asked.map(({ field }) => field), ...signed.map(([field]) => field)]);
  return Object.fromEntries(Object.entries(told).flatMap(([field, text]) => (text && wanted.has(field) ? [[field, text]] : [])));
}
