import { once } from 'node:events';
import { customerLeg, type Leg } from '@patchbay/voice/call.ts';
import { desired } from '@patchbay/voice/picture.ts';
import type { Leaving } from './board.ts';
import type { Following } from './line.ts';

/** How long a phone may take to leave one call before it is rung for another all the same. */
const patienceMs = 3000;

/** Watches which phones are just being rung, or told that a call is over. */
export function watchLeaving(calls: ReadonlyMap<string, Following>): Leaving {
  /** By line, or by call and leg where there is no line yet. */
  const names = new Map<string, string>();
  let left = Promise.withResolvers<void>();
  const nameOf = (tenant: string, leg: Leg) => `${tenant} ${leg}`;
  const ended = (id: string): void => {
    if (!names.delete(id)) return;
    left.resolve();
    left = Promise.withResolvers();
  };
  return {
    begins: ({ id, tenant, leg }) => void (leg !== customerLeg && names.set(id, nameOf(tenant, leg))), // every customer is somebody else
    ended,
    async turn(call, leg) {
      if (leg === customerLeg) return () => undefined;
      const isLeft = (other: Following): boolean =>
        other !== call && other.tenant === call.tenant && other.lines.get(leg)?.way === 'out' && !isWanted(other, leg);
      const [name, id] = [nameOf(call.tenant, leg), `${call.id} ${leg}`];
      const isBusy = () => [...names.values()].includes(name) || [...calls.values()].some(isLeft);
      if (isBusy()) {
        const late = AbortSignal.timeout(patienceMs);
        while (isBusy() && !late.aborted) await Promise.race([left.promise, once(late, 'abort')]);
      }
      names.set(id, name);
      return () => ended(id);
    },
  };
}

/** Whether the call still wants this leg. */
export const isWanted = ({ state }: Following, leg: Leg): boolean => state === null || desired(state).legs.has(leg);
