import type { ClientFrame, Frame, Position } from '@patchbay/base/stream.ts';
import { backoff } from './ladder.ts';

/** What the owner of a connection is told and asked. */
export interface Listener {
  readonly position: () => Position | null;
  readonly onFrame: (frame: Frame) => void;
  readonly onLine: (up: boolean) => void;
}
/** A line to the server that mends itself until it is closed. */
export interface Connection {
  readonly send: (frame: ClientFrame) => void;
  /** Takes the line down and up again, e.g. to get a new snapshot. */
  readonly again: () => void;
  readonly close: () => void;
}

const asleepAfter = 20_000;
const beat = 5000;

/** Opens the stream. It says hello with the last position, and comes back after a loss: at once when the network or the tab is back. [DT5] */
export function connect(listener: Listener): Connection {
  let socket: WebSocket | null = null;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let attempt = 0;
  let closed = false;
  let lastBeat = Date.now();

  const open = (): void => {
    clearTimeout(retry);
    const line = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/api/stream`);
    socket = line;
    line.onopen = () => {
      const position = listener.position();
      line.send(JSON.stringify(position ? { f: 'hello', position } : { f: 'hello' }));
    };
    line.onmessage = ({ data }) => {
      if (socket !== line) return;
      const frame = JSON.parse(String(data)) as Frame;
      if (frame.f === 'snapshot' || frame.f === 'resumed') {
        attempt = 0;
        listener.onLine(true);
      }
      listener.onFrame(frame);
    };
    line.onclose = () => socket === line && down();
  };
  const down = (): void => {
    socket = null;
    listener.onLine(false);
    clearTimeout(retry);
    if (!closed) retry = setTimeout(open, backoff(attempt++, Math.random()));
  };
  const drop = (): void => {
    const line = socket;
    socket = null;
    line?.close();
    down();
  };
  const atOnce = (): void => {
    if (closed || socket || document.hidden) return;
    attempt = 0;
    open();
  };
  /** A computer that slept has a line that only looks alive. */
  const wake = (): void => {
    const slept = Date.now() - lastBeat > asleepAfter && !document.hidden;
    lastBeat = Date.now();
    if (!slept) return;
    drop();
    atOnce();
  };

  const beating = setInterval(wake, beat);
  const offline = (): void => drop();
  window.addEventListener('online', atOnce);
  window.addEventListener('offline', offline);
  document.addEventListener('visibilitychange', atOnce);
  open();
  return {
    send: (frame) => socket?.readyState === WebSocket.OPEN && socket.send(JSON.stringify(frame)),
    again() {
      drop();
      atOnce();
    },
    close() {
      closed = true;
      clearInterval(beating);
      clearTimeout(retry);
      window.removeEventListener('online', atOnce);
      window.removeEventListener('offline', offline);
      document.removeEventListener('visibilitychange', atOnce);
      const line = socket;
      socket = null;
      line?.close();
    },
  };
}
