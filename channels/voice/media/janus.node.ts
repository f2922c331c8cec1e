import WebSocket from 'ws';

/** One session with Janus, and handles in its AudioBridge: one for each leg. */
export interface Janus {
  /** Whether it is the one we, or a predecessor, had before, with all its handles. */
  readonly claimed: boolean;
  /** Resolves when Janus has hung up. */
  readonly ended: Promise<void>;
  readonly attach: () => Promise<number>;
  readonly detach: (handle: number) => Promise<void>;
  /** Asks the AudioBridge something, with a browser's session if there is one. Throws a `JanusError` with its code. */
  readonly ask: (handle: number, body: object, offer?: string) => Promise<Answer>;
  readonly close: () => void;
}
/** What the AudioBridge answers; `session` is ours for a browser. */
export type Answer = Readonly<Record<string, unknown>> & { readonly session?: string };

/** What Janus says without being asked: of which handle, what, and with which words of the AudioBridge. */
export interface Said {
  readonly handle: number;
  readonly what: string;
  readonly receiving: boolean | undefined;
  readonly data: Answer;
}

/** The AudioBridge does not want to: its code tells why. */
export class JanusError extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

type Message = {
  readonly janus: string;
  readonly transaction?: string;
  readonly sender?: number;
  readonly receiving?: boolean;
  readonly jsep?: { readonly sdp: string };
  readonly data?: { readonly id: number };
  readonly plugindata?: { readonly data: Answer & { readonly error?: string; readonly error_code?: number } };
  readonly error?: { readonly code: number; readonly reason: string };
};

/** Our one session, always of this name: whoever comes after us finds it. */
const session_id = 7070;
const PATIENCE = 5_000;
const KEEP_ALIVE = 10_000;
/** What the AudioBridge first only acknowledges; the answer comes as an event. */
const LATER = ['join', 'changeroom', 'configure', 'leave'];

export async function openJanus(port: number, secret: string, hear: (said: Said) => void): Promise<Janus> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}`, 'janus-protocol', { handshakeTimeout: PATIENCE });
  const waiting = new Map<string, { readonly later: boolean; readonly got: (message: Message) => void; readonly lost: () => void }>();
  let asked = 0;
  socket.on('message', (data) => {
    const message = JSON.parse(String(data)) as Message;
    const one = waiting.get(message.transaction ?? '');
    if (one && !(one.later && message.janus === 'ack')) one.got(message);
    const { janus: what, sender: handle, receiving, plugindata } = message;
    if (!one && handle !== undefined) hear({ handle, what, receiving, data: plugindata?.data ?? {} });
  });
  await new Promise<void>((resolve, reject) => socket.once('open', resolve).once('error', reject));
  socket.on('error', () => undefined); // its end follows
  const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));

  const send = (message: object, later = false): Promise<Message> => {
    const transaction = String((asked += 1));
    const { promise, resolve, reject } = Promise.withResolvers<Message>();
    const timer = setTimeout(() => reject(new Error('Janus does not answer')), PATIENCE);
    waiting.set(transaction, { later, got: resolve, lost: () => reject(new Error('Janus has hung up')) });
    socket.send(JSON.stringify({ ...message, transaction, apisecret: secret }), (error) => error && reject(error));
    return promise.then(unrefused).finally(() => {
      clearTimeout(timer);
      waiting.delete(transaction);
    });
  };
  const claimed = await send({ janus: 'claim', session_id }).then(() => true, isRefusal);
  if (!claimed) await send({ janus: 'create', id: session_id });
  const alive = setInterval(() => void send({ janus: 'keepalive', session_id }).catch(() => socket.terminate()), KEEP_ALIVE);
  void ended.then(() => {
    clearInterval(alive);
    for (const { lost } of waiting.values()) lost();
  });
  return {
    claimed,
    ended,
    attach: async () => (await send({ janus: 'attach', session_id, plugin: 'janus.plugin.audiobridge' })).data?.id ?? 0,
    detach: async (handle_id) => void (await send({ janus: 'detach', session_id, handle_id })),
    ask: async (handle_id, body, offer) => {
      const later = 'request' in body && LATER.includes(String(body.request));
      const jsep = offer === undefined ? {} : { jsep: { type: 'offer', sdp: offer } };
      const answer = await send({ janus: 'message', session_id, handle_id, body, ...jsep }, later);
      return { ...answer.plugindata?.data, ...(answer.jsep && { session: answer.jsep.sdp }) };
    },
    close: () => {
      clearInterval(alive);
      socket.terminate();
    },
  };
}

/** Janus says no, and does not merely not answer. */
function isRefusal(error: unknown): false {
  if (error instanceof JanusError) return false;
  throw error;
}

function unrefused(message: Message): Message {
  if (message.error) throw new JanusError(message.error.code, `Janus: ${message.error.reason}`);
  const { error, error_code: code = 0 } = message.plugindata?.data ?? {};
  if (error !== undefined) throw new JanusError(code, `AudioBridge: ${error}`);
  return message;
}
