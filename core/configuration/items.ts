import { type Centre, centreSchema, type List, lists } from './centre.ts';

/** One item of a centre as it is stored; what is there once stands in the list `centre`. Holds no password. */
export interface Item {
  readonly list: List | 'centre';
  readonly key: string;
  readonly body: object;
}
const singles = ['tenant', 'signIn', 'agents', 'files', 'bans', 'push', 'map', 'cases'] as const;

/** A centre as its items, without the first passwords of its users. */
export function itemsOf(centre: Centre): readonly Item[] {
  return [
    ...singles.map((key) => ({ list: 'centre' as const, key, body: centre[key] })),
    ...lists.flatMap((list) => Object.entries(centre[list]).map(([key, body]) => ({ list, key, body: withoutPassword(body) }))),
  ];
}

/** The centre of these items; fields that are newer than they are get their defaults. Throws when an item no longer fits. */
export function centreOf(items: readonly Item[]): Centre {
  const of = (list: Item['list']) => Object.fromEntries(items.filter((item) => item.list === list).map((item) => [item.key, item.body]));
  return centreSchema.parse({ ...of('centre'), ...Object.fromEntries(lists.map((list) => [list, of(list)])) });
}

/** The first passwords that the file gives to users. */
export function firstPasswords(centre: Centre): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(centre.users).flatMap(([user, { password }]) => (password === undefined ? [] : [[user, password] as const])),
  );
}

/** What the file gives to mailboxes to be sealed, by mailbox; one that names nothing is not here. */
export function mailboxSecrets({ mailboxes }: Centre): ReadonlyMap<string, MailboxSecrets> {
  return new Map(
    Object.entries(mailboxes).flatMap(([key, { password, clientSecret, refreshToken }]) => {
      const given = { ...(password && { password }), ...(clientSecret && { clientSecret }), ...(refreshToken && { refreshToken }) };
      return Object.keys(given).length ? [[key, given] as const] : [];
    }),
  );
}
/** What is kept sealed of a mailbox. */
export interface MailboxSecrets {
  readonly password?: string | undefined;
  readonly clientSecret?: string | undefined;
  readonly refreshToken?: string | undefined;
}

function withoutPassword(body: object): object {
  const { password: _, clientSecret: __, refreshToken: ___, ...rest } = body as Readonly<Record<string, unknown>>;
  return rest;
}
