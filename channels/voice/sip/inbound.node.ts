import type { InviteUserAgentServer, OutgoingResponse } from 'sip.js/lib/core/index.js';
import type { Cause } from '../call.ts';
import { ALLOW } from './core.node.ts';
import type { SipLegId, Source } from './edge.ts';
import { body, finish, isOpen, keep, type Line, listen, newLine, RELIABLE, saidIn, sdpIn, type Wiring, watch } from './line.node.ts';
import { phraseOf, STATUS, wantsReliable } from './replies.ts';
import { agreeTimer, tooShort } from './session-timer.ts';

/** Somebody calls: a new line, unless the invitation itself is wrong. */
export function invited(w: Wiring, leg: SipLegId, request: InviteUserAgentServer, dialled: string): void {
  const { message } = request;
  const short = tooShort(saidIn(message));
  if (short) return void request.reject({ statusCode: 422, extraHeaders: [...short] });
  const source = sourceIn(message.getHeader('x-cc-source') ?? '');
  if (!source) return void request.reject({ statusCode: 403 });
  request.trying();
  const line: Line = { ...newLine(leg), incoming: request };
  request.delegate = {
    onCancel: () => {
      refuse(line, 487);
      finish(w, line, 'cancelled');
    },
  };
  w.lines.set(leg, line);
  w.tell({ leg, is: 'invited', source, from: message.from.uri.user ?? '', to: dialled, sdp: sdpIn(message) });
}

/** Kamailio says who it is; a message without that did not come through its door for callers. */
function sourceIn(header: string): Source | null {
  const [, kind, id = ''] = /^(phone|trunk);id=(.+)$/.exec(header) ?? [];
  if (kind === 'phone') return { phone: id };
  return kind === 'trunk' ? { trunk: id } : null;
}

/** Tells the caller that it rings; reliably where they insist on it. */
export function ring(w: Wiring, line: Line, sdp?: string): void {
  const request = line.incoming;
  if (!request || line.over || (line.dialog && !sdp)) return;
  const reliable = wantsReliable(request.message.getHeaders('require'));
  if (reliable && line.dialog) return; // One at a time, and theirs is on its way.
  const statusCode = sdp ? 183 : 180;
  const extraHeaders = [ALLOW, ...(reliable ? ['Require: 100rel', 'RSeq: 1'] : [])];
  const response = request.progress({ statusCode, extraHeaders, ...(sdp ? { body: body(sdp) } : {}) });
  listen(w, line, response.session);
  line.sdp = sdp ?? line.sdp;
  if (reliable) repeat(w, line, response);
}

/** Core repeats an invitation's answers only when the invitation is repeated, which none is that has been heard. */
function repeat(w: Wiring, line: Line, { message }: OutgoingResponse): void {
  let [wait, waited] = [RELIABLE.first, 0];
  let timer = setTimeout(again, wait);
  const { promise, resolve } = Promise.withResolvers<void>();
  line.acknowledged = promise;
  if (line.dialog?.delegate)
    line.dialog.delegate.onPrack = (request) => {
      clearTimeout(timer);
      request.accept();
      resolve();
    };
  const stop = line.stopTimers;
  line.stopTimers = () => {
    clearTimeout(timer);
    stop();
  };
  function again(): void {
    if (line.over || !isOpen(line)) return;
    waited += wait;
    if (waited >= RELIABLE.total) {
      refuse(line, 504);
      return finish(w, line, 'failed');
    }
    w.core.transport.send(message).catch((error: Error) => w.say(`sip: ${error.message}`));
    wait *= 2;
    timer = setTimeout(again, wait);
  }
}

/** Answers. The dialog is written down first: a successor can go on with it, should we die before the acknowledgement comes. */
export async function answer(w: Wiring, line: Line, sdp: string): Promise<void> {
  const request = line.incoming;
  if (!request || line.over) return;
  if (!line.dialog) ring(w, line);
  line.sdp = sdp;
  const agreed = agreeTimer(saidIn(request.message));
  line.timer = agreed?.timer ?? null;
  await Promise.all([keep(w, line), line.acknowledged]);
  if (!isOpen(line)) return; // Cancelled while we wrote.
  const { session } = request.accept({ statusCode: 200, extraHeaders: [...(agreed?.headers ?? [])], body: body(sdp) });
  listen(w, line, session);
  watch(w, line, line.timer);
}

/** Does not answer. */
export function reject(w: Wiring, line: Line, cause: Cause, why?: string): void {
  refuse(line, STATUS[cause], why);
  finish(w, line, cause);
}

function refuse(line: Line, statusCode: number, why?: string): void {
  if (isOpen(line)) line.incoming?.reject({ statusCode, ...(why !== undefined && { reasonPhrase: phraseOf(why) }) });
}
