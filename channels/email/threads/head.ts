/** One address of a mail, in lower case. */
export interface Address {
  readonly name: string;
  readonly address: string;
}
/** What the head of a mail says, as far as rules ask for it; names of fields are in lower case. */
export interface Head {
  readonly messageId: string | null;
  readonly inReplyTo: readonly string[];
  readonly references: readonly string[];
  readonly from: Address | null;
  readonly replyTo: readonly Address[];
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  readonly subject: string;
  /** The envelope's sender; '' is the null sender of reports, null: nobody has said. */
  readonly returnPath: string | null;
  /** Every field, in order. */
  readonly fields: readonly Field[];
}
export interface Field {
  readonly name: string;
  readonly value: string;
}

/** The first field of this name; '' if there is none. */
export const fieldOf = ({ fields }: Pick<Head, 'fields'>, name: string): string =>
  fields.find((field) => field.name === name)?.value.trim() ?? '';
/** The ids in a field such as References, in order. */
export const idsIn = (value: string): readonly string[] => [...value.matchAll(/<([^<>\s]{1,512})>/g)].map(([, id]) => id ?? '');
