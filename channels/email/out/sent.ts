/** What became of an attempt to hand a mail to the mail server, in its words. [EM8] */
export interface Sent {
  /** `unknown`: the line broke after the last byte and before the answer, or we died there. */
  readonly was: 'delivered' | 'refused' | 'deferred' | 'unknown';
  readonly said: string;
  /** Recipients the mail server did not take, although it took the mail for others. */
  readonly lacking: readonly { readonly address: string; readonly said: string }[];
}

/** How an attempt ended without the mail server having the mail: what it answered, to what, and whether it had every byte. */
export interface Broken {
  readonly handed: boolean;
  /** The code of its answer (RFC 5321, 4.2); undefined: it gave none. */
  readonly code: number | undefined;
  /** The command that was under way. */
  readonly command: string;
  readonly said: string;
}

const about = /^(MAIL FROM|RCPT TO|DATA|API)/;

/** Only what the mail server says about the mail itself, for good, is its refusal; without an answer to the last byte nobody knows. [EM86] */
export function endOf({ handed, code, command, said }: Broken): Sent {
  if (handed && code === undefined) return { was: 'unknown', said, lacking: [] };
  const refused = about.test(command) && (code === undefined ? /^(API|MAIL FROM)/.test(command) : code >= 500);
  return { was: refused ? 'refused' : 'deferred', said, lacking: [] };
}
