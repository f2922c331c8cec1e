import { type Field, idsIn } from './head.ts';

/** What a report says of one recipient. */
export interface Recipient {
  readonly address: string;
  readonly action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded';
  /** Such as 5.1.1; '' if it is not said. */
  readonly status: string;
  /** In the words of the server that refused. */
  readonly said: string;
}
/** A report on a mail of ours. */
export interface Report {
  /** The id of the mail that it reports on; null: it does not say. */
  readonly of: string | null;
  readonly recipients: readonly Recipient[];
}

/** Fields of a head or of a group of a report, unfolded. */
export const fieldsIn = (text: string): readonly Field[] =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]+/g, ' ')
    .split('\n')
    .flatMap((line): readonly Field[] => {
      const [, name, value] = /^([!-9;-~]{1,76}):\s*(.*)$/.exec(line) ?? [];
      return name ? [{ name: name.toLowerCase(), value: (value ?? '').trim() }] : [];
    });

const actions = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'] as const;
const longest = 65_536;
const most = 100;

/** Reads `message/delivery-status` (RFC 3464) with the head of the mail it came about; null: it says nothing of any recipient. [EM50] */
export function reportIn(status: string, original: string): Report | null {
  const groups = status
    .slice(0, longest)
    .replace(/\r\n?/g, '\n')
    .split(/\n\s*\n/)
    .slice(0, most + 1);
  const recipients = groups.flatMap((group): readonly Recipient[] => {
    const of = (name: string) => valueOf(fieldsIn(group), name);
    const address = typed(of('original-recipient')) || typed(of('final-recipient'));
    const action = actions.find((one) => one === of('action').toLowerCase().split(/[\s(]/)[0]);
    if (!address || !action) return [];
    return [
      {
        address: address.toLowerCase(),
        action,
        status: /\d\.\d{1,3}\.\d{1,3}/.exec(of('status'))?.[0] ?? '',
        said: typed(of('diagnostic-code')).slice(0, 500),
      },
    ];
  });
  return recipients.length ? { of: idOf(original), recipients } : null;
}

/** A report without the form of RFC 3464, such as exim's, which names the recipients in its head; null: it is none. [EM50] */
export function reportInHead(fields: readonly Field[], original: string): Report | null {
  const named = valueOf(fields, 'x-failed-recipients')
    .split(',')
    .map((one) => one.trim().toLowerCase())
    .filter(Boolean)
    .slice(0, most);
  return named.length
    ? { of: idOf(original), recipients: named.map((address) => ({ address, action: 'failed', status: '', said: '' })) }
    : null;
}

/** What it means for the mail: a failure if anybody did not get it for good, else a delay if that is all it says; null: good news. [EM50] */
export function meaning({ recipients }: Report): { readonly is: 'failed' | 'delayed'; readonly said: string } | null {
  for (const is of ['failed', 'delayed'] as const) {
    const those = recipients.filter(({ action }) => action === is);
    if (those.length)
      return {
        is,
        said: those
          .map(({ address, status, said }) => [address, status, said].filter(Boolean).join(' '))
          .join('\n')
          .slice(0, 2000),
      };
  }
  return null;
}

const valueOf = (fields: readonly Field[], name: string): string => fields.find((field) => field.name === name)?.value ?? '';
/** Without the type before it: `rfc822; eva@example.com`, `smtp; 550 no such user`. */
const typed = (value: string): string =>
  value
    .replace(/^[a-z0-9-]+\s*;\s*/i, '')
    .replace(/^<|>$/g, '')
    .trim();
const idOf = (original: string): string | null =>
  idsIn(valueOf(fieldsIn(original.slice(0, longest).split(/\r?\n\r?\n/)[0] ?? ''), 'message-id'))[0] ?? null;
