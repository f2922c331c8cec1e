import { type Decision, refuse } from '@patchbay/base/decision.ts';
import { noted } from '@patchbay/interactions/rules.ts';
import type { Chat, ChatEvent } from './chat.ts';
import type { Place } from './places.ts';

const lastsMs = 15 * 60_000;
const oftenMs = 5000;
/** So long before its end it can be made longer. */
const lateMs = 5 * 60_000;

interface Located extends Omit<Place, 'at'> {
  readonly live?: boolean;
}

/** Where the customer is: once, or again and again for a quarter of an hour, until they stop it or the chat is over. [CH44] [CH47] */
export const whereabouts = {
  locate: (i: Chat, { lat, lng, accuracy, live }: Located, now: number): readonly ChatEvent[] =>
    live && !(isSharing(i, now) && isDue(i, now))
      ? noted('locate')
      : [{ type: 'chat.located', lat, lng, accuracy, at: now, ...(live && { live }) }],
  shareLive: (i: Chat, { on }: { readonly on: boolean }, now: number): readonly ChatEvent[] =>
    on === isSharing(i, on ? now + lateMs : now) ? noted('shareLive') : [shares(on ? now + lastsMs : null, now)],
  sharingTimeout: (i: Chat, _: unknown, now: number): Decision<ChatEvent> =>
    i.work.sharing && i.work.sharing <= now ? [shares(null, now)] : refuse('interactions.notYet'),
};

const shares = (until: number | null, at: number): ChatEvent => ({ type: 'chat.sharing', until, at });
const isSharing = ({ work: { sharing } }: Chat, now: number): boolean => Boolean(sharing && sharing > now);
/** One that comes sooner than needed changes nothing. */
const isDue = ({ work: { places } }: Chat, now: number): boolean => (places?.at(-1)?.at ?? 0) <= now - oftenMs;
