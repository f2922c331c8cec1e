import { readdirSync, readlinkSync } from 'node:fs';
import { askAudioBridge } from '../engines/audiobridge.node.ts';
import type { Setup } from '../engines/engine.ts';
import { askRtpengine } from '../engines/ng.node.ts';

/** What the engines have of calls: rtpengine's calls, and seats and rooms in Janus. */
export async function leftAt({ places, secrets }: Pick<Setup, 'places' | 'secrets'>) {
  const { calls } = (await askRtpengine(places.ng, 'list')) as { readonly calls?: readonly string[] };
  const rooms = await askAudioBridge(places, secrets);
  const seats = rooms.reduce((sum, { num_participants }) => sum + num_participants, 0);
  return { rtpengine: calls?.length ?? 0, seats, rooms: rooms.length };
}

/** How many sockets a process has open. */
export function socketsOf(pid: number): number {
  const links = readdirSync(`/proc/${pid}/fd`).map((name) => {
    try {
      return readlinkSync(`/proc/${pid}/fd/${name}`);
    } catch {
      return ''; // Closed while we looked.
    }
  });
  return links.filter((link) => link.startsWith('socket:')).length;
}
