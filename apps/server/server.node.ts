import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { audience as agentAudience } from '@patchbay/agents/access.ts';
import { processBus } from '@patchbay/base/bus.ts';
import { type Clock, endingClock, type Ids } from '@patchbay/base/clock.ts';
import { openDatabase } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import type { CarryOut } from '@patchbay/base/effects.node.ts';
import { openEgress } from '@patchbay/base/egress.node.ts';
import { type Kernel, kernel } from '@patchbay/base/execute.node.ts';
import { hub } from '@patchbay/base/hub.ts';
import { migrate } from '@patchbay/base/migrations.node.ts';
import { keyIn, openVault } from '@patchbay/base/vault.node.ts';
import { listContacts } from '@patchbay/contacts/act.node.ts';
import { openSources } from '@patchbay/email/mailbox/sources.node.ts';
import { indexMails } from '@patchbay/email/search.node.ts';
import { tokensOf } from '@patchbay/email/threads/token.node.ts';
import type { Scanner } from '@patchbay/files/scanner.node.ts';
import { openShelf } from '@patchbay/files/shelf.node.ts';
import { sealOld } from '@patchbay/interactions/secure.node.ts';
import type { Decider } from '@patchbay/routing/decider.node.ts';
import { allAgents } from '@patchbay/routing/store.node.ts';
import type { Logger } from 'pino';
import { actAsAgent, configureAgents } from './agents.node.ts';
import { follow } from './applied.node.ts';
import { startBackground } from './background.node.ts';
import { type Applied, openCentres } from './centres.node.ts';
import { channels } from './channels.node.ts';
import { chatInstallRoutes } from './chat-install.node.ts';
import { chatPageRoute } from './chat-page.node.ts';
import { tellOfContacts } from './contact-news.node.ts';
import { receiveMail } from './email.node.ts';
import { fileRoutes } from './file-routes.node.ts';
import { healthRoute } from './health.node.ts';
import { helpRoute } from './help.node.ts';
import { type Http, openHttp, type Route } from './http.node.ts';
import { logAskingRoutes } from './log-asking.node.ts';
import { logRoutes } from './log-routes.node.ts';
import type { MailNews } from './machine.node.ts';
import { rewriteMasked } from './mail-masking.node.ts';
import { mailMaskingRoutes } from './mail-masking-routes.node.ts';
import { mailSourceRoutes } from './mail-source-routes.node.ts';
import { mailboxRoutes } from './mailbox-routes.node.ts';
import { type Mailboxes, openMailboxes, type Posting } from './mailboxes.node.ts';
import { migrationFolders } from './migrations.node.ts';
import { pages } from './pages.node.ts';
import { tellOfPresence } from './presence.node.ts';
import { openPreviews } from './previews.ts';
import { trusting } from './proxy.node.ts';
import { pushRoutes } from './push-routes.node.ts';
import { routes } from './routes.node.ts';
import { startRouting } from './routing.node.ts';
import { audience } from './seen.node.ts';
import { signing } from './signing.node.ts';
import type { Site } from './site.node.ts';
import { openStream, type Stream } from './stream.node.ts';
import { takeOut, takeOutShutOut } from './taking-out.node.ts';
import { type Door, openDoor } from './telephony.node.ts';
import { upgrades } from './upgrades.node.ts';
import { versionRoute } from './version.node.ts';
import { visitorRoutes } from './visitor-routes.node.ts';
import { widgetRoutes } from './widgets.node.ts';

/** What a server is started with. */
export interface Start {
  /** An administrator's address of the database, or of a role that row-level security binds. */
  readonly url: string;
  readonly port: number;
  readonly host?: string;
  /** The folder of everything that must be kept beside the database. */
  readonly data: string;
  /** The key of secure values, 64 hexadecimal digits; without one it is kept in the data folder. */
  readonly secretKey?: string | undefined;
  /** Looks at files before anybody opens them; without one they are shown as not scanned. */
  readonly scanner?: Scanner | undefined;
  /** Addresses of proxies whose X-Forwarded headers are believed. */
  readonly trustProxy?: readonly string[];
  /** Networks of ours that may be asked beside the internet. */
  readonly ownNetworks?: readonly string[];
  /** Whether the engines of calls run. */
  readonly voice?: () => string;
  /** The mail server that is brought for trying; without it there is none. */
  readonly mail?: MailNews;
  /** What the telephony process knows; without it there is no door for one. */
  readonly telephony?: string | undefined;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
  /** Carries out effects; instead of the server's own. */
  readonly carryOut?: CarryOut;
  /** Called with the migrated database before anything is served. */
  readonly prepare?: (url: string) => Promise<void>;
}
/** A running server. */
export interface Server {
  readonly port: number;
  readonly site: Site;
  /** Every route it answers, also those that the description of the API does not show. */
  readonly routes: readonly Route[];
  close(): Promise<void>;
}

/** Starts a server: migrated database, centres, routing, timers, effects, HTTP and the stream, in this order. */
export async function startServer(asked: Start): Promise<Server> {
  const alarms = endingClock(asked.clock);
  const start = { ...asked, clock: alarms.clock };
  let closing = false; // what is cut off by the end is no failure
  const failed = (error: unknown) => start.log[closing ? 'debug' : 'error'](error, 'a background task failed');
  await migrate(start.url, migrationFolders());
  await start.prepare?.(start.url);
  const telephony: { door?: Door | undefined } = {};
  const post: { office?: Mailboxes } = {};
  const { site, deciders, applied, closeSite } = await openSite(start, failed, {
    door: () => telephony.door,
    mailboxes: () => there(post.office),
  });
  site.k.bus.subscribe(site.hub.publish); // before the deciders: agents are told first, customers of their place in line at the end of a turn
  const routing = await startRouting(site, deciders, failed);
  for (const tenant of site.centres.tenants() as ReadonlySet<TenantId>) {
    await configureAgents(site, tenant, await allAgents(site.k.db.as(tenant), tenant)); // what was applied while no server ran
    await takeOutShutOut(site, tenant);
  }
  for (const tenant of site.centres.tenants() as ReadonlySet<TenantId>) await sealOld(site.k.db.as(tenant), site.vault, tenant);
  tellOfContacts(site, failed);
  tellOfPresence(site, failed);
  for (const tenant of site.centres.tenants() as ReadonlySet<TenantId>) {
    await listContacts(site.k, tenant);
    await rewriteMasked(site, tenant); // what a crash has left
    await indexMails(site.k, tenant);
  }
  const stopBackground = startBackground(site, start.carryOut, failed);
  const mailboxes = await openMailboxes(site, posting(site, start, failed));
  post.office = mailboxes;
  start.mail?.heard(() => void mailboxes.followAll().catch(failed));
  const door = start.telephony === undefined ? undefined : openDoor(site, start.telephony);
  telephony.door = door;
  const { app, stream, known } = await openDoors(site, start.trustProxy ?? [], door);
  routing.recovered(stream.renew);
  let followed = Promise.resolve(); // one centre after the other
  applied.of((one) => {
    followed = followed.then(() => follow(site, routing, stream, one)).catch(failed);
    void mailboxes.follow(one.tenant).catch(failed);
  });
  await app.listen({ port: start.port, host: start.host ?? '127.0.0.1' });
  const address = app.server.address();
  return {
    site,
    routes: known,
    port: typeof address === 'object' && address ? address.port : start.port,
    async close() {
      closing = true;
      stopBackground();
      await mailboxes.close();
      await routing.stop();
      stream.close();
      door?.close();
      await app.close();
      await followed;
      alarms.end(); // lines that were lost a moment ago, and the like: whoever starts next looks for them
      await closeSite();
    },
  };
}

/** Who asks while the server is not there yet is too early: no door is open. */
function there(mailboxes: Mailboxes | undefined): Mailboxes {
  if (!mailboxes) throw new Error('The mailboxes are not open yet.');
  return mailboxes;
}
const posting = (site: Site, { data, ownNetworks = [], mail }: Start, failed: (error: unknown) => void): Posting => ({
  ...{ data, ownNetworks, failed, own: () => mail?.now() ?? { is: 'off' } },
  receive: (came) => receiveMail(site, came),
});

/** A key of its own for the names of cases, made of the one that there is. */
const threadKey = (key: Buffer): Buffer => createHmac('sha256', key).update('threads of mails').digest();

async function openSite(
  { url, clock, ids, log, data, scanner, secretKey, voice, ownNetworks = [] }: Start,
  failed: (error: unknown) => void,
  { door: telephony, mailboxes }: { readonly door: Site['telephony']; readonly mailboxes: Site['mailboxes'] },
) {
  const db = await openDatabase(url);
  const k: Kernel = kernel({ db, clock, ids, bus: processBus(failed) });
  const applied = waitingRoom<Applied>();
  const centres = await openCentres(db, applied.take, failed);
  const deciders = new Map<string, Decider>();
  const files = { db, clock, ids, shelf: openShelf(data), scanner: scanner ?? null, inTurn: k.inTurn };
  const key = keyIn(data, secretKey);
  const keyOfThreads = threadKey(key);
  const site: Site = {
    k,
    centres,
    channels,
    deciders,
    previews: openPreviews(),
    voice,
    telephony,
    mailboxes,
    log,
    files,
    egress: openEgress(ownNetworks),
    vault: openVault(key),
    mailFiles: { shelf: openShelf(join(data, 'mails')), scanner: scanner ?? null, ids },
    mailSources: openSources(data),
    tokens: (tenant) => tokensOf(tenant, [keyOfThreads]),
    hub: hub({ agent: agentAudience, interaction: audience }),
  };
  const closeSite = async () => {
    await k.settled();
    await centres.close();
    await db.close();
  };
  return { site, deciders, applied, closeSite };
}

/** What came before somebody asked for it waits. */
function waitingRoom<T>() {
  let early: T[] = [];
  let told = (one: T): unknown => early.push(one);
  return {
    take: (one: T) => void told(one),
    of(next: (one: T) => unknown) {
      told = next;
      for (const one of early) next(one);
      early = [];
    },
  };
}

async function openDoors(
  site: Site,
  proxies: readonly string[],
  door: Door | undefined,
): Promise<{ app: Http; stream: Stream; known: readonly Route[] }> {
  const trusts = trusting(proxies);
  const { app, routes: known } = await openHttp(site.log, trusts);
  const signedIn = signing(app, site, {
    signedOut: (sessions, why) => stream.signOut(sessions, why),
    takeOut: (tenant, agent) => takeOut(site, tenant, agent),
    logOff: async (tenant, agent) => {
      await actAsAgent(site, { tenant, by: agent }, { agent, command: { type: 'logOff', by: { agent, may: [] } } });
    },
  });
  const stream = openStream(site, signedIn, trusts);
  routes(app, site, signedIn.ofRequest);
  fileRoutes(app, site, signedIn.ofRequest);
  visitorRoutes(app, site);
  pushRoutes(app, site);
  healthRoute(app, site);
  helpRoute(app);
  logRoutes(app, site, signedIn.ofRequest);
  logAskingRoutes(app, site, signedIn.ofRequest);
  mailboxRoutes(app, site, signedIn.ofRequest);
  mailMaskingRoutes(app, site, signedIn.ofRequest);
  mailSourceRoutes(app, site, signedIn.ofRequest);
  versionRoute(app, site);
  chatPageRoute(app, site);
  chatInstallRoutes(app, site);
  widgetRoutes(app, site, signedIn.ofRequest);
  await pages(app, site, signedIn.ofRequest);
  upgrades(app.server, stream, door);
  return { app, stream, known };
}
