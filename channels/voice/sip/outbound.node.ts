import type { IncomingResponse, Session } from 'sip.js/lib/core/index.js';
import { ALLOW, uriOf } from './core.node.ts';
import type { Dial } from './edge.ts';
import { body, finish, keep, type Line, listen, saidIn, sdpIn, type Wiring, watch } from './line.node.ts';
import { causeOf } from './replies.ts';
import { agreedTimer, leastAccepted, offerTimer } from './session-timer.ts';

/** Who we are; and what the invitation before this one was, when it is asked again (RFC 4028 section 7.4: the same call, the next number). */
interface Dialling {
  readonly realm: string;
  readonly again?: { readonly seconds: number; readonly callId: string; readonly fromTag: string };
}

/** Calls somebody; tried once more when they want to be asked less often whether it goes on. */
export function dial(w: Wiring, line: Line, order: Dial, { realm, again }: Dialling): void {
  const target = uriOf(
    'phone' in order.to ? `sip:${user(order.to.phone)}@${realm}` : `sip:${user(order.to.number)}@${order.to.trunk}.trunk.invalid`,
  );
  const from = uriOf(`sip:${user(order.shown)}@${realm}`);
  const headers = [`Contact: ${w.contact}`, ALLOW, ...offerTimer(again?.seconds)];
  const message = w.core.makeOutgoingRequestMessage(
    'INVITE',
    target,
    from,
    target,
    again ? { callId: again.callId, fromTag: again.fromTag, cseq: 2 } : {},
    headers,
    body(order.sdp),
  );
  line.sdp = order.sdp;
  line.outgoing = w.core.invite(message, {
    onProgress: ({ message: said, session, prack }) => {
      if (line.over) return;
      listenEarly(w, line, session);
      if (/\b100rel\b/i.test(said.getHeader('require') ?? ''))
        prack({ extraHeaders: [`RAck: ${said.getHeader('rseq') ?? ''} ${said.cseq} INVITE`] });
      w.tell({ leg: line.leg, is: 'ringing', sdp: sdpIn(said) });
    },
    onAccept: ({ message: said, session, ack }) => {
      ack(); // First of all: whatever goes wrong afterwards, they know that we know.
      accepted(w, line, session, said);
    },
    onRedirect: () => finish(w, line, 'failed'),
    onReject: ({ message: said }) => {
      const seconds = leastAccepted(saidIn(said));
      if (said.statusCode === 422 && !again && !line.unwanted)
        return dial(w, line, order, { realm, again: { seconds, callId: message.callId, fromTag: message.fromTag } });
      finish(w, line, line.unwanted ? 'cancelled' : causeOf(said.statusCode ?? 500, said.reasonPhrase ?? ''));
    },
  });
}

const user = (text: string): string => text.replaceAll(/[^\w+.*#-]/g, '');

/** While it rings at several phones there are several dialogs; any of them may be the one that answers. */
function listenEarly(w: Wiring, line: Line, session: Session): void {
  session.delegate = { onBye: (request) => (request.accept(), finish(w, line, 'declined')) };
}

/** The first who answers has the call; whoever answers after that, or after we gave up, is thanked and left. */
function accepted(w: Wiring, line: Line, session: Session, said: IncomingResponse['message']): void {
  const sdp = sdpIn(said);
  if (line.dialog || line.over || !sdp) {
    session.bye();
    if (!line.dialog) finish(w, line, 'failed');
    return;
  }
  listen(w, line, session);
  if (line.unwanted) {
    session.bye();
    return finish(w, line, 'cancelled');
  }
  watch(w, line, agreedTimer(saidIn(said)));
  keep(w, line).catch((error: Error) => w.say(`sip: ${error.message}`));
  w.tell({ leg: line.leg, is: 'answered', sdp });
}

/** Gives up while it rings; an answer that crosses it is acknowledged and left. */
export function cancel(line: Line): void {
  if (line.over || line.unwanted) return;
  line.unwanted = true;
  line.outgoing?.cancel();
}
