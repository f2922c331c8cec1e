import { fromUlaw, loudness } from '@patchbay/voice/test/tones.ts';

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
  return {
    listens(packet: Buffer): void {
      if (!heard || ((packet[1] ?? 0) & 127) !== 0) return;
      const sequence = packet.readUInt16BE(2);
      const gap = last === null ? 1 : (sequence - last) & 0xffff;
      if (gap === 0 || gap > 0x8000) return; // Once more, or late: it was counted as missing.
      last = sequence;
      heard.frames += 1;
      heard.missing += gap - 1;
      if (loudness([...packet.subarray(12)].map(fromUlaw), tone) < full / 2) heard.silent += 1;
    },
    begins(): void {
      heard = { frames: 0, missing: 0, silent: 0 };
      last = null;
    },
    ends(): Heard {
      const all = heard ?? { frames: 0, missing: 0, silent: 0 };
      heard = null;
      return all;
    },
  };
}
/** How loud our phones speak. */
const full = 6000;
