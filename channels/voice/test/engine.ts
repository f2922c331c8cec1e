import type { Effect } from '../effects.ts';
import type { Picture } from '../picture.ts';

/** An engine with nobody in it. */
export const empty: Picture = { legs: new Map(), sounds: new Map(), bridges: new Map(), recording: 'off', later: new Set() };

/** What an engine looks like after one thing it was told to do. */
export function carryOut(p: Picture, e: Effect): Picture {
  const [legs, sounds, bridges] = [new Map(p.legs), new Map(p.sounds), new Map(p.bridges)];
  if (e.do === 'ring') legs.set(e.leg, { room: 'ringing', muted: false, group: 'other' });
  if (e.do === 'release') legs.delete(e.leg);
  if (e.do === 'move') legs.set(e.leg, { room: e.room, muted: e.muted, group: e.group });
  if (e.do === 'play') sounds.set(e.room, e.sounds);
  if (e.do === 'hush') sounds.delete(e.room);
  if (e.do === 'bridge') bridges.set(e.room, e.to);
  if (e.do === 'unbridge') bridges.delete(e.room);
  return { legs, sounds, bridges, recording: e.do === 'record' ? e.tape : p.recording, later: p.later };
}
