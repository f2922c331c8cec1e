import { due as dueInCore, overdue as overdueInCore } from '@patchbay/interactions/interaction.ts';
import type { Email, EmailCommand } from './email.ts';

interface Timer {
  readonly at: number;
  readonly order: EmailCommand;
}

/** What runs beside core's timers: a mail or a closing can be taken back no more, one is tried again, or has lain long enough. */
function timers({ at, work: { doing, outgoing } }: Email): readonly Timer[] {
  const shelf =
    at.stage === 'active' && (doing.doing === 'shelved' || doing.doing === 'drafted') && doing.until !== null
      ? [{ at: doing.until, order: { by: 'system', type: 'shelfTimeout' } as const }]
      : [];
  const closing =
    at.stage === 'active' && doing.doing === 'closing' ? [{ at: doing.until, order: { by: 'system', type: 'closeDue' } as const }] : [];
  return [
    ...shelf,
    ...closing,
    ...outgoing.flatMap(({ mail, until, again }): readonly Timer[] => {
      if (until !== null) return [{ at: until, order: { by: 'system', type: 'dispatch', mail } }];
      return again === null ? [] : [{ at: again, order: { by: 'system', type: 'tryAgain', mail } }];
    }),
  ];
}

/** When the next of its timers is due; null: none runs. [EM9] */
export function due(i: Email): number | null {
  const times = [dueInCore(i), ...timers(i).map(({ at }) => at)].filter((at) => at !== null);
  return times.length ? Math.min(...times) : null;
}

/** What its timers order at this moment. */
export const overdue = (i: Email, now: number): readonly EmailCommand[] => [
  ...overdueInCore(i, now),
  ...timers(i).flatMap(({ at, order }) => (at <= now ? [order] : [])),
];
