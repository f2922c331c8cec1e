import type { ChannelName } from '@patchbay/base/decision.ts';
import type { Agent } from '../agent.ts';

/** A clock at the door: how long each channel, and any channel, was logged on. Knows nothing of states. */
export class Clocking {
  signedIn = 0;
  readonly #on = new Map<ChannelName, number>();
  #at: number;
  constructor(at: number) {
    this.#at = at;
  }
  /** Until now it was like this. */
  goesOn(now: number, { channels }: Agent): void {
    const ms = now - this.#at;
    this.#at = now;
    const on = (Object.keys(channels) as ChannelName[]).filter((channel) => channels[channel]?.is !== 'loggedOff');
    for (const channel of on) this.#on.set(channel, this.on(channel) + ms);
    if (on.length) this.signedIn += ms;
  }
  on(channel: ChannelName): number {
    return this.#on.get(channel) ?? 0;
  }
}
