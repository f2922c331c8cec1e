import type { TenantId, VisitorId } from '@patchbay/base/decision.ts';
import type { CarryOut } from '@patchbay/base/effects.node.ts';
import type { Plan } from '@patchbay/base/execute.node.ts';
import { dropToken, tokensOf } from '@patchbay/chat/push.node.ts';
import type { Push } from '@patchbay/chat/push.ts';
import { shownName } from './policy.ts';
import { signed } from './push-keys.node.ts';
import { chatNow } from './received.node.ts';
import type { Site } from './site.node.ts';

/** What is kept of a push until it is carried out: nothing that was written. */
interface Pushed {
  readonly visitor: VisitorId;
  readonly token: string;
  readonly interaction: string;
  readonly agent: string;
  readonly at: number;
}
const patienceMs = 5000;

/** The effects of a message for a customer whose sockets are all gone: one for each of their apps. [CH91] */
export async function pushesFor(
  site: Site,
  tenant: TenantId,
  { interaction, id, agent }: { readonly interaction: string; readonly id: string; readonly agent: string },
): Promise<Plan['effects']> {
  if (!site.centres.of(tenant)?.push.url) return undefined;
  const visitor = (await chatNow(site, tenant, interaction))?.work.visitor;
  if (!visitor || isHere(site, tenant, visitor)) return undefined;
  const at = site.k.clock.now();
  const tokens = await tokensOf(site.k.db.as(tenant), { tenant, visitor }, at);
  return tokens.map((token) => ({
    id: `push ${interaction} ${id} ${token.id}`,
    channel: 'push',
    body: { visitor, token: token.id, interaction, agent, at } satisfies Pushed,
    dueAt: at,
  }));
}

/** Tells the apps; whoever is back meanwhile, or takes no more, is not told. */
export const carryOutPush =
  (site: Site, push: Push): CarryOut =>
  async (tenant, { id, body }) => {
    const { visitor, token, interaction, agent, at } = body as Pushed;
    const centre = site.centres.of(tenant);
    const run = site.k.db.as(tenant);
    if (!centre?.push.url || isHere(site, tenant, visitor)) return;
    const one = (await tokensOf(run, { tenant, visitor }, site.k.clock.now())).find((kept) => kept.id === token);
    if (!one) return;
    const { kind, widget } = one;
    const notice = {
      id,
      tenant,
      widget: `${tenant}/${widget}`,
      interaction,
      from: shownName(centre, agent),
      at,
      to: { kind, token: one.token },
    };
    const is = await push(centre.push.url, notice);
    if (is === 'gone') await dropToken(run, { tenant, visitor }, { id: token });
  };

/** The port over a web hook: a signed request to the address that the administrator has named. [CH91] */
export const webhook =
  (site: Pick<Site, 'k' | 'vault' | 'egress'>): Push =>
  async (url, { id, to, ...notice }) => {
    const body = JSON.stringify({ type: 'message', id, ...notice, to });
    const stands = { db: site.k.db, vault: site.vault };
    const token = await signed(stands, notice.tenant as TenantId, { id, url, body, now: site.k.clock.now() });
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': id };
    const { status } = await site.egress({ method: 'POST', url, headers, body, patienceMs });
    if (status >= 200 && status < 300) return 'told';
    if (status === 404 || status === 410) return 'gone';
    throw new Error(`The receiver of pushes answered ${status}.`);
  };

function isHere({ hub }: Site, tenant: TenantId, visitor: VisitorId): boolean {
  for (const _ of hub.standing(tenant, `visitor:${visitor}`)) return true;
  return false;
}
