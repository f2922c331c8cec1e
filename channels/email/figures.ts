import type { AgentId } from '@patchbay/base/decision.ts';
import type { CoreEvent } from '@patchbay/interactions/interaction.ts';
import type { EmailEvent, Writing } from './email.ts';

/** What was done with mails by one agent, or in one queue. [EM299] */
export interface MailFigures {
  /** Pieces of work that were answered or closed. */
  readonly handled: number;
  /** Answers and new mails that were sent, interim ones too. */
  readonly replied: number;
  readonly closed: number;
  readonly forwarded: number;
  /** How long those that were handled were open at somebody's, with wrap-up, on average (ms); null: none was. */
  readonly handleMs: number | null;
}
/** Something that happened to a piece of work, in its order. */
export interface MailHappening {
  readonly work: string;
  readonly queue: string | null;
  readonly at: number;
  readonly event: EmailEvent;
  /** How a mail of ours that left came to be written. */
  readonly what: Writing | null;
}
interface Deed {
  readonly work: string;
  readonly agent: AgentId;
  readonly queue: string | null;
  readonly is: 'replied' | 'forwarded' | 'closed';
  readonly ends: boolean;
}
interface Stretch {
  readonly work: string;
  readonly agent: AgentId;
  readonly ms: number;
}

/** Who did how much, by agent and by queue. Everything that happened to the works is told, what was done is counted from `from` to `to`. [EM299] */
export function figuresOf(all: readonly MailHappening[], { from, to }: { readonly from: number; readonly to: number }) {
  const within = all.filter(({ at }) => at >= from && at < to);
  const deeds = once(within.flatMap(deedOf));
  const stretches = [...Map.groupBy(all, ({ work }) => work).values()].flatMap((one) => stretchesOf(one, to));
  const of = (which: (deed: Deed) => boolean, whose: (stretch: Stretch) => boolean): MailFigures => {
    const mine = deeds.filter(which);
    const works = new Set(mine.filter(({ ends }) => ends).map(({ work }) => work));
    const ms = stretches.filter((one) => works.has(one.work) && whose(one)).reduce((sum, one) => sum + one.ms, 0);
    const count = (is: Deed['is']) => mine.filter((deed) => deed.is === is).length;
    return {
      ...{ handled: works.size, replied: count('replied'), closed: count('closed'), forwarded: count('forwarded') },
      handleMs: works.size ? ms / works.size : null,
    };
  };
  const agents = [...new Set(deeds.map(({ agent }) => agent))].sort();
  const queues = [...new Set(deeds.map(({ queue }) => queue))].filter((queue) => queue !== null).sort();
  return {
    agents: agents.map((agent) => ({
      agent,
      ...of(
        (deed) => deed.agent === agent,
        (one) => one.agent === agent,
      ),
    })),
    queues: queues.map((queue) => ({
      queue,
      ...of(
        (deed) => deed.queue === queue,
        () => true,
      ),
    })),
  };
}

function deedOf({ work, queue, event, what }: MailHappening): readonly (Deed & { readonly key: string })[] {
  if (event.type === 'email.dispatched') {
    const is = what === 'forward' ? 'forwarded' : 'replied';
    return [{ work, queue, agent: event.by, is, ends: !event.interim, key: event.mail }];
  }
  return event.type === 'email.unanswered' || event.type === 'email.settled'
    ? [{ work, queue, agent: event.by, is: 'closed', ends: true, key: `${work} ${event.type}` }]
    : [];
}
/** What is sent again was sent once. */
const once = <T extends { readonly key: string }>(deeds: readonly T[]): readonly T[] => [
  ...new Map(deeds.map((deed) => [deed.key, deed])).values(),
];

/** How long who had a piece of work open, until they let it go or wrapped up. */
function stretchesOf(all: readonly MailHappening[], to: number): readonly Stretch[] {
  const since = new Map<AgentId, number>();
  const stretches: Stretch[] = [];
  for (const { work, at, event } of all) {
    const begins = begun(event as CoreEvent);
    if (begins !== null && !since.has(begins)) since.set(begins, at);
    if (event.type !== 'participation.done') continue;
    const began = since.get(event.agent);
    if (began !== undefined) stretches.push({ work, agent: event.agent, ms: at - began });
    since.delete(event.agent);
  }
  return [...stretches, ...[...since].map(([agent, began]) => ({ work: all[0]?.work ?? '', agent, ms: Math.max(0, to - began) }))];
}
const begun = (event: CoreEvent): AgentId | null =>
  event.type === 'interaction.accepted' ? event.agent : event.type === 'interaction.ownerChanged' ? event.owner : null;
