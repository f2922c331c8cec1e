import type { Run } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import { termOf } from '@patchbay/contacts/finding.ts';
import { contactsWith } from '@patchbay/contacts/store.node.ts';

/** Which of these addresses are of customers who want no mail that they have not asked for. [EM298] */
export async function unwantedAt(run: Run, tenant: TenantId, addresses: readonly string[]): Promise<readonly string[]> {
  const asked = [...new Set(addresses.map((address) => address.trim().toLowerCase()))];
  const found = await Promise.all(
    asked.map(async (address) => ({ address, contacts: await contactsWith(run, tenant, [termOf({ kind: 'email', normal: address })]) })),
  );
  return found
    .filter(({ address, contacts }) =>
      contacts.some(
        ({ state }) => state.consent === 'refused' && state.addresses.some(({ kind, normal }) => kind === 'email' && normal === address),
      ),
    )
    .map(({ address }) => address);
}
