import type { AgentId } from '@patchbay/base/decision.ts';
import { customerLeg } from '@patchbay/voice/call.ts';
import type { Whose } from '@patchbay/voice/door.ts';
import { type Board, deviceIs } from './board.ts';
import type { Line } from './line.ts';

type Lines = Pick<Board, 'lines'>;

/** Whether it is the line of an agent's phone. */
const isPhone = ({ way, leg }: Line): boolean => way !== 'browser' && leg !== customerLeg;
const isUp = ({ lines }: Lines, { tenant, agent }: Whose): boolean =>
  [...lines.values()].some((l) => l.tenant === tenant && (l.leg as string) === agent && isPhone(l) && l.stage === 'up');

/** A phone was lifted, or its line is over: tells whether it is off the hook now. [AG80] */
export function tellsHook(b: Board, line: Line): void {
  if (!isPhone(line)) return;
  const whose = { tenant: line.tenant, agent: line.leg as string as AgentId };
  void deviceIs(b, whose.tenant, whose.agent, isUp(b, whose) ? 'phoneLifted' : 'phoneDown');
}

/** What the server believes is set right: somebody of us, or it, may have died between a phone and its note. [AG80] */
export function rightsHooks(b: Board, believed: readonly Whose[]): void {
  for (const whose of believed) if (!isUp(b, whose)) void deviceIs(b, whose.tenant, whose.agent, 'phoneDown');
  for (const line of b.lines.values()) if (line.stage === 'up') tellsHook(b, line);
}
