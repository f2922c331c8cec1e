import type { Clock } from '@patchbay/base/clock.ts';
import { ALLOW, openCore } from './core.node.ts';
import type { Dialogs, SavedDialog, SipEdge, SipEvent, SipLegId } from './edge.ts';
import { answer, invited, reject, ring } from './inbound.node.ts';
import {
  body,
  finish,
  isGone,
  isOpen,
  keep,
  type Line,
  leave,
  listen,
  newLine,
  refresh,
  sdpIn,
  updated,
  type Wiring,
  watch,
} from './line.node.ts';
import { cancel, dial } from './outbound.node.ts';
import { restored } from './saved.node.ts';
import { openSocket } from './socket.node.ts';

/** Where Kamailio is, who we are to it, and who hears what happens. */
export interface SipOptions {
  readonly port: number;
  readonly secret: string;
  readonly node: string;
  readonly realm: string;
  readonly clock: Clock;
  readonly next: () => string;
  readonly dialogs: Dialogs;
  readonly tell: (event: SipEvent) => void;
  readonly say: (line: string) => void;
  /** Kamailio is there, or there again: it may have begun anew. */
  readonly begun?: () => void;
}

/** The SIP edge over Kamailio. */
export interface OpenSip extends SipEdge {
  /** Resolves when Kamailio is reached. */
  readonly open: () => Promise<void>;
  /** Goes on with the lines of a predecessor. */
  readonly restore: (kept: ReadonlyMap<SipLegId, SavedDialog>) => void;
  /** Asks every line that is up whether it still is; one that is not ends. */
  readonly probe: () => Promise<void>;
  /** How many lines and dialogs it knows. */
  readonly count: () => { readonly legs: number; readonly dialogs: number };
  readonly close: () => void;
}

export function openSip(options: SipOptions): OpenSip {
  const { clock, dialogs, tell, say, realm } = options;
  const lines = new Map<SipLegId, Line>();
  const { core, receive } = openCore({
    ...{ node: options.node, realm, say },
    send: (text) => socket.send(text),
    onInvite: (request, dialled) => invited(w, options.next() as SipLegId, request, dialled),
    onUpdate: (dialog, message) => {
      const line = [...lines.values()].find((one) => one.dialog === dialog);
      if (line) updated(w, line, message);
      else core.replyStateless(message, { statusCode: 481 });
    },
  });
  const w: Wiring = { core, clock, dialogs, tell, say, lines, contact: core.configuration.contact.toString() };
  const socket = openSocket({
    ...options,
    receive,
    lost: () => [...lines.values()].forEach((line) => isRinging(line) && finish(w, line, 'edge')),
  });
  const at = async (leg: SipLegId, order: (line: Line) => void | Promise<void>) => {
    const line = lines.get(leg);
    if (line) await order(line);
  };
  return {
    dial: async (leg, order) => {
      const line = newLine(leg);
      lines.set(leg, line);
      dial(w, line, order, { realm });
    },
    ring: (leg, sdp) => at(leg, (line) => ring(w, line, sdp)),
    answer: (leg, sdp) => at(leg, (line) => answer(w, line, sdp)),
    reject: (leg, cause, why) => at(leg, (line) => reject(w, line, cause, why)),
    reoffer: (leg, sdp) => reoffer(w, lines.get(leg), sdp),
    agree: (leg, sdp) =>
      at(leg, (line) => {
        const { agree } = line;
        line.agree = null;
        agree?.(sdp);
      }),
    hangUp: (leg) => at(leg, (line) => hangUp(w, line)),
    open: socket.open,
    restore: (kept) => {
      for (const [leg, dialog] of kept) lines.set(leg, revived(w, leg, dialog));
    },
    probe: async () => void (await Promise.all([...lines.values()].map((line) => probe(w, line)))),
    count: () => ({ legs: lines.size, dialogs: core.dialogs.size }),
    close: () => {
      for (const line of lines.values()) line.stopTimers();
      core.dispose();
      socket.close();
    },
  };
}

/** A line that is up goes on without Kamailio; whatever rings is known to it alone. [VO120] */
const isRinging = (line: Line): boolean => (line.outgoing !== null && line.dialog === null) || isOpen(line);

async function hangUp(w: Wiring, line: Line): Promise<void> {
  if (line.outgoing && !line.dialog) return cancel(line);
  if (isOpen(line)) return reject(w, line, 'declined');
  await keep(w, line);
  leave(w, line);
}

function revived(w: Wiring, leg: SipLegId, dialog: SavedDialog): Line {
  const line: Line = { ...newLine(leg), sdp: dialog.sdp };
  listen(w, line, restored(w.core, dialog));
  watch(w, line, dialog.timer);
  return line;
}

/** A refresh asks and prolongs at once; without session timers the session is offered again. */
const probe = (w: Wiring, line: Line): Promise<void> => (line.dialog && !line.incoming ? refresh(w, line) : Promise.resolve());

async function reoffer(w: Wiring, line: Line | undefined, sdp: string): Promise<string | null> {
  if (!line?.dialog || line.incoming || line.over) return null;
  await keep(w, line);
  const { promise, resolve } = Promise.withResolvers<string | null>();
  line.dialog.invite(
    {
      onAccept: ({ ack, message }) => {
        ack();
        line.sdp = sdp;
        resolve(sdpIn(message));
      },
      onReject: ({ message }) => {
        if (isGone(message.statusCode)) finish(w, line, 'hungUp');
        resolve(null);
      },
    },
    { extraHeaders: [`Contact: ${w.contact}`, ALLOW], body: body(sdp) },
  );
  return promise;
}
