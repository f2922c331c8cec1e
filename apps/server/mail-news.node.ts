import type { TenantId } from '@patchbay/base/decision.ts';
import type { Frame } from '@patchbay/base/stream.ts';
import type { Site } from './site.node.ts';

/** The windows of an agent show what was written elsewhere. [EM174] */
export function toldOfDraft(
  site: Site,
  tenant: TenantId,
  agent: string,
  saved: { readonly interaction: string; readonly window: string; readonly rev: string },
): void {
  const news: Frame = { f: 'mailDraft', ...saved };
  for (const listener of site.hub.standing(tenant, `agent:${agent}`)) listener.say(news);
}
