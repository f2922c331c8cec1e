import type { Api, Told } from './api.ts';

/** What is in a message of the app around the chat: its type, a number of its own by which it is answered, and what the type wants. */
export interface Word {
  readonly patchbay: 1;
  readonly type: string;
  readonly id?: string | number;
  readonly [field: string]: unknown;
}
/** A message as the browser gives it. */
export interface Heard {
  readonly data: unknown;
  readonly origin: string;
  /** `inside`: by the page itself, as a web view does it for its app; `parent`: the page around ours; anybody else is `strange`. */
  readonly from: 'inside' | 'parent' | 'strange';
}
/** Where the chat stands in an app or on another page. */
export interface Around {
  readonly framed: boolean;
  /** Origins of pages that may show the chat in a frame. */
  readonly allowed: readonly string[];
  /** Loads the chat when it is wanted. */
  readonly api: Api;
  /** Sends to the app around; `origin`: only to a page of it. */
  send(word: object, origin: string): void;
}

const isText = (value: unknown, most: number): value is string => typeof value === 'string' && value.length > 0 && value.length <= most;
const isNumber = (value: unknown, most: number): value is number => typeof value === 'number' && Math.abs(value) <= most;
const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What each message does; false: it lacks something, or it is of a wrong kind. */
const verbs: Readonly<Record<string, (api: Api, word: Word) => boolean>> = {
  open: (api) => done(api.open()),
  close: (api) => done(api.close()),
  end: (api) => done(api.end()),
  forget: (api) => done(api.forget()),
  identify: (api, { token }) => isText(token, 4000) && done(api.identify(token)),
  context: (api, { values }) =>
    isFields(values) &&
    Object.keys(values).length <= 20 &&
    Object.values(values).every((value) => value === '' || isText(value, 200)) &&
    done(api.context(values as Readonly<Record<string, string>>)),
  locate: (api, { lat, lng, acc, live }) =>
    isNumber(lat, 90) &&
    isNumber(lng, 180) &&
    (acc === undefined || isNumber(acc, 1_000_000)) &&
    done(api.shareLocation({ lat, lng, ...(isNumber(acc, 1_000_000) && { acc }), live: live === true })),
  shareLive: (api, { on }) => typeof on === 'boolean' && done(api.shareLive(on)),
  push: (api, { kind, token }) =>
    (kind === 'apns' || kind === 'fcm' || kind === 'other') && isText(token, 4096) && done(api.push({ kind, token })),
  picture: (api, { file, name }) =>
    file instanceof Blob && isText(name, 200) && done(api.attach([new File([file], name, { type: file.type })])),
};
const done = (_: void): true => true;

/** The chat in an app: answers its messages, and tells it what happens. Nobody else is answered, and nothing is said before `hello`. [WI42] */
export function bridge({ framed, allowed, api, send }: Around) {
  let host: string | null = null;
  let last = '';
  let now: Told | null = null;
  const tell = () => {
    const text = JSON.stringify(now);
    if (host === null || !now || text === last) return;
    last = text;
    send({ patchbay: 1, type: 'state', ...now }, host);
  };
  const mayspeak = ({ from, origin }: Heard) => (framed ? from === 'parent' && allowed.includes(origin) : from === 'inside');
  return {
    hear(heard: Heard): void {
      const word = heard.data as Word | null;
      if (!mayspeak(heard) || !isFields(word) || word['patchbay'] !== 1 || typeof word.type !== 'string') return;
      const answer = (type: 'done' | 'refused') =>
        send({ patchbay: 1, type, of: word.type, ...(word.id !== undefined && { id: word.id }) }, heard.origin);
      if (word.type === 'hello') {
        host = heard.origin;
        last = '';
        send({ patchbay: 1, type: 'ready', version: 1, knows: Object.keys(verbs) }, host);
        return tell();
      }
      const verb = Object.hasOwn(verbs, word.type) ? verbs[word.type] : undefined;
      answer(host !== null && verb?.(api, word) ? 'done' : 'refused');
    },
    /** What the customer sees has changed. */
    changed(told: Told): void {
      now = told;
      tell();
    },
  };
}
