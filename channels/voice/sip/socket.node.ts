import WebSocket from 'ws';

/** The WebSocket to Kamailio: opened again whenever it closes, with a growing pause. */
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
  readonly say: (line: string) => void;
}

const FIRST = 50;
const LAST = 2_000;

export function openSocket({ port, node, secret, receive, say }: SocketOptions): SipSocket {
  let socket: WebSocket;
  let closed = false;
  let pause = FIRST;
  let timer: NodeJS.Timeout | undefined;
  let opened = Promise.withResolvers<void>();
  connect();
  return { send, open: () => opened.promise, close };

  function connect(): void {
    socket = new WebSocket(`ws://127.0.0.1:${port}/sip/${node}`, 'sip', { headers: { 'X-Secret': secret }, handshakeTimeout: 2000 });
    socket.on('open', () => {
      pause = FIRST;
      opened.resolve();
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
    if (pause === FIRST) opened = Promise.withResolvers();
    timer = setTimeout(connect, pause);
    pause = Math.min(pause * 2, LAST);
  }

  function send(text: string): Promise<void> {
    return new Promise((resolve, reject) => {
      if (socket.readyState !== WebSocket.OPEN) reject(new Error('There is no connection to Kamailio.'));
      else socket.send(text, (error) => (error ? reject(error) : resolve()));
    });
  }

  function close(): void {
    closed = true;
    clearTimeout(timer);
    socket.terminate();
  }
}
