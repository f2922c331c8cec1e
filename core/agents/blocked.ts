import { type ChannelName, type Refusal, refuse } from '@patchbay/base/decision.ts';
import { type Agent, lackFor, loadOf } from './agent.ts';
import { forbidding, roomOn } from './capacity.ts';
import { roomsOf } from './room.ts';

/** Why a channel gets no more just now, to be refused with or shown; `null` if it would. [GE-08.4] */
export function blockedOn(a: Agent, channel: ChannelName): Refusal | null {
  const lack = lackFor(a, channel);
  if (lack === null) return null;
  if (lack === 'full') return refuse('agents.full');
  if (lack === 'noSpare') return refuse('agents.noSpare');
  const room = roomOn(roomsOf(a.profile), channel);
  return refuse('agents.forbidden', { channel: (room && forbidding(room, loadOf(a))) ?? channel });
}
