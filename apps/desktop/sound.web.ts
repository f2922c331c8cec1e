import { cell } from './cell.ts';
import { readPreferences } from './preferences.web.ts';
import { loudness, type Melody, melodyOf, type SoundKind } from './tones.ts';

/** The browser refuses sound until the first click or key. */
export const blocked = cell(false);
/** This tab is the one that sounds; the others of the same person are silent. */
let sounding = !navigator.locks;
let context: AudioContext | null = null;
/** What is heard or about to be. */
const playing = new Set<OscillatorNode>();

/** Takes the right to sound when no other tab has it; answers how to give it back. [DT20] */
export function takeSound(user: string): () => void {
  if (!navigator.locks) return () => {};
  const stop = new AbortController();
  let release = () => {};
  const held = new Promise<void>((done) => {
    release = done;
  });
  navigator.locks
    .request(`patchbay.sound.${user}`, { signal: stop.signal }, () => {
      sounding = true;
      return held;
    })
    .catch((error: unknown) => {
      if (!stop.signal.aborted) throw error;
    });
  return () => {
    sounding = false;
    release();
    stop.abort();
  };
}

/** Whether this tab is the one that makes itself heard. */
export const isSounding = (): boolean => sounding;

/** A browser that allows sound says so within this time. */
const allowedWithin = 400;
/** Whoever has pressed something may sound: what is missing yet is the loudspeaker, which a busy computer opens late. */
const openWithin = 10_000;

/** Asks the browser for sound; called at load and by the first click or key. */
export function wakeSound(): void {
  if (context?.state === 'running') return;
  if (!context) {
    context = new AudioContext();
    if (ringsAt) void ringOn(ringsAt);
  }
  const audio = context;
  const began = Date.now();
  const look = (): void => {
    const may = navigator.userActivation?.hasBeenActive && Date.now() - began < openWithin;
    blocked.set(audio.state === 'suspended' && !may);
  };
  audio.onstatechange = look;
  audio.resume().then(look, look);
  setTimeout(look, allowedWithin);
  setTimeout(look, openWithin);
}

let ringsAt = '';
/** Where it rings: another loudspeaker than the one for voices. One that is gone leaves it where the computer sounds. [DT235] */
export async function ringOn(device: string): Promise<void> {
  ringsAt = device;
  if (context && 'setSinkId' in context && typeof context.setSinkId === 'function')
    await (context.setSinkId as (id: string) => Promise<void>)(device).catch(() => undefined);
}

/** A tone on one loudspeaker, to find out whether it is heard; what is not there is said. */
export async function tryOn(device: string): Promise<void> {
  const audio = new AudioContext();
  if (device && 'setSinkId' in audio && typeof audio.setSinkId === 'function')
    await (audio.setSinkId as (id: string) => Promise<void>)(device);
  const tone = new OscillatorNode(audio, { frequency: 660 });
  tone.connect(new GainNode(audio, { gain: 0.2 })).connect(audio.destination);
  tone.onended = () => void audio.close();
  tone.start();
  tone.stop(audio.currentTime + 0.6);
}

/** The sound for something that happened, if this tab is the one that sounds. */
export function sound(kind: SoundKind, talking: boolean): void {
  if (sounding) play(melodyOf(kind, readPreferences(), talking));
}

/** Lets the agent hear what was chosen, in whatever tab they sit. */
export const tryOut = (kind: SoundKind): void => play(melodyOf(kind, { ...readPreferences(), sound: true }, false));

/** Silence at once: somebody has answered, here or elsewhere. [DT69] */
export function hush(): void {
  for (const tone of playing) tone.stop();
  playing.clear();
}

function play(melody: Melody | null): void {
  if (!melody || context?.state !== 'running') return;
  const audio = context;
  const { tones, seconds, part } = melody;
  tones.forEach((frequency, k) => {
    const begin = audio.currentTime + k * seconds;
    const tone = new OscillatorNode(audio, { type: 'sine', frequency });
    const gain = new GainNode(audio, { gain: 0 });
    gain.gain.setValueAtTime(0, begin);
    gain.gain.linearRampToValueAtTime(loudness(readPreferences().volume, part), begin + 0.015);
    gain.gain.exponentialRampToValueAtTime(0.0001, begin + seconds * 1.8);
    tone.connect(gain).connect(audio.destination);
    tone.start(begin);
    tone.stop(begin + seconds * 2);
    playing.add(tone);
    tone.onended = () => playing.delete(tone);
  });
}
