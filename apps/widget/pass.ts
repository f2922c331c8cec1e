import type { Absence, Answer, Identity, Look, Wait } from './frames.ts';
import type { Outside } from './outside.ts';

/** The right to speak as one customer for some minutes, and what the widget looks like. */
export interface Pass {
  readonly token: string;
  readonly look: Look;
  readonly identity: Identity | null;
  /** No chat can begin: a message is asked for. */
  readonly away: Absence | null;
  /** About how many minutes a chat that begins now waits, from and to; null: nothing is known. */
  readonly wait: Wait;
}
/** Gives a pass that is still good and is not the stale one. */
export type PassOffice = (stale?: string) => Promise<Answer<Pass>>;
/** The answer of POST /api/visitors. */
interface Visitor {
  readonly token: string;
  readonly expiresAt: number;
  readonly resume: string;
  readonly widget: Look;
  readonly identity?: Identity | null;
  readonly away?: Absence | null;
  readonly wait?: Wait;
  /** The server's clock, and when it opens or closes next by that. */
  readonly now?: number;
  readonly hours?: { readonly changes: number | null };
}

const minute = 60_000;
/** A pass is renewed so long before it ends. */
const early = minute;

/** Keeps the pass; renews it in one tab at a time with the key the customer comes back with. [WI10] */
export function passOffice(outside: Outside, widget: string): PassOffice {
  const { memory, proof } = outside;
  /** Whom the site names counts for the next chat, never for one that somebody else has begun. */
  const mayBeNamed = () => !memory.read().chat && !memory.read().start;
  const kept = (stale: string | undefined): Answer<Pass> | null => {
    const { token, until, look, identity, away, wait } = memory.read();
    if (proof.has() && mayBeNamed()) return null;
    return token && look && token !== stale && until > outside.now() + early
      ? { is: 'done', body: { token, look, identity, away, wait } }
      : null;
  };
  const asked = async (identity: string | null): Promise<Answer<Visitor>> => {
    const { resume } = memory.read();
    const answer = (await outside.post('/api/visitors', {
      widget,
      ...(resume && { resume }),
      ...(identity && { identity }),
    })) as Answer<Visitor>;
    if (!identity || answer.is !== 'refused' || !answer.why.startsWith('identity.')) return answer;
    proof.complain(answer.text);
    return asked(null);
  };
  const renew = async (): Promise<Answer<Pass>> => {
    const answer = await asked(mayBeNamed() ? await proof.take() : null);
    if (answer.is !== 'done') return answer;
    const { token, expiresAt, resume, widget: look, identity = null, away = null, wait = null, now = 0, hours } = answer.body;
    const changes = hours?.changes ? outside.now() + hours.changes - now : null;
    const turns = wait ? outside.now() + minute : changes; // what is told of a line is soon old
    memory.write({ token, look, resume, identity, away, wait, turns, until: believed(expiresAt, outside.now()) });
    return { is: 'done', body: { token, look, identity, away, wait } };
  };
  return async (stale) => kept(stale) ?? outside.alone(async () => kept(stale) ?? renew());
}

/** The end of a pass by the customer's clock, which may be wrong by hours: never more than 15 minutes away, never less than 3. */
const believed = (expiresAt: number, now: number) => Math.min(Math.max(expiresAt, now + 3 * minute), now + 15 * minute);
