import { type Agent, deviceOf } from '@patchbay/agents/agent.ts';
import { type Call, partyOf } from '@patchbay/voice/call.ts';
import { api } from './api.web.ts';
import { type Cell, cell } from './cell.ts';
import type { Measured } from './checking.ts';
import type { LiveDesk } from './desk.web.ts';
import { voiceProbe } from './measuring.web.ts';
import { ringOn } from './sound.web.ts';
import type { Mirror } from './store.ts';
import { openTalk, type Talk, type TalkDevices } from './talk.web.ts';

/** Where my calls are heard: in this window, in another one of mine, or not in a browser. */
export type Station = { readonly is: 'here'; readonly talk: Talk } | { readonly is: 'elsewhere' } | { readonly is: 'off' };
export const station: Cell<Station> = cell<Station>({ is: 'off' });

const shelf = 'patchbay.devices';
/** The devices chosen on this computer. */
export function devices(): TalkDevices {
  const kept: unknown = JSON.parse(localStorage.getItem(shelf) ?? '{}');
  return { microphone: '', speaker: '', ring: '', ...Object(kept) };
}
/** Chooses other ones, also in mid-call. */
export async function chooseDevices(next: TalkDevices): Promise<void> {
  localStorage.setItem(shelf, JSON.stringify(next));
  await ringOn(next.ring);
  const now = station.get();
  if (now.is === 'here') await now.talk.choose(next);
}

/** Whether this agent's calls are heard in a browser. */
export function talksHere(agent: Agent | undefined): boolean {
  const voice = agent?.channels.voice;
  return agent !== undefined && voice !== undefined && voice.is !== 'loggedOff' && deviceOf(agent).is === 'browser';
}

/** What the system check wants to know of calls in this window. [DT248] */
async function probe(): Promise<Measured['voice']> {
  const now = station.get();
  if (now.is === 'off') return null;
  const chosen = devices();
  const known = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
  const there = (device: string) => device === '' || known.some(({ deviceId }) => deviceId === device);
  const speakers = { speaker: there(chosen.speaker) ? 'ok' : 'gone', ring: there(chosen.ring) ? 'ok' : 'gone' } as const;
  if (now.is === 'elsewhere') return { ...speakers, microphone: 'ok', path: 'elsewhere' };
  const state = now.talk.state.get();
  const trouble = state.is === 'failed' && state.trouble !== 'noPath' ? state.trouble : null;
  return { ...speakers, microphone: trouble ?? 'ok', path: state.is === 'up' ? (now.talk.quality.get() ?? 'good') : 'down' };
}

/** Keeps the line to the calls in one window of this person; answers how to stop. [DT234] */
export function keepTalking(live: LiveDesk): () => void {
  const lock = `patchbay.talk.${live.me.id}`;
  let stop: AbortController | null = null;
  let release = (): void => undefined;

  /** Waits until no other window has it, or takes it. */
  const take = (steal: boolean): void => {
    const mine = new AbortController();
    stop = mine;
    const held = (): Promise<void> => {
      const talk = openTalk({ devices: devices(), exchange, relays });
      station.set({ is: 'here', talk });
      void ringOn(devices().ring);
      const untell = tellFailures(talk);
      mute();
      return new Promise<void>((done) => {
        release = done;
      }).finally(() => {
        untell();
        talk.close();
      });
    };
    const after = (): void => {
      const now = station.get();
      if (now.is === 'here') now.talk.close();
      station.set({ is: mine.signal.aborted ? 'off' : 'elsewhere' });
      if (!mine.signal.aborted) take(false); // another window has taken it: wait for it again
    };
    if (!navigator.locks) return void held();
    if (!steal) station.set({ is: 'elsewhere' });
    navigator.locks.request(lock, steal ? { steal } : { signal: mine.signal }, held).then(undefined, after);
  };
  const give = (): void => {
    stop?.abort();
    stop = null;
    release();
    release = () => undefined;
    station.set({ is: 'off' });
  };
  const mute = (): void => {
    const now = station.get();
    if (now.is === 'here') now.talk.mute(isMutedNow(live.state.get().mirror, live.me.id));
  };
  let failed = false;
  const look = (): void => {
    const { agent, current } = live.state.get().mirror;
    if (!current) return;
    const wanted = talksHere(agent?.state);
    const before = failed;
    failed = agent?.state.failed?.includes('voice') === true;
    const now = station.get();
    if (failed && !before && now.is === 'here') now.talk.lost(); // told long before the browser would notice by itself
    if (wanted && !stop) take(false);
    if (!wanted && stop) give();
    mute();
  };
  bring = () => {
    stop?.abort();
    take(true);
  };
  look();
  voiceProbe.set(probe);
  const unsubscribe = live.state.subscribe(look);
  return () => {
    unsubscribe();
    voiceProbe.set(null);
    give();
  };
}

let bring = (): void => undefined;
/** Hears the calls in this window from now on. */
export const bringHere = (): void => bring();

const mutedIn = (calls: readonly Call[], me: string): Call | undefined =>
  calls.find((call) => call.at.stage === 'active' && partyOf(call, me as never)?.muted === true);
const mutedCall = ({ calls }: Mirror, me: string): Call | undefined =>
  mutedIn(
    Object.values(calls).map(({ state }) => state),
    me,
  );
/** Whether I am muted in the call I have. */
export const isMutedNow = (mirror: Mirror, me: string): boolean => mutedCall(mirror, me) !== undefined;
/** I am heard again. */
export function unmute(live: LiveDesk): void {
  const call = mutedCall(live.state.get().mirror, live.me.id);
  if (call) void live.ask({ type: 'mute', interaction: call.id, muted: false }, call.id);
}

/** A browser without a voice gets no calls: the server is told at once, not by the first call that is lost. (UX-06) */
function tellFailures(talk: Talk): () => void {
  return talk.state.subscribe(() => {
    const now = talk.state.get();
    if (now.is === 'failed' && now.trouble !== 'noPath') void api.audioFailed(now.trouble);
  });
}

/** Without them it is tried all the same. [VO142] */
async function relays(): Promise<RTCIceServer[]> {
  const answer = await api.relays();
  return answer.is === 'ok' ? answer.body.relays : [];
}

async function exchange(offer: string): Promise<string> {
  const answer = await api.audio(offer);
  if (answer.is !== 'ok') throw new Error('nobody takes the voice of this browser');
  return answer.body.answer;
}
