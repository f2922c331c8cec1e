import { type Cell, cell } from './cell.ts';
import { passes, type Quality, type TalkState, type TalkTrouble, troubleOf, waitBefore } from './talk.ts';
import { listen, type Meter, watchQuality } from './talkMeter.web.ts';

/** The devices of somebody's choice; empty: what the computer says. */
export interface TalkDevices {
  readonly microphone: string;
  readonly speaker: string;
  /** Where it rings. */
  readonly ring: string;
}

/** The browser's line to the calls: one connection that stays up between calls, so that answering is immediate. */
export interface Talk {
  readonly state: Cell<TalkState>;
  /** How the line sounds; null: not known. */
  readonly quality: Cell<Quality | null>;
  /** The figures of the last minute, the newest last. */
  readonly figures: () => readonly string[];
  /** My microphone is not the one I chose any more: the name of the one that is used now. */
  readonly replaced: Cell<string | null>;
  /** One's own voice, from 0 to 1, also while muted. */
  readonly loudness: () => number;
  /** Nothing is sent any more, at once. */
  readonly mute: (muted: boolean) => void;
  readonly choose: (devices: TalkDevices) => Promise<void>;
  /** After a failure: tries again now. */
  readonly again: () => void;
  /** The server says that it hears nothing: connects anew. */
  readonly lost: () => void;
  readonly close: () => void;
}

/** What the line needs: devices, and how an offer of ours gets its answer. */
export interface TalkOptions {
  readonly devices: TalkDevices;
  readonly exchange: (offer: string) => Promise<string>;
  /** Who carries the voice where the network lets it not through; left out: nobody. [VO142] */
  readonly relays?: () => Promise<RTCIceServer[]>;
}

/** So many figures are a minute. */
const minute = 30;
const gatheredWithin = 2000;
const recoversWithin = 3000;

/** Opens the line, and opens it again whenever it is lost, until it is closed. */
export function openTalk({ devices: chosen, exchange, relays }: TalkOptions): Talk {
  const state = cell<TalkState>({ is: 'off' });
  const quality = cell<Quality | null>(null);
  const replaced = cell<string | null>(null);
  const figures: string[] = [];
  const speaker = new Audio();
  let [devices, muted, closed, tries, wasUp] = [chosen, false, false, 0, false];
  let voice: MediaStream | null = null;
  let meter: Meter | null = null;
  let peer: RTCPeerConnection | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopWatching = (): void => {};
  /** Which attempt is under way: an older one that comes late changes nothing. */
  let attempt = 0;

  const hangUp = (): void => {
    clearTimeout(timer);
    stopWatching();
    quality.set(null);
    peer?.close();
    peer = null;
  };
  const fail = (trouble: TalkTrouble): void => {
    hangUp();
    if (closed) return;
    state.set({ is: 'failed', trouble });
    if (passes(trouble)) timer = setTimeout(() => void connect(), waitBefore((tries += 1)));
  };
  const silence = (): void => {
    for (const track of voice?.getTracks() ?? []) {
      track.onended = null;
      track.stop();
    }
    meter?.close();
    [voice, meter] = [null, null];
  };
  /** The microphone of choice; where it is not there any more, any other. */
  const microphone = async (): Promise<MediaStream> => {
    if (!navigator.mediaDevices?.getUserMedia) throw new DOMException('insecure', 'insecure');
    const ask = (deviceId: string) =>
      navigator.mediaDevices.getUserMedia({ audio: { ...audible, ...(deviceId && { deviceId: { exact: deviceId } }) } });
    return ask(devices.microphone).catch((error: unknown) => {
      if (devices.microphone === '' || troubleOf(nameOf(error)) !== 'noMicrophone') throw error;
      return ask('');
    });
  };
  const hear = async (): Promise<MediaStreamTrack> => {
    const known = voice?.getAudioTracks().find((track) => track.readyState === 'live');
    if (known) return known;
    silence();
    const stream = await microphone();
    const [track] = stream.getAudioTracks();
    if (!track) throw new DOMException('none', 'NotFoundError');
    voice = stream;
    meter = listen(stream);
    track.enabled = !muted;
    track.onended = () => void swap(track.label);
    const { deviceId } = track.getSettings();
    replaced.set(devices.microphone && deviceId !== devices.microphone ? track.label : null);
    return track;
  };
  /** A microphone that is pulled out: another one takes its place, without a new connection. */
  const swap = async (before: string): Promise<void> => {
    voice = null;
    try {
      const track = await hear();
      await peer?.getSenders()[0]?.replaceTrack(track);
      if (track.label !== before) replaced.set(track.label);
    } catch (error) {
      fail(error instanceof DOMException && error.name === 'insecure' ? 'insecure' : troubleOf(nameOf(error)));
    }
  };

  const connect = async (): Promise<void> => {
    hangUp();
    const mine = (attempt += 1);
    const isOld = (): boolean => closed || mine !== attempt;
    state.set({ is: 'asking', again: wasUp });
    let track: MediaStreamTrack;
    try {
      track = await hear();
    } catch (error) {
      if (!isOld()) fail(nameOf(error) === 'insecure' ? 'insecure' : troubleOf(nameOf(error)));
      return;
    }
    if (isOld()) return;
    state.set({ is: 'connecting', again: wasUp });
    try {
      const iceServers = relays ? await relays() : [];
      if (isOld()) return;
      const one = open(track, iceServers);
      peer = one;
      await one.setLocalDescription(await one.createOffer());
      await gathered(one);
      const answer = await exchange(one.localDescription?.sdp ?? '');
      if (!isOld()) await one.setRemoteDescription({ type: 'answer', sdp: answer });
    } catch {
      if (!isOld()) fail('noPath'); // the server does not answer, or not with a session: told, and tried again
    }
  };
  const open = (track: MediaStreamTrack, iceServers: RTCIceServer[]): RTCPeerConnection => {
    const one = new RTCPeerConnection({ iceServers });
    one.addTrack(track);
    one.ontrack = ({ track: heard }) => {
      speaker.srcObject = new MediaStream([heard]);
      void point(speaker, devices.speaker);
      speaker.play().catch(() => undefined); // after a microphone was allowed a browser plays; else the strip for sound says so
    };
    one.onconnectionstatechange = () => {
      if (one !== peer) return;
      const now = one.connectionState;
      clearTimeout(timer);
      if (now === 'connected') {
        [tries, wasUp] = [0, true];
        state.set({ is: 'up' });
        stopWatching();
        stopWatching = watchQuality(one, (found, told) => {
          figures.push(told);
          if (figures.length > minute) figures.shift();
          quality.set(found);
        });
      }
      if (now === 'disconnected') timer = setTimeout(() => void connect(), recoversWithin);
      if (now === 'failed') void connect();
    };
    return one;
  };
  const plugged = (): void => {
    const now = state.get();
    if (now.is === 'failed' && now.trouble === 'noMicrophone') void connect();
  };
  navigator.mediaDevices?.addEventListener('devicechange', plugged);
  void connect();

  return {
    state,
    quality,
    replaced,
    figures: () => figures,
    loudness: () => meter?.loudness() ?? 0,
    mute(next) {
      muted = next;
      for (const track of voice?.getAudioTracks() ?? []) track.enabled = !next;
    },
    async choose(next) {
      const other = next.microphone !== devices.microphone;
      devices = next;
      await point(speaker, next.speaker);
      if (!other) return;
      const before = voice;
      voice = null;
      meter?.close();
      for (const track of before?.getTracks() ?? []) {
        track.onended = null;
        track.stop();
      }
      if (peer) await swap('');
      else void connect();
    },
    again() {
      tries = 0;
      void connect();
    },
    lost: () => void (state.get().is === 'up' && connect()),
    close() {
      closed = true;
      navigator.mediaDevices?.removeEventListener('devicechange', plugged);
      hangUp();
      silence();
      speaker.srcObject = null;
      state.set({ is: 'off' });
    },
  };
}

const audible = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
const nameOf = (error: unknown): string => (error instanceof DOMException ? error.name : '');

/** Where to play; a loudspeaker that is not there any more leaves it where it was. */
const point = (speaker: HTMLAudioElement, device: string): Promise<void> =>
  'setSinkId' in speaker ? speaker.setSinkId(device).catch(() => undefined) : Promise.resolve();

/** All candidates are in the offer: nothing is sent afterwards. */
function gathered(peer: RTCPeerConnection): Promise<void> {
  if (peer.iceGatheringState === 'complete') return Promise.resolve();
  const { promise, resolve } = Promise.withResolvers<void>();
  const late = setTimeout(resolve, gatheredWithin);
  peer.addEventListener('icegatheringstatechange', () => peer.iceGatheringState === 'complete' && resolve());
  return promise.finally(() => clearTimeout(late));
}
