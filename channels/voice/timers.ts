import { due as dueInCore, overdue as overdueInCore } from '@patchbay/interactions/interaction.ts';
import type { CallCommand } from './asked.ts';
import { agents, type Call } from './call.ts';

/** When the next timer of a call is due. */
export function due(i: Call): number | null {
  const times = [dueInCore(i), ...timers(i).map(({ at }) => at)].filter((t) => t !== null);
  return times.length ? Math.min(...times) : null;
}

/** What the timers of a call order at this moment. */
export const overdue = (i: Call, now: number): readonly CallCommand[] => [
  ...overdueInCore(i, now),
  ...timers(i).flatMap(({ at, order }) => (at <= now ? [order] : [])),
];

interface Timer {
  readonly at: number;
  readonly order: CallCommand;
}
/** The timers that run: a phone that rings, a device that is away, a prompt, a leg to try again, a paused recording. */
function timers({ work }: Call): readonly Timer[] {
  const { doing, parties, prompts, troubles, recording } = work;
  return [
    ...(doing.doing === 'dialing' ? [timer(doing.until, { by: 'system', type: 'dialTimeout' })] : []),
    ...agents(parties).flatMap(({ agent, lost }) => (lost ? [timer(lost.until, { by: 'system', type: 'recoveryTimeout', agent })] : [])),
    ...prompts.map(({ leg, until }) => timer(until, { by: 'system', type: 'promptTimeout', leg })),
    ...troubles.flatMap(({ leg, again }) => (again === null ? [] : [timer(again, { by: 'system', type: 'tryAgain', leg })])),
    ...(recording.tape === 'paused' ? [timer(recording.until, { by: 'system', type: 'pauseTimeout' })] : []),
  ];
}
const timer = (at: number, order: CallCommand): Timer => ({ at, order });
