import type { Queue } from '@patchbay/configuration/centre.ts';
import type { Participation } from '@patchbay/interactions/interaction.ts';

/** Information that shows itself when an interaction arrives, as the administrator wrote it. */
export type ScreenPop = Queue['screenPops'][number];

/** Those that are open for somebody with this part; undefined: no part, as of who looks after the work of others. [SP3] */
export function openAt(pops: readonly ScreenPop[], stage: Participation['stage'] | undefined): readonly ScreenPop[] {
  if (stage === 'offered') return pops.filter(({ when }) => when === 'offer');
  return stage === 'missed' || stage === 'declined' || stage === 'revoked' ? [] : pops;
}
