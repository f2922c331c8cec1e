import type { Clock } from '@patchbay/base/clock.ts';
import {
  type Body,
  type IncomingInviteRequest,
  type IncomingMessage,
  type IncomingRequestMessage,
  type InviteUserAgentServer,
  type OutgoingInviteRequest,
  type Session,
  type SessionDialog,
  Timers,
  TransactionState,
} from 'sip.js/lib/core/index.js';
import { ALLOW, type SipCore } from './core.node.ts';
import type { Dialogs, SessionTimer, SipEvent, SipLegId } from './edge.ts';
import { saved } from './saved.node.ts';
import { overAfter, refreshAfter, refreshedHeaders, refreshHeaders, type Said } from './session-timer.ts';

/** What all lines share. */
export interface Wiring {
  readonly core: SipCore['core'];
  readonly clock: Clock;
  readonly dialogs: Dialogs;
  readonly tell: (event: SipEvent) => void;
  readonly say: (line: string) => void;
  readonly contact: string;
  readonly lines: Map<SipLegId, Line>;
}

/** The signalling of one line, from its first message to its last. */
export interface Line {
  readonly leg: SipLegId;
  dialog: Session | null;
  incoming: InviteUserAgentServer | null;
  outgoing: OutgoingInviteRequest | null;
  /** Whether a ringing that must arrive has arrived. */
  acknowledged: Promise<void>;
  /** How to answer what the peer has offered in mid-call. */
  agree: ((sdp: string | null) => void) | null;
  /** Our last session. */
  sdp: string;
  timer: SessionTimer | null;
  stopTimers: () => void;
  /** Asked to end before it was up. */
  unwanted: boolean;
  over: boolean;
}

export const newLine = (leg: SipLegId): Line => ({
  leg,
  dialog: null,
  incoming: null,
  outgoing: null,
  acknowledged: Promise.resolve(),
  agree: null,
  sdp: '',
  timer: null,
  stopTimers: () => undefined,
  unwanted: false,
  over: false,
});

/** Whether a caller still waits for our answer. */
export const isOpen = ({ incoming }: Line): boolean => incoming?.transaction.state === TransactionState.Proceeding;

/** A session description as core wants it. */
export const body = (content: string): Body => ({ contentDisposition: 'session', contentType: 'application/sdp', content });

/** The session description in a message; null: none. */
export const sdpIn = (message: IncomingMessage): string | null =>
  message.body && /^application\/sdp\b/i.test(message.getHeader('content-type') ?? '') ? message.body : null;

/** What a message says about session timers. */
export const saidIn = (message: IncomingMessage): Said => ({
  expires: message.getHeader('session-expires') ?? message.getHeader('x'),
  minimum: message.getHeader('min-se'),
  supported: [...message.getHeaders('supported'), ...message.getHeaders('k')].join(',') || undefined,
  allow: message.getHeaders('allow').join(',') || undefined,
});

/** Writes the dialog down; before each request of ours, so that a successor never uses a number twice. */
export async function keep({ dialogs }: Wiring, { leg, dialog, sdp, timer }: Line): Promise<void> {
  if (dialog) await dialogs.keep(leg, saved(dialog, sdp, timer));
}

/** The line is over: told once, whoever ended it. */
export function finish(w: Wiring, line: Line, cause: (SipEvent & { readonly is: 'ended' })['cause']): void {
  if (line.over) return;
  line.over = true;
  line.stopTimers();
  w.lines.delete(line.leg);
  void w.dialogs.forget(line.leg).catch((error: Error) => w.say(`sip: ${error.message}`));
  w.tell({ leg: line.leg, is: 'ended', cause });
}

/** Says goodbye on a line that is up. One whose peer has not acknowledged our answer yet is left as soon as it has. */
export function leave(w: Wiring, line: Line): void {
  const { dialog } = line;
  if (!dialog || line.over) return;
  line.unwanted = true;
  if (dialog.sessionState === 'AckWait') return; // RFC 3261 section 15: goodbye may be said only after the acknowledgement, or when none came.
  dialog.bye();
  finish(w, line, 'hungUp');
}

/** Listens to what the peer does on a line that is up. */
export function listen(w: Wiring, line: Line, dialog: Session): void {
  line.dialog = dialog;
  dialog.delegate = {
    onAck: ({ message }) => {
      if (line.unwanted) return leave(w, line);
      if (line.incoming) {
        line.incoming = null;
        w.tell({ leg: line.leg, is: 'connected', sdp: sdpIn(message) });
      } else if (sdpIn(message)) w.tell({ leg: line.leg, is: 'connected', sdp: sdpIn(message) });
    },
    onAckTimeout: () => {
      dialog.bye();
      finish(w, line, 'failed');
    },
    onBye: (request) => {
      request.accept();
      finish(w, line, 'hungUp');
    },
    onInvite: (request) => reinvited(w, line, request),
    onInfo: (request) => {
      request.accept();
      const digit = digitIn(request.message.body);
      if (digit) w.tell({ leg: line.leg, is: 'digit', digit });
    },
    onRefer: (request) => {
      request.accept();
      w.tell({ leg: line.leg, is: 'referred', to: request.message.getHeader('refer-to') ?? '' });
    },
  };
}

function reinvited(w: Wiring, line: Line, request: IncomingInviteRequest): void {
  const headers = refreshed(w, line, request.message);
  const offer = sdpIn(request.message);
  line.agree = (sdp) => {
    // Core leaves the Contact out of this answer, which RFC 3261 section 12.2.2 wants.
    if (sdp) request.accept({ statusCode: 200, extraHeaders: [`Contact: ${w.contact}`, ALLOW, ...headers], body: body(sdp) });
    else request.reject({ statusCode: 488 });
    line.sdp = sdp ?? line.sdp;
  };
  w.tell({ leg: line.leg, is: 'offered', sdp: offer });
}

/** An UPDATE: a refresh, or a re-INVITE that may not be rung about. */
export function updated(w: Wiring, line: Line, message: IncomingRequestMessage): void {
  const reply = (statusCode: number, more: readonly string[], sdp?: string) =>
    w.core.replyStateless(message, {
      statusCode,
      extraHeaders: [`Contact: ${w.contact}`, ALLOW, ...more],
      ...(sdp ? { body: body(sdp) } : {}),
    });
  const headers = refreshed(w, line, message);
  const offer = sdpIn(message);
  if (!offer) return void reply(200, headers);
  if (line.agree) return void reply(491, []);
  line.agree = (sdp) => {
    reply(sdp ? 200 : 488, sdp ? headers : [], sdp ?? undefined);
    line.sdp = sdp ?? line.sdp;
  };
  w.tell({ leg: line.leg, is: 'offered', sdp: offer });
}

/** The peer has said that the session goes on. */
function refreshed(w: Wiring, line: Line, message: IncomingMessage): readonly string[] {
  if (!line.timer) return [];
  const expires = saidIn(message).expires;
  const timer: SessionTimer = { ...line.timer, refresher: expires && /refresher\s*=\s*uas/i.test(expires) ? 'us' : 'them' };
  watch(w, line, timer);
  keep(w, line).catch((error: Error) => w.say(`sip: ${error.message}`));
  return timer.refresher === 'them'
    ? refreshedHeaders(timer)
    : refreshedHeaders(timer).map((h) => h.replace('refresher=uac', 'refresher=uas'));
}

/** Sets the clocks of a session: when we refresh, and when it is over. [SI6] */
export function watch(w: Wiring, line: Line, timer: SessionTimer | null): void {
  line.stopTimers();
  line.timer = timer;
  if (!timer || line.over) return;
  const now = w.clock.now();
  const stops = [
    w.clock.wake(now + overAfter(timer), () => leave(w, line)),
    ...(timer.refresher === 'us' ? [w.clock.wake(now + refreshAfter(timer), () => void refresh(w, line))] : []),
  ];
  line.stopTimers = () => {
    for (const stop of stops) stop();
  };
}

/** Says that the session goes on: by UPDATE, else by offering it again. */
export async function refresh(w: Wiring, line: Line): Promise<void> {
  const { dialog, timer } = line;
  if (!dialog || line.over) return;
  const extraHeaders = [...(timer ? refreshHeaders(timer) : []), `Contact: ${w.contact}`, ALLOW];
  await keep(w, line);
  const onAccept = () => watch(w, line, line.timer);
  const onReject = ({ message }: { readonly message: IncomingMessage & { readonly statusCode?: number | undefined } }) => {
    if (isGone(message.statusCode)) finish(w, line, 'hungUp');
  };
  if (timer?.update) {
    const message = (dialog as SessionDialog).createOutgoingRequestMessage('UPDATE', { extraHeaders });
    w.core.request(message, { onAccept, onReject });
  } else {
    const again = {
      onAccept: (response: { readonly ack: () => unknown }) => {
        response.ack();
        onAccept();
      },
      onReject,
    };
    dialog.invite(again, { extraHeaders, body: body(line.sdp) });
  }
}

/** These answers inside a dialog say that there is none (RFC 5057). */
export const isGone = (status: number | undefined): boolean => status === 481 || status === 408 || status === 404 || status === 410;

/** A digit in an INFO, in either of the two ways phones send it. */
function digitIn(text: string | undefined): string | undefined {
  return /(?:Signal\s*=\s*)?([0-9*#A-D])/i.exec(text ?? '')?.[1]?.toUpperCase();
}

/** How long a reliable provisional answer is repeated, and how soon first (RFC 3262). */
export const RELIABLE = { first: Timers.T1, total: 64 * Timers.T1 };
