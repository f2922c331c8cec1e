import { backoff } from './backoff.ts';
import type { Failed, VisitorFrame } from './frames.ts';
import { alarm, type Outside, type Socket } from './outside.ts';
import type { PassOffice } from './pass.ts';

/** What the line reports. */
export interface LineEvents {
  frame(frame: VisitorFrame): void;
  /** We are connected and know the present state. */
  up(): void;
  /** There is no connection for two seconds now. [WI8] */
  lost(): void;
  /** The server does not let us in; the line has given up. */
  refused(why: Failed): void;
}
/** The connection to the server, kept up until it is closed. */
export interface Line {
  /** Connects, at once if a repeat was waiting; a line that seems up has to prove it. */
  wake(): void;
  say(frame: unknown): void;
  close(): void;
}

const patienceMs = 2000;
const connectMs = 10_000;
const answerMs = 5000;

/** Opens a line that comes back by itself. [WI8] */
export function openLine(outside: Outside, pass: PassOffice, on: LineEvents): Line {
  let socket: Socket | null = null;
  let token = '';
  let stale: string | undefined;
  let tries = 0;
  let is: 'down' | 'asking' | 'dialing' | 'up' | 'closed' = 'down';
  const [repeat, patience, answer] = [alarm(outside), alarm(outside), alarm(outside)];

  const hello = () => {
    socket?.send({ f: 'hello', token });
    answer.set(answerMs, hangUp);
  };
  const hangUp = () => {
    const last = socket;
    socket = null;
    last?.close();
    down();
  };
  const down = (wait = backoff(tries++, outside.random())) => {
    if (is === 'closed') return;
    [socket, is] = [null, 'down'];
    answer.off();
    if (!patience.isSet()) patience.set(patienceMs, on.lost);
    repeat.set(wait, dial);
  };
  const dial = async () => {
    if (is !== 'down') return;
    is = 'asking';
    repeat.off();
    if (!patience.isSet()) patience.set(patienceMs, on.lost);
    const got = await pass(stale);
    if (isClosed()) return;
    if (got.is === 'unreachable') return down();
    if (got.is === 'refused') return got.status === 429 ? down(Math.max(got.seconds, 1) * 1000) : (close(), on.refused(got));
    [token, stale, is] = [got.body.token, undefined, 'dialing'];
    const mine: Socket = outside.connect({
      opened: () => mine === socket && hello(),
      frame: (frame) => mine === socket && heard(frame),
      closed: () => mine === socket && down(),
    });
    socket = mine;
    answer.set(connectMs, hangUp);
  };
  const heard = (frame: VisitorFrame) => {
    if (frame.f === 'expired') return renew();
    const answers = frame.f === 'chat' || frame.f === 'nothing';
    if (answers) answer.off();
    const isNew = answers && is === 'dialing';
    if (isNew) [is, tries] = ['up', 0];
    on.frame(frame);
    if (!isNew || isClosed()) return;
    patience.off();
    on.up();
  };
  const renew = () => {
    stale = token;
    tries = 0;
    const last = socket;
    socket = null;
    last?.close();
    down(0);
  };
  const close = () => {
    is = 'closed';
    for (const timer of [repeat, patience, answer]) timer.off();
    const last = socket;
    socket = null;
    last?.close();
  };
  const isClosed = () => (is as string) === 'closed';

  void dial();
  return {
    wake() {
      if (is === 'up') hello();
      if (is === 'down') void dial();
    },
    say: (frame) => is === 'up' && socket?.send(frame),
    close,
  };
}
