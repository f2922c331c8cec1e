import { type ChannelName, type Refusal, refuse } from '@patchbay/base/decision.ts';
import { type Agent, lackFor, loadOf } from './agent.ts';
import { forbidding, type Lack, lackToTake, roomOn } from './capacity.ts';
import { roomsOf } from './room.ts';

/** Why a channel gets no more just now, to be refused with or shown; `null` if it would. [GE-08.4] */
export const blockedOn = (a: Agent, channel: ChannelName): Refusal | null => toldOf(a, channel, lackFor(a, channel));
/** Why an agent cannot take one more by themselves; `null` if they can. [AG50] */
export const blockedToTake = (a: Agent, channel: ChannelName): Refusal | null =>
  toldOf(a, channel, lackToTake(roomsOf(a.profile), loadOf(a), channel));

function toldOf(a: Agent, channel: ChannelName, lack: Lack | null): Refusal | null {
  if (lack === null) return null;
  if (lack === 'full') return refuse('agents.full');
  if (lack === 'noSpare') return refuse('agents.noSpare');
  const room = roomOn(roomsOf(a.profile), channel);
  return refuse('agents.forbidden', { channel: (room && forbidding(room, loadOf(a))) ?? channel });
}
