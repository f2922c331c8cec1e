import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { settledPosition } from '@patchbay/base/catch-up.node.ts';
import { type Refusal, refuse as refused, type TenantId } from '@patchbay/base/decision.ts';
import type { Frame } from '@patchbay/base/stream.ts';
import { visitorOf } from '@patchbay/chat/visitors.node.ts';
import { shutOut } from '@patchbay/users/access.ts';
import { isForeignOrigin } from '@patchbay/users/origin.ts';
import { type Signed, signedAs } from '@patchbay/users/sessions.node.ts';
import { type WebSocket, WebSocketServer } from 'ws';
import { crowd } from './crowd.ts';
import { openDesk } from './desk.node.ts';
import { every } from './every.node.ts';
import { endings } from './idle.node.ts';
import { keepAlive } from './keep-alive.node.ts';
import { originAllowed } from './origin.ts';
import { presenceOf } from './presence.node.ts';
import { senderOfUpgrade, type Trusts } from './proxy.node.ts';
import { readByStaff } from './read-by-staff.node.ts';
import { received } from './received.node.ts';
import type { SignedIn } from './signing.node.ts';
import type { Site } from './site.node.ts';
import { type Attended, attend, closed, type Hello, type Joined, type Received, type Typing, write } from './socket.node.ts';
import { typing } from './typing.node.ts';
import { openVisit } from './visit.node.ts';

/** Sockets of one address that have not yet said who they are, of one customer, and of one session of staff. [SV10] */
const most = { strangers: 100, customer: 20, session: 1000 };
const positionMs = 5000;
const reviewMs = 60_000;

/** The sockets of one server. */
export interface Stream {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Tells the sockets of these sessions that they are signed out, and closes them. */
  signOut(sessions: ReadonlySet<string>, why: Refusal): void;
  /** Asks anew who sits behind the desktops of this tenant, or of all: who may no longer be is told and out, whose permissions changed sees anew. [SV4, SV5] */
  review(tenant?: TenantId): Promise<void>;
  /** Cuts every line: whoever comes back is told what was written and could not be told. */
  renew(): void;
  close(): void;
}
/** Who sits behind a request for a socket, by the cookie; and what is done with who does not use it. */
type Gate = Pick<SignedIn, 'ofMessage' | 'idle'>;

interface Desktop {
  readonly signed: Signed;
  readonly request: IncomingMessage;
  readonly attended: Attended;
  /** It has what it needs to resume: only then it is told a position. */
  readonly opened: boolean;
}
type Desktops = Map<WebSocket, Desktop>;

/** Opens the one WebSocket of the API: staff come with their cookie, customers with a token in their first frame. */
export function openStream(site: Site, { ofMessage: identify, idle }: Gate, trusts: Trusts): Stream {
  const server = new WebSocketServer({ noServer: true, maxPayload: 16 * 1024, clientTracking: true });
  const desktops: Desktops = new Map();
  const [strangers, customers, sessions] = [crowd(most.strangers), crowd(most.customer), crowd(most.session)];
  const ending = endings(idle);
  const ends = new WeakMap<WebSocket, number>();
  /** Says when the desktop signs out by itself, once, and when it does not any more. */
  const tellEnd = (socket: WebSocket, at: number | null) => {
    if ((ends.get(socket) ?? null) === at) return;
    if (at === null) ends.delete(socket);
    else ends.set(socket, at);
    write(socket, JSON.stringify({ f: 'ending', at } satisfies Frame));
  };
  const failed = (error: unknown) => site.log.error(error, 'the sockets could not be looked after');

  async function greetStaff(socket: WebSocket, request: IncomingMessage, { hello, attended }: { hello: Hello; attended: Attended }) {
    const signed = await identify(request);
    if (!signed) return refuse(socket, closed.notSignedIn);
    const makeRoom = sessions.enter(signed.sessionId);
    if (!makeRoom) return refuse(socket, closed.tooMany);
    socket.once('close', makeRoom);
    const desktop = { signed, request, attended };
    desktops.set(socket, { ...desktop, opened: false }); // before anything is read: whoever is signed out meanwhile is found
    const desk = await openDesk(site, signed, hello.position, (text) => write(socket, text));
    desktops.set(socket, { ...desktop, opened: true });
    const presence = presenceOf(site, signed, (text) => write(socket, text));
    const leave = () => {
      makeRoom();
      desktops.delete(socket);
      presence.leave();
      desk.leave();
    };
    const types = async (frame: Typing) => {
      await Promise.all([typing(site, signed, frame), presence.writes(frame.interaction, frame.on, frame.note)]);
    };
    const used = async () => {
      await ending.used(signed);
      for (const [one, other] of desktops) if (other.signed.sessionId === signed.sessionId) tellEnd(one, null);
    };
    const received = (frame: Received) => readByStaff(site, signed, frame);
    return { typing: types, viewing: presence.view, received, used, leave } satisfies Joined;
  }

  server.on('connection', (socket: WebSocket, request: IncomingMessage, known: () => void) => {
    const sender = senderOfUpgrade(request, trusts);
    const greet = (hello: Hello): Promise<Joined | null> => {
      known();
      if (hello.token) return greetCustomer(site, socket, { token: hello.token, enter: customers.enter, ...sender });
      if (isForeignOrigin(sender)) return Promise.resolve(refuse(socket, closed.foreignOrigin));
      return greetStaff(socket, request, { hello, attended });
    };
    socket.once('close', () => {
      known();
      desktops.delete(socket);
    });
    const attended = attend(socket, { greet, log: site.log });
  });

  const review = async (tenant?: TenantId) => {
    for (const [socket, desktop] of desktops)
      if (!tenant || desktop.signed.tenant === tenant) {
        const still = await reviewOne(site, identify, [socket, desktop]);
        const limits = still && site.centres.of(still.tenant)?.signIn;
        if (limits) tellEnd(socket, await ending.look(still, limits, site.k.clock.now()));
      }
  };
  const cut = () => {
    for (const socket of server.clients) socket.close(closed.goingDown);
  };
  const stops = [
    keepAlive(server),
    every(site.k.clock, positionMs, () => tellPosition(site, desktops), failed),
    every(site.k.clock, reviewMs, review, failed),
  ];
  return {
    upgrade(request, socket, head) {
      const known = strangers.enter(senderOfUpgrade(request, trusts).address);
      if (!known) return turnAway(socket);
      socket.once('close', known);
      server.handleUpgrade(request, socket, head, (ws) => server.emit('connection', ws, request, known));
    },
    signOut(sessions, why) {
      for (const [socket, { signed }] of desktops) if (sessions.has(signed.sessionId)) dismiss(socket, why);
    },
    review,
    renew: cut,
    close() {
      for (const stop of stops) stop();
      cut();
      server.close();
    },
  };
}

/** Says why without opening a socket, which would cost more. */
function turnAway(socket: Duplex): void {
  socket.once('error', () => socket.destroy()); // whoever asked is gone already
  socket.end('HTTP/1.1 429 Too Many Requests\r\nConnection: close\r\nRetry-After: 10\r\nContent-Length: 0\r\n\r\n');
}

function refuse(socket: WebSocket, code: number): null {
  socket.close(code);
  return null;
}

function dismiss(socket: WebSocket, { refused: why, with: named }: Refusal): null {
  write(socket, JSON.stringify({ f: 'signedOut', why, ...(named && { with: named }) } satisfies Frame));
  return refuse(socket, closed.notSignedIn);
}

interface Customer {
  readonly token: string;
  readonly origin: string | undefined;
  readonly host: string;
  readonly enter: (name: string) => (() => void) | null;
}
async function greetCustomer(site: Site, socket: WebSocket, { token, origin, host, enter }: Customer): Promise<Joined | null> {
  const who = await visitorOf(site.k, site.centres.tenants(), token);
  if (!who) {
    write(socket, JSON.stringify({ f: 'expired' }));
    return refuse(socket, closed.notSignedIn);
  }
  const widgets = site.centres.of(who.tenant)?.widgets ?? {};
  const allowed = Object.hasOwn(widgets, who.widget) ? (widgets[who.widget]?.origins ?? []) : [];
  if (!originAllowed(allowed, origin, host)) return refuse(socket, closed.foreignOrigin);
  const makeRoom = enter(who.visitor);
  if (!makeRoom) return refuse(socket, closed.tooMany);
  socket.once('close', makeRoom);
  const visit = await openVisit(site, who, (text) => write(socket, text));
  const leave = () => {
    makeRoom();
    visit.leave();
  };
  return { typing: (frame) => typing(site, who, frame), received: (frame) => received(site, who, frame), leave };
}

/** What memory knows at once is done before the database is asked. */
async function reviewOne(
  site: Site,
  identify: Gate['ofMessage'],
  [socket, { signed, request, attended }]: [WebSocket, Desktop],
): Promise<Signed | null> {
  const centre = site.centres.of(signed.tenant);
  const why = shutOut(centre, signed.user);
  if (why || !centre || !signedAs(centre, signed)) return dismiss(socket, refused(why ?? 'signIn.expired'));
  const now = await identify(request);
  if (!now) return dismiss(socket, refused('signIn.expired'));
  if (now.person.may.join() !== signed.person.may.join()) attended.renew();
  return now;
}

/** Tells desktops where to resume: a position is only said when everything before it has been pushed. */
async function tellPosition(site: Site, desktops: ReadonlyMap<WebSocket, Desktop>): Promise<void> {
  const [anyone] = desktops.values();
  if (!anyone) return;
  const position = await settledPosition(site.k.db.as(anyone.signed.tenant));
  await site.k.settled();
  const text = JSON.stringify({ f: 'position', position, now: site.k.clock.now() } satisfies Frame);
  for (const [socket, { opened }] of desktops) if (opened) write(socket, text);
}
