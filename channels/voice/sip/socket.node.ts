import WebSocket from 'ws';

/** The WebSocket to Kamailio: opened again whenever it closes, with a growing pause. What is said meanwhile is said as soon as it is open. [VO120] */
export interface SipSocket {
  readonly send: (text: string) => Promise<void>;
  /** Resolves when it is open; at once when it is. */
  readonly open: () => Promise<void>;
  readonly close: () => void;
}

/** Where Kamailio's control door is, what it asks for, and who hears messages and changes. */
export interface SocketOptions {
  readonly port: number;
  readonly node: string;
  readonly secret: string;
  readonly receive: (text: string) => void;
  /** It is open again, with another Kamailio or the same. */
  readonly begun?: () => void;
  /** It has closed: what rings for us is ended by it, or has died with it. */
  readonly lost?: () => void;
  readonly say: (line: string) => void;
}

const FIRST = 50;
const LAST = 500;
/** What nobody took for so long is not said any more: whoever it was for has given up. */
const PATIENCE = 20_000;
const MOST = 10_000;

export function openSocket({ port, node, secret, receive, begun, lost, say }: SocketOptions): SipSocket {
  let socket: WebSocket;
  let closed = false;
  let pause = FIRST;
  let timer: NodeJS.Timeout | undefined;
  let opened = Promise.withResolvers<void>();
  const unsaid = new Set<{ readonly text: string; readonly said: (error?: Error) => void }>();
  connect();
  return { send, open: () => opened.promise, close };

  function connect(): void {
    socket = new WebSocket(`ws://127.0.0.1:${port}/sip/${node}`, 'sip', { headers: { 'X-Secret': secret }, handshakeTimeout: 2000 });
    socket.on('open', () => {
      pause = FIRST;
      opened.resolve();
      begun?.();
      for (const { text, said } of unsaid) socket.send(text, said);
      unsaid.clear();
    });
    socket.on('message', (data) => {
      const text = String(data);
      if (text.trim() !== '') receive(text);
    });
    socket.on('error', (error) => say(`sip: ${error.message}`));
    socket.on('close', again);
  }

  function again(): void {
    if (closed) return;
    if (pause === FIRST) {
      opened = Promise.withResolvers();
      lost?.();
    }
    timer = setTimeout(connect, pause);
    pause = Math.min(pause * 2, LAST);
  }

  function send(text: string): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const said = (error?: Error) => (error ? reject(error) : resolve());
    if (socket.readyState === WebSocket.OPEN) socket.send(text, said);
    else if (closed || unsaid.size >= MOST) reject(new Error('There is no connection to Kamailio.'));
    else later(text, said);
    return promise;
  }
  function later(text: string, said: (error?: Error) => void): void {
    const one = { text, said };
    unsaid.add(one);
    setTimeout(() => unsaid.delete(one) && said(new Error('There is no connection to Kamailio.')), PATIENCE).unref();
  }

  function close(): void {
    closed = true;
    clearTimeout(timer);
    socket.terminate();
  }
}
