import type { TenantId } from '@patchbay/base/decision.ts';
import { fill } from '@patchbay/canned/fill.ts';
import { textIn } from '@patchbay/configuration/text.ts';
import { type Font, usualFont } from '@patchbay/email/font.ts';
import { preferencesOf } from '@patchbay/users/preferences.node.ts';
import type { Site } from './site.node.ts';

interface Whose {
  readonly tenant: TenantId;
  readonly agent: string;
  readonly queue: string | null;
}

/** How what an agent writes looks: as the queue says, else as they have chosen. [EM172] */
export async function fontOf(site: Site, { tenant, agent, queue }: Whose): Promise<Font> {
  const fixed = site.centres.of(tenant)?.queues[queue ?? '']?.email.font;
  if (fixed) return fixed;
  const { preferences } = await preferencesOf(site.k.db.as(tenant), { tenant, user: agent });
  const { mailFont = usualFont.family, mailFontSize = usualFont.size, mailColour = usualFont.colour } = preferences;
  return { family: mailFont, size: mailFontSize, colour: mailColour };
}

/** What stands below what an agent writes: the queue's signature, filled in, else their own. [EM173] */
export async function signatureOf(site: Site, { tenant, agent, queue }: Whose): Promise<string> {
  const centre = site.centres.of(tenant);
  const of = centre?.queues[queue ?? ''];
  const user = centre?.users[agent];
  if (!centre || !user) return '';
  const { language } = centre.tenant;
  if (!of?.email.signature) return (await preferencesOf(site.k.db.as(tenant), { tenant, user: agent })).preferences.mailSignature ?? '';
  const known = { customer: { name: '', email: '', phone: '' }, form: {} };
  return fill(textIn(of.email.signature, language), { ...known, agent: { name: user.name }, queue: { label: textIn(of.label, language) } });
}
