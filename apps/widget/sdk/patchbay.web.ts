import { type Client, type Device, type Options, openClient, type WebSocketLike } from './client.ts';

export type { Client, Entrance, Keychain, Options, Picture, Result } from './client.ts';

const device: Device = {
  fetch: (input, init) => fetch(input, { ...init, credentials: 'omit' }),
  socket: (url) => new WebSocket(url) as WebSocketLike,
  now: () => Date.now(),
  random: () => Math.random(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  id: () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(''),
};

/** The customer's side of a chat, in a browser, a web view or React Native. */
export const patchbay = (options: Options): Client => openClient(options, device);
