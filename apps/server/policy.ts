import type { Profile } from '@patchbay/agents/agent.ts';
import type { ChannelName, QueueId } from '@patchbay/base/decision.ts';
import type { Centre, Queue } from '@patchbay/configuration/centre.ts';
import { type Text, textIn } from '@patchbay/configuration/text.ts';
import type { Policy } from '@patchbay/interactions/interaction.ts';

/** What holds for an interaction that enters this queue, copied into it; texts in the language of the customer. */
export const policyOf = (id: QueueId, queue: Queue, language: string): Policy => ({
  wrapUpMs: queue.wrapUpSeconds * 1000,
  wrapUpForAll: queue.wrapUpForAll,
  defaultReason: queue.defaultDisposition,
  reasons: queue.dispositions,
  graceMs: queue.graceSeconds * 1000,
  fallback: id,
  previewTimeout: 'skip',
  silence: queue.silence && {
    ms: Math.round(queue.silence.minutes * 30_000), // half of it
    warning: sentence(queue.silence.warning, language),
    closing: sentence(queue.silence.closing, language),
  },
  wait: queue.wait && { ms: Math.round(queue.wait.minutes * 60_000), text: sentence(queue.wait.text, language) },
});
const sentence = (text: Text | null, language: string): string | null => text && textIn(text, language.slice(0, 2).toLowerCase());

/** What holds for an agent; null: this user handles no interactions. */
export function profileOf(centre: Centre, user: string): Profile | null {
  const { team: name = '', capacity, disabled, shares = {} } = centre.users[user] ?? {};
  const team = Object.hasOwn(centre.teams, name) ? centre.teams[name] : undefined;
  const given = capacity ?? team?.capacity;
  if (!given || disabled) return null;
  const { afterReject, afterWork, next, signIn } = centre.agents;
  return {
    capacity: given as Readonly<Partial<Record<ChannelName, number>>>,
    ...spread(centre, team, shares),
    afterReject,
    afterWork,
    next,
    signIn,
  };
}

/** How much fits beside what, and at what distance it comes. [AG40] [AG41] */
const spread = (centre: Centre, team: Centre['teams'][string] | undefined, own: Shares): Pick<Profile, 'shares' | 'rampUpMs'> => ({
  shares: sharesOf(centre.agents.shares, team?.shares ?? {}, own),
  rampUpMs: (team?.rampUpSeconds ?? 0) * 1000,
});
type Shares = Centre['agents']['shares'];

/** What the user says of a channel before what the team says, before what the centre says, field by field. */
function sharesOf(...places: readonly Shares[]): NonNullable<Profile['shares']> {
  const channels = new Set(places.flatMap((place) => Object.keys(place)));
  const on = (place: Shares, channel: string) => place[channel as keyof typeof place];
  return Object.fromEntries([...channels].map((channel) => [channel, Object.assign({}, ...places.map((place) => on(place, channel)))]));
}

/** The name customers see. */
export const shownName = (centre: Centre, user: string): string => centre.users[user]?.nickname ?? centre.users[user]?.name ?? user;
