import type { Answer, Look } from './frames.ts';
import type { Outside } from './outside.ts';

/** The right to speak as one customer for some minutes, and what the widget looks like. */
export interface Pass {
  readonly token: string;
  readonly look: Look;
}
/** Gives a pass that is still good and is not the stale one. */
export type PassOffice = (stale?: string) => Promise<Answer<Pass>>;
/** The answer of POST /api/visitors. */
interface Visitor {
  readonly token: string;
  readonly expiresAt: number;
  readonly resume: string;
  readonly widget: Look;
}

const minute = 60_000;
/** A pass is renewed so long before it ends. */
const early = minute;

/** Keeps the pass; renews it in one tab at a time with the key the customer comes back with. [WI10] */
export function passOffice(outside: Outside, widget: string): PassOffice {
  const { memory } = outside;
  const kept = (stale: string | undefined): Answer<Pass> | null => {
    const { token, until, look } = memory.read();
    return token && look && token !== stale && until > outside.now() + early ? { is: 'done', body: { token, look } } : null;
  };
  const renew = async (): Promise<Answer<Pass>> => {
    const { resume } = memory.read();
    const answer = (await outside.post('/api/visitors', { widget, ...(resume && { resume }) })) as Answer<Visitor>;
    if (answer.is !== 'done') return answer;
    const { token, expiresAt, widget: look } = answer.body;
    memory.write({ token, look, resume: answer.body.resume, until: believed(expiresAt, outside.now()) });
    return { is: 'done', body: { token, look } };
  };
  return async (stale) => kept(stale) ?? outside.alone(async () => kept(stale) ?? renew());
}

/** The end of a pass by the customer's clock, which may be wrong by hours: never more than 15 minutes away, never less than 3. */
const believed = (expiresAt: number, now: number) => Math.min(Math.max(expiresAt, now + 3 * minute), now + 15 * minute);
