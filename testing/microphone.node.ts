import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

const RATE = 48_000;

/** A microphone for Chromium that hears one tone for ever: what to say to it at its start, and how to remove the file again. */
export function microphoneOf(tone: number): { readonly args: readonly string[]; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-microphone-'));
  const file = join(folder, `${tone}.wav`);
  writeFileSync(file, wave(tone));
  return {
    args: [
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-audio-capture=${file}`,
      '--autoplay-policy=no-user-gesture-required',
    ],
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Two seconds of a tone. */
function wave(tone: number): Buffer {
  const samples = 2 * RATE;
  const file = Buffer.alloc(44 + 2 * samples);
  file.write('RIFF', 0);
  file.writeUInt32LE(36 + 2 * samples, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(RATE, 24);
  file.writeUInt32LE(2 * RATE, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36);
  file.writeUInt32LE(2 * samples, 40);
  for (let n = 0; n < samples; n += 1) file.writeInt16LE(Math.round(8000 * Math.sin((2 * Math.PI * tone * n) / RATE)), 44 + 2 * n);
  return file;
}

interface Ear {
  peers: RTCPeerConnection[];
  plugged?: MediaDevices['getUserMedia'];
  ear?: { readonly track: MediaStreamTrack; readonly analyser: AnalyserNode };
}

/** In the page, before it begins: remembers its connections, and leaves tones as they are, which a browser takes for noise. */
function remember(): void {
  const peers: RTCPeerConnection[] = [];
  (globalThis as unknown as Ear).peers = peers;
  const Native = RTCPeerConnection;
  globalThis.RTCPeerConnection = class extends Native {
    constructor(...given: ConstructorParameters<typeof Native>) {
      super(...given);
      peers.push(this);
    }
  };
  const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  const raw = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
  navigator.mediaDevices.getUserMedia = (wanted) => ask({ ...wanted, audio: { ...Object(wanted?.audio), ...raw } });
}

/** In the page: its microphone is pulled out, and there is no other. */
function pullOut(): void {
  const all = globalThis as unknown as Ear;
  const track = all.peers.at(-1)?.getSenders()[0]?.track;
  all.plugged = navigator.mediaDevices.getUserMedia;
  navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('there is none', 'NotFoundError'));
  track?.stop();
  track?.dispatchEvent(new Event('ended'));
}
/** In the page: it is there again. */
function plugIn(): void {
  const { plugged } = globalThis as unknown as Ear;
  if (plugged) navigator.mediaDevices.getUserMedia = plugged;
  navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
}
/** The microphone of this page, as hands treat it. */
export const cable = (page: Page) => ({ out: () => page.evaluate(pullOut), in: () => page.evaluate(plugIn) });

/** Must come before the page is opened. */
export const listenIn = (page: Page): Promise<unknown> => page.addInitScript(remember);

/** The tones that somebody before this page hears now, by its newest connection. */
export const hearsOn = (page: Page): Promise<readonly number[]> =>
  page.evaluate(async () => {
    const all = globalThis as unknown as Ear;
    const track = all.peers.at(-1)?.getReceivers()[0]?.track;
    if (!track) return [];
    if (all.ear?.track !== track) {
      const context = new AudioContext();
      await context.resume();
      const analyser = new AnalyserNode(context, { fftSize: 8192, smoothingTimeConstant: 0 });
      context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
      all.ear = { track, analyser };
    }
    const { analyser } = all.ear;
    const found = new Float32Array(analyser.frequencyBinCount);
    analyser.getFloatFrequencyData(found);
    const at = (tone: number): number => {
      const bin = Math.round((tone * analyser.fftSize) / analyser.context.sampleRate);
      return Math.max(...found.subarray(bin - 1, bin + 2));
    };
    return [440, 660, 1000, 1300].filter((tone) => at(tone) > -50);
  });
