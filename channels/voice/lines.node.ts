import type { Run } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import type { Leg } from './call.ts';
import type { KeptVoice } from './media/media.ts';
import type { SavedDialog, SipLegId } from './sip/edge.ts';

/** A line of a call as it is kept: whose it is, its sound, and its dialog once it is up. [VO115] */
export interface KeptLine {
  readonly id: SipLegId;
  readonly interaction: string;
  readonly leg: Leg;
  /** Who called: they, or we. */
  readonly way: 'in' | 'out';
  readonly media: KeptVoice | null;
  readonly dialog: SavedDialog | null;
}

/** Writes a line down, but for its dialog. */
export async function keepLine(run: Run, tenant: TenantId, { id, interaction, leg, way, media }: Omit<KeptLine, 'dialog'>): Promise<void> {
  await run({
    name: 'keep-line',
    text: `insert into voice_lines (tenant_id, id, interaction, leg, way, media) values ($1, $2, $3, $4, $5, $6)
      on conflict (tenant_id, id) do update set interaction = excluded.interaction, media = excluded.media`,
    values: [tenant, id, interaction, leg, way, JSON.stringify(media)],
  });
}

export async function keepDialog(run: Run, tenant: TenantId, id: string, dialog: SavedDialog): Promise<void> {
  await run({
    name: 'keep-dialog',
    text: 'update voice_lines set dialog = $3 where tenant_id = $1 and id = $2',
    values: [tenant, id, JSON.stringify(dialog)],
  });
}

export async function forgetLine(run: Run, tenant: TenantId, id: string): Promise<void> {
  await run({ name: 'forget-line', text: 'delete from voice_lines where tenant_id = $1 and id = $2', values: [tenant, id] });
}

/** Every line that was there. */
export const keptLines = (run: Run, tenant: TenantId): Promise<readonly KeptLine[]> =>
  run<KeptLine & { readonly [column: string]: unknown }>({
    text: 'select id, interaction, leg, way, media, dialog from voice_lines where tenant_id = $1',
    values: [tenant],
  });
