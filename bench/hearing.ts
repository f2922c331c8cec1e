import { loudness, samplesOf } from '@patchbay/voice/test/tones.ts';

/** How a voice arrives: what never came, and what came without the voice that should be in it. */
export interface Heard {
  frames: number;
  missing: number;
  silent: number;
}

/** Listens to the packets of a line that should carry one tone without a break, while it is asked to. */
export function ear(tone: number) {
  let heard: Heard | null = null;
  let last: number | null = null;
  let began = 0;
  return {
    listens(packet: Buffer): void {
      if (!heard || ((packet[1] ?? 0) & 127) !== 0) return;
      const sequence = packet.readUInt16BE(2);
      const gap = last === null ? 1 : (sequence - last) & 0xffff;
      if (gap === 0 || gap > 0x8000) return; // Once more, or late.
      last = sequence;
      heard.frames += 1;
      if (loudness(samplesOf(packet.subarray(12)), tone) < full / 2) heard.silent += 1;
    },
    begins(now: number): void {
      heard = { frames: 0, missing: 0, silent: 0 };
      last = null;
      began = now;
    },
    /** What is missing is counted by the time: the engine numbers anew what it has got. */
    ends(now: number): Heard {
      const all = heard ?? { frames: 0, missing: 0, silent: 0 };
      heard = null;
      const due = Math.floor((now - began) / frameMs);
      return { ...all, missing: Math.max(0, due - all.frames - onTheWay) };
    },
  };
}
const frameMs = 20;
/** What may just be under way at the end is not lost. */
const onTheWay = 5;
/** How loud our phones speak. */
const full = 6000;
